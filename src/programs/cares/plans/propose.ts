import type { Bundle, CarePlan, Goal, OperationOutcome, Resource } from '@medplum/fhirtypes'
import { canon, type Issue, outcomeOf } from '#fhir/issue.ts'
import { bearing, bearsNoMore, labelsOf } from '../../sensitivity/labels.ts'
import { keyOf, systemOf } from '../case/element.ts'
import { referencesOf } from '../case/fact-source.ts'
import { meetingsOf } from '../case/meeting.ts'
import { planCase } from '../case/plan-case.ts'
import { contentRules } from './content/index.ts'
import { oneActive } from './content/one-active.ts'
import { formsOn } from './content/template.ts'
import { narrative } from './document/narrative.ts'
import { finalizedOn } from './finalized-on.ts'
import { type Change, changesBetween } from './proposal/changes.ts'
import { type Draft, draftFrom, type ProposalRequest } from './proposal/draft.ts'
import { proposedEmergencyPlan } from './proposal/emergency.ts'
import { madeFrom } from './proposal/made-from.ts'
import { type OpenNeed, openNeeds } from './proposal/open-needs.ts'
import { carriedGoals, newGoals } from './proposal/proposed-goals.ts'
import { carriedActivities, foundServices, listedServices } from './proposal/services-now.ts'
import { asExtension, statementsKnown } from './proposal/statements-known.ts'
import { teamAround } from './proposal/team-around.ts'
import { transitionsAhead } from './proposal/transitions-ahead.ts'

/** A plan put together from the record, for the team to finish with the family. */
export interface IcpProposal {
  /** Collection: the draft CarePlan first, then what it proposes, then the goals that it carries over. */
  plan: Bundle
  /** What is new in it and would be stored, the CarePlan first. */
  created: Resource[]
  /** What the plan still lacks to be finished, each with its row. */
  missing: OperationOutcome
  changes: Change[]
}

/**
 * Puts an Individual Care Plan together from whatever the record holds, also from one that has never heard of the program:
 * needs, goals, present services, health summary, school, transitions, team. Pure: the same request gives the same bytes.
 */
export function proposeIcp(request: ProposalRequest): IcpProposal {
  const draft = draftFrom(request)
  const needs = openNeeds(draft)
  const carried = carriedGoals(draft)
  const goals = newGoals(draft, needs, carried)
  const kept = carriedActivities(draft)
  const listed = [...kept, ...listedServices(draft, kept)]
  const found = foundServices(draft, listed, goalsByNeed([...carried.map(({ resource }) => resource), ...goals]))
  const ahead = transitionsAhead(
    draft,
    listed.filter((one) => one.resourceType === 'ServiceRequest'),
  )
  const { teams, proposed: team } = teamAround(draft)
  const plan = planOf(draft, {
    needs,
    goals: [...carried.map(({ source }) => source), ...goals.map(keyOf)],
    activities: [...listed, ...found, ...ahead].map(keyOf),
    teams,
  })
  const emergency = proposedEmergencyPlan(draft, plan, teams, team)
  const fresh = [
    ...needs.filter(({ proposed }) => proposed).map(({ condition }) => condition),
    ...goals,
    ...found,
    ...ahead,
    ...(team ? [team] : []),
    ...(emergency ? [emergency] : []),
  ]
  const created = [plan, ...fresh]
  const records = [...draft.records, ...fresh]
  return {
    plan: bundleOf(draft, [...created, ...carried.map(({ resource }) => resource)]),
    created,
    missing: outcomeOf(missingFrom(draft, plan, records)),
    changes: changesBetween(draft.current, plan, new Map([...records, plan].map((record) => [keyOf(record), record]))),
  }
}

function goalsByNeed(goals: readonly Goal[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const goal of goals)
    for (const { reference } of goal.addresses ?? []) if (reference && !found.has(reference)) found.set(reference, keyOf(goal))
  return found
}

