import type { Goal, MedicationRequest, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { bearing, bearsNoMore, labelsOf } from '../../../sensitivity/labels.ts'
import { addMonths, addYears, type Day } from '../../../vocabulary/calendar.ts'
import { localDay } from '../../../vocabulary/local-day.ts'
import { all, keyOf, systemOf, wordsOf } from '../../case/element.ts'
import { referenceOf, referencesOf } from '../../case/fact-source.ts'
import { type GoalFacts, goalsOf } from '../../case/goal.ts'
import { isOpen } from '../../case/need.ts'
import type { Draft } from './draft.ts'
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
    description: { text: describe(draft, need) },
    subject: { reference: member },
    startDate: today,
    // Near goals are looked at in the next monitoring review, far ones in the next yearly reassessment.
    target: [{ dueDate: near ? addMonths(today, 6) : addYears(today, 1) }],
    addresses: [{ reference: keyOf(need.condition) }],
  }
  return bearing(goal, labelsOf(need.condition))
}

function describe(draft: Draft, need: OpenNeed): string {
  const { given, words, chosen } = draft
  const since = localDay(need.condition.onsetDateTime ?? need.condition.onsetPeriod?.start ?? need.condition.recordedDate)
  const medicines = medicinesFor(draft, need)
  const seen = lastSeen(draft, need)
  const facts = [
    ...(need.proposed && chosen?.completedOn ? [`${words.saidOn} ${chosen.completedOn}`] : since ? [`${words.knownSince} ${since}`] : []),
    ...(medicines.length > 0 ? [`${words.treatedWith} ${medicines.join(', ')}`] : []),
    ...(seen ? [`${words.lastSeen} ${seen}`] : []),
  ]
  return `${given}: ${need.text}${facts.length > 0 ? ` (${facts.join('; ')})` : ''}. ${words.toAgree}`
}

/** What bears labels that the need does not is not told with it. */
function medicinesFor({ records }: Draft, { condition }: OpenNeed): string[] {
  const named = all(records, 'MedicationRequest')
    .filter(({ status, reasonReference }) => status === 'active' && referencesOf(reasonReference).includes(keyOf(condition)))
    .filter((request) => bearsNoMore(request, condition))
    .flatMap((request) => medicineName(request, records) ?? [])
  return [...new Set(named)].sort()
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

function lastSeen({ records, today }: Draft, { condition }: OpenNeed): Day | undefined {
  const codes = new Set((condition.code?.coding ?? []).flatMap(({ system, code }) => (code ? `${system}|${code}` : [])))
  return all(records, 'Encounter')
    .filter(
      ({ reasonReference, reasonCode, diagnosis }) =>
        referencesOf(reasonReference).includes(keyOf(condition)) ||
        diagnosis?.some(({ condition: of }) => referenceOf(of) === keyOf(condition)) ||
        reasonCode?.some(({ coding }) => coding?.some(({ system, code }) => codes.has(`${system}|${code}`))),
    )
    .filter((visit) => bearsNoMore(visit, condition))
    .flatMap(({ period }) => localDay(period?.start) ?? [])
    .filter((day) => day <= today)
    .sort()
    .at(-1)
}
