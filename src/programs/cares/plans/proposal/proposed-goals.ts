import type { Encounter, Goal, MedicationRequest, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { bearing, bearsNoMore, labelsOf } from '../../../sensitivity/labels.ts'
import { addMonths, addYears, type Day } from '../../../vocabulary/calendar.ts'
import { localDay } from '../../../vocabulary/local-day.ts'
import { all, keyOf, systemOf, wordsOf } from '../../case/element.ts'
import { referenceOf, referencesOf } from '../../case/fact-source.ts'
import { type GoalFacts, goalsOf } from '../../case/goal.ts'
import { isOpen } from '../../case/need.ts'
import type { Draft } from './draft.ts'
import { madeFrom } from './made-from.ts'
import type { OpenNeed } from './open-needs.ts'

const kinds: Readonly<Record<string, string>> = { medical: 'clinical', social: 'social', educational: 'developmental', other: 'functional' }

/** The current plan's goals that still hold: not reached, not given up, and with a need that is still there. */
export function carriedGoals({ current, records, directory }: Draft): GoalFacts[] {
  const named = referencesOf(current?.goal)
  const goals = goalsOf(records, named).sort((one, other) => named.indexOf(one.source) - named.indexOf(other.source))
  return goals.filter(({ resource, addresses }) => {
    if (resource.lifecycleStatus === 'completed') return false
    const needs = addresses.flatMap((source) => directory.get(source) ?? [])
    return needs.length === 0 || needs.some((need) => need.resourceType !== 'Condition' || isOpen(need))
  })
}

/**
 * A goal for each open need that no goal answers yet. Its words are what the record says of this child; what shall be
 * better, and how one will see it, is left to the family and the team, and is told as missing. It bears the labels of the
 * need whose words it has (CARES-CON-07).
 */
export function newGoals(draft: Draft, needs: readonly OpenNeed[], carried: readonly GoalFacts[]): Goal[] {
  const answered = new Set(carried.flatMap(({ addresses }) => addresses))
  return needs.filter(({ condition }) => !answered.has(keyOf(condition))).map((need) => goalFor(draft, need))
}

function goalFor(draft: Draft, need: OpenNeed): Goal {
  const { newId, today, words, member } = draft
  const medicines = medicinesFor(draft, need)
  const seen = lastSeen(draft, need)
  const near = need.domain === 'social' || need.proposed
  const goal: Goal = {
    resourceType: 'Goal',
    id: newId('Goal'),
    meta: { profile: [`${canon}/StructureDefinition/cares-goal`] },
    language: words.language,
    extension: [{ url: `${canon}/StructureDefinition/goal-horizon`, valueCode: near ? 'short' : 'long' }],
    lifecycleStatus: 'proposed',
    category: [
      { coding: [{ system: systemOf('icp-domain'), code: need.domain }] },
      { coding: [{ system: systemOf('goal-kind'), code: kinds[need.domain] ?? 'functional' }] },
    ],
    description: { text: describe(draft, need, { medicines, seen }) },
    subject: { reference: member },
    startDate: today,
    // Near goals are looked at in the next monitoring review, far ones in the next yearly reassessment.
    target: [{ dueDate: near ? addMonths(today, 6) : addYears(today, 1) }],
    addresses: [{ reference: keyOf(need.condition) }],
  }
  return bearing(
    madeFrom(goal, [need.condition, ...medicines.map(({ request }) => request), ...(seen ? [seen.visit] : [])]),
    labelsOf(need.condition),
  )
}

/** What stands in a goal's words beside its need. */
interface Told {
  medicines: readonly { name: string; request: MedicationRequest }[]
  seen?: { on: Day; visit: Encounter }
}

function describe({ given, words, chosen }: Draft, need: OpenNeed, { medicines, seen }: Told): string {
  const since = localDay(need.condition.onsetDateTime ?? need.condition.onsetPeriod?.start ?? need.condition.recordedDate)
  const names = [...new Set(medicines.map(({ name }) => name))].sort()
  const facts = [
    ...(need.proposed && chosen?.completedOn ? [`${words.saidOn} ${chosen.completedOn}`] : since ? [`${words.knownSince} ${since}`] : []),
    ...(names.length > 0 ? [`${words.treatedWith} ${names.join(', ')}`] : []),
    ...(seen ? [`${words.lastSeen} ${seen.on}`] : []),
  ]
  return `${given}: ${need.text}${facts.length > 0 ? ` (${facts.join('; ')})` : ''}. ${words.toAgree}`
}

/** What bears labels that the need does not is not told with it. */
function medicinesFor({ records }: Draft, { condition }: OpenNeed): Told['medicines'] {
  return all(records, 'MedicationRequest')
    .filter(({ status, reasonReference }) => status === 'active' && referencesOf(reasonReference).includes(keyOf(condition)))
    .filter((request) => bearsNoMore(request, condition))
    .flatMap((request) => {
      const name = medicineName(request, records)
      return name === undefined ? [] : { name, request }
    })
}

/** What a medicine is called. */
export function medicineName(
  request: Pick<MedicationRequest, 'medicationCodeableConcept' | 'medicationReference'>,
  records: readonly Resource[],
): string | undefined {
  const target = referenceOf(request.medicationReference)
  const medication = target ? all(records, 'Medication').find((one) => keyOf(one) === target) : undefined
  return wordsOf(request.medicationCodeableConcept) ?? wordsOf(medication?.code) ?? request.medicationReference?.display
}

function lastSeen({ records, today }: Draft, { condition }: OpenNeed): Told['seen'] {
  const codes = new Set((condition.code?.coding ?? []).flatMap(({ system, code }) => (code ? `${system}|${code}` : [])))
  return all(records, 'Encounter')
    .filter(
      ({ reasonReference, reasonCode, diagnosis }) =>
        referencesOf(reasonReference).includes(keyOf(condition)) ||
        diagnosis?.some(({ condition: of }) => referenceOf(of) === keyOf(condition)) ||
        reasonCode?.some(({ coding }) => coding?.some(({ system, code }) => codes.has(`${system}|${code}`))),
    )
    .filter((visit) => bearsNoMore(visit, condition))
    .flatMap((visit) => {
      const on = localDay(visit.period?.start)
      return on === undefined || on > today ? [] : { on, visit }
    })
    .sort((one, other) => (one.on < other.on ? -1 : 1))
    .at(-1)
}