function planOf(draft: Draft, parts: { needs: OpenNeed[]; goals: string[]; activities: string[]; teams: string[] }): CarePlan {
  const { newId, member, words, today, now, current, chosen, enrollment, settings } = draft
  const link = (reference: string) => ({ reference })
  const planners = whoPlanned(draft)
  const statements = statementsKnown(draft)
  const [form] = formsOn(today, settings)
  const extension = [
    ...(enrollment ? [{ url: `${canon}/StructureDefinition/enrollment`, valueReference: { reference: keyOf(enrollment) } }] : []),
    ...statements.map(asExtension),
  ]
  const plan: CarePlan = {
    resourceType: 'CarePlan',
    id: newId('CarePlan'),
    meta: { profile: [`${canon}/StructureDefinition/cares-icp`] },
    language: words.language,
    ...(extension.length > 0 ? { extension } : {}),
    ...(form ? { instantiatesCanonical: [form] } : {}),
    ...(current ? { replaces: [{ reference: keyOf(current) }] } : {}),
    status: 'draft',
    intent: 'plan',
    category: [
      { coding: [{ system: 'http://hl7.org/fhir/us/core/CodeSystem/careplan-category', code: 'assess-plan' }] },
      { coding: [{ system: systemOf('careplan-kind'), code: 'icp' }] },
    ],
    title: words.icp,
    subject: { reference: member },
    period: { start: today },
    created: now,
    ...(enrollment?.careManager ? { author: enrollment.careManager } : {}),
    ...(planners.who.length > 0 ? { contributor: planners.who.map(link) } : {}),
    careTeam: parts.teams.map(link),
    ...(parts.needs.length > 0 ? { addresses: parts.needs.map(({ condition }) => link(keyOf(condition))) } : {}),
    ...(chosen ? { supportingInfo: [link(chosen.source)] } : {}),
    ...(parts.goals.length > 0 ? { goal: parts.goals.map(link) } : {}),
    ...(parts.activities.length > 0 ? { activity: parts.activities.map((reference) => ({ reference: { reference } })) } : {}),
  }
  // Needs that bear a label are named by their own record alone; what goes on from the current plan bears that plan's (CARES-CON-07).
  const told = parts.needs.filter(({ condition }) => bearsNoMore(condition))
  const text = narrative([`${words.icp}: ${draft.given}`, ...told.map((need) => need.text)], words.language)
  const sources = [...(current ? [current] : []), ...told.map(({ condition }) => condition), ...planners.sources]
  const whole = madeFrom({ ...plan, text }, [...sources, ...statements.flatMap((one) => one.sources)])
  return bearing(whole, current ? labelsOf(current) : [])
}

/** Staff who made the last plan, and whoever came to a planning meeting since. That the family took part is never assumed. */
function whoPlanned({ records, current, directory }: Draft): { who: string[]; sources: Resource[] } {
  const since = current && finalizedOn(current)
  const told = records.filter((record) => bearsNoMore(record))
  const came = meetingsOf(told).filter(({ on }) => since === undefined || on > since)
  const staff = referencesOf(current?.contributor).filter((one) => !/^(Patient|RelatedPerson)\//.test(one))
  const who = [...new Set([...staff, ...came.flatMap(({ present }) => present)])].sort()
  return { who, sources: came.flatMap(({ source }) => directory.get(source) ?? []) }
}

/** The same rules that decide finalization; that the plan in force is still active is no lack of this one. */
function missingFrom({ today, settings }: Draft, plan: CarePlan, records: readonly Resource[]): Issue[] {
  const file = planCase(plan, records, today, settings)
  return contentRules
    .filter((rule) => rule !== oneActive)
    .flatMap((rule) => rule.judge(file))
    .map(({ cites, effect, code, says, at }) => ({
      severity: effect === 'warns' ? 'warning' : 'error',
      code,
      details: cites.id,
      diagnostics: `${says} (${cites.says})`,
      expression: at,
    }))
}

function bundleOf({ now }: Draft, resources: readonly Resource[]): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: now,
    entry: resources.map((resource) => ({ fullUrl: `${canon}/fhir/R4/${keyOf(resource)}`, resource })),
  }
}
