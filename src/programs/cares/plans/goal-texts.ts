import { createHash } from 'node:crypto'
import type { CarePlan, Coding, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { type Finding, warns } from '../../vocabulary/finding.ts'
import { all, keyOf } from '../case/element.ts'
import { referenceOf, referencesOf } from '../case/fact-source.ts'
import { type GoalFacts, goalsOf } from '../case/goal.ts'
import { icp } from '../requirements/icp.ts'

/** System of the tag by which plans with the same words for all their goals find each other. */
export const goalTexts = `${canon}/sid/goal-texts`

/**
 * The finished plan with a tag made of the words of all its goals, whatever their order, case or spacing. The words cannot
 * be read from it.
 */
export function tagged(plan: CarePlan, record: readonly Resource[]): CarePlan {
  const others = (plan.meta?.tag ?? []).filter(({ system }) => system !== goalTexts)
  const tag = tagOf(goalsOf(record, referencesOf(plan.goal)))
  if (tag === undefined && others.length === (plan.meta?.tag ?? []).length) return plan
  return { ...plan, meta: { ...plan.meta, tag: tag === undefined ? others : [...others, tag] } }
}

function tagOf(goals: readonly GoalFacts[]): Coding | undefined {
  const words = goals.flatMap(({ text }) => text?.toLowerCase().replace(/\s+/g, ' ') ?? [])
  if (words.length === 0) return undefined
  return { system: goalTexts, code: createHash('sha256').update(words.toSorted().join('\n')).digest('hex').slice(0, 40) }
}

/** Code of the tag that a plan carries. */
export function goalTextsOf({ meta }: CarePlan): string | undefined {
  return meta?.tag?.find(({ system }) => system === goalTexts)?.code
}

/** Flags a plan whose goals all read as those of another member's: it was not made for this one (CARES-ICP-02). */
export function sameAsAnothers(plan: CarePlan, found: readonly Resource[]): Finding[] {
  const tag = goalTextsOf(plan)
  const another = all(found, 'CarePlan').some(
    (other) =>
      keyOf(other) !== keyOf(plan) &&
      other.status !== 'entered-in-error' &&
      goalTextsOf(other) === tag &&
      referenceOf(other.subject) !== referenceOf(plan.subject),
  )
  if (tag === undefined || !another) return []
  const says = "Every goal reads word for word as in another member's plan. Put each in the words of this member and family."
  return [warns(icp['CARES-ICP-02'], 'business-rule', says, 'CarePlan.goal')]
}
