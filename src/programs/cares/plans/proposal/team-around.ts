import type { CareTeam, CareTeamParticipant, Encounter, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { bearsNoMore } from '../../../sensitivity/labels.ts'
import { localDay } from '../../../vocabulary/local-day.ts'
import { all, codesFrom, keyOf, systemOf, wordsOf } from '../../case/element.ts'
import { referenceOf, referencesOf } from '../../case/fact-source.ts'
import { familyOf } from '../../case/family.ts'
import type { Draft } from './draft.ts'
import { madeFrom } from './made-from.ts'

const wellVisit = /\b(well child|well-child|check ?up|check up|general examination|preventive)\b/i

/**
 * The team of the plan: the current plan's, else the enrollment's, else the newest team with our roles; and where there
 * is none, a proposed one of those whom the record names: member, parents, care manager, primary care, other teams.
 */
export function teamAround(draft: Draft): { teams: string[]; proposed?: CareTeam } {
  const { current, enrollment, directory, records } = draft
  const live = (sources: string[]) => sources.filter((source) => directory.get(source)?.resourceType === 'CareTeam')
  const known = [live(referencesOf(current?.careTeam)), live(referencesOf(enrollment?.team))].find((teams) => teams.length > 0)
  if (known) return { teams: known }
  const ours = all(records, 'CareTeam')
    .filter(
      ({ status, participant }) =>
        (status === 'active' || status === undefined) && participant?.some(({ role }) => codesFrom(role, 'cares-role').length > 0),
    )
    .map(keyOf)
    .sort()
  if (ours.length > 0) return { teams: ours }
  const proposed = proposedTeam(draft)
  return { teams: [keyOf(proposed)], proposed }
}

function proposedTeam(draft: Draft): CareTeam {
  const { newId, member, enrollment, patient, records } = draft
  const manager = referenceOf(enrollment?.careManager)
  const primary = (patient?.generalPractitioner ?? []).flatMap((one) => one.reference ?? [])
  const seen =
    primary.length > 0
      ? undefined
      : lastWellVisit(
          records.filter((one): one is Encounter => one.resourceType === 'Encounter' && bearsNoMore(one)),
          draft.today,
        )
  const others = othersWhoCare(draft, new Set([...primary, ...(seen ? [seen.who] : [])]))
  const parents = familyOf(records, member).kin.filter(({ parentOrGuardian }) => parentOrGuardian)
  const participant: CareTeamParticipant[] = [
    entry('member', member),
    ...parents.map(({ source }) => entry('parent-guardian', source)),
    ...(manager ? [entry('first-line-contact', manager)] : []),
    ...[...primary, ...(seen ? [seen.who] : [])].map((reference) => entry('primary-care', reference)),
    ...others.map(({ who }) => entry('specialist', who)),
  ]
  const team: CareTeam = {
    resourceType: 'CareTeam',
    id: newId('CareTeam'),
    meta: { profile: [`${canon}/StructureDefinition/cares-care-team`] },
    status: 'proposed',
    subject: { reference: member },
    participant,
    ...(enrollment?.managingOrganization ? { managingOrganization: [enrollment.managingOrganization] } : {}),
  }
  return madeFrom(team, [...(seen ? [seen.visit] : []), ...others.flatMap(({ teams }) => teams)])
}

function entry(role: string, reference: string): CareTeamParticipant {
  return { role: [{ coding: [{ system: systemOf('cares-role'), code: role }] }], member: { reference } }
}

/** Whoever saw the child at the last well visit stands in for a primary care provider that nobody named. */
function lastWellVisit(encounters: readonly Encounter[], today: string): { who: string; visit: Encounter } | undefined {
  const visits = encounters
    .filter(({ type, class: kind }) => kind?.code === 'WELLNESS' || type?.some((one) => wellVisit.test(wordsOf(one) ?? '')))
    .flatMap((visit) => {
      const on = localDay(visit.period?.start)
      const who = visit.participant?.flatMap(({ individual }) => individual?.reference ?? [])[0]
      return on && who && on <= today ? [{ on, who, visit }] : []
    })
    .sort((one, other) => (one.on < other.on ? -1 : 1))
  return visits.at(-1)
}

/** Practitioners and bodies of the member's other teams that are at work now; who treats what is labelled is told there (CARES-CON-07). */
function othersWhoCare({ records }: Draft, known: Set<string>): { who: string; teams: readonly Resource[] }[] {
  const named = new Map<string, Resource[]>()
  for (const team of all(records, 'CareTeam')) {
    if (team.status !== 'active' || !bearsNoMore(team)) continue
    for (const { member } of team.participant ?? []) {
      const who = member?.reference ?? ''
      if (/Patient|RelatedPerson/.test(who) || !/(Practitioner|Organization)/.test(who) || known.has(who)) continue
      named.set(who, [...(named.get(who) ?? []), team])
    }
  }
  return [...named].map(([who, teams]) => ({ who, teams })).sort((one, other) => (one.who < other.who ? -1 : 1))
}
