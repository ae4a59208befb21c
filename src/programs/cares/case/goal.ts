import type { Goal, Resource } from '@medplum/fhirtypes'
import type { Day } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { all, codesFrom, keyOf } from './element.ts'
import { extensionOf, referenceOf, referencesOf } from './fact-source.ts'

/** A goal of the plan, as the rules look at it. */
export interface GoalFacts {
  /** `Goal/id`. */
  source: string
  text?: string
  domains: string[]
  kinds: string[]
  horizon?: string
  start?: Day
  /** One entry a target: is something measured, and by when? */
  targets: { measured: boolean; due?: Day }[]
  achievability?: string
  /** Needs it answers, `Condition/id`. */
  addresses: string[]
  expressedBy?: string
  resource: Goal
}

const ended = new Set(['rejected', 'cancelled', 'entered-in-error'])

/** The goals that the plan names and that still count; one given up or entered in error does not. */
export function goalsOf(records: readonly Resource[], named: readonly string[]): GoalFacts[] {
  return all(records, 'Goal')
    .filter((goal) => named.includes(keyOf(goal)) && !ended.has(goal.lifecycleStatus))
    .map((goal) => ({
      source: keyOf(goal),
      text: goal.description?.text?.trim() || goal.description?.coding?.[0]?.display,
      domains: codesFrom(goal.category, 'icp-domain'),
      kinds: codesFrom(goal.category, 'goal-kind'),
      horizon: extensionOf(goal, 'goal-horizon')?.valueCode,
      start: localDay(goal.startDate),
      targets: (goal.target ?? []).map(({ measure, dueDate }) => ({ measured: measure !== undefined, due: localDay(dueDate) })),
      achievability: extensionOf(goal, 'achievability')?.valueString?.trim() || undefined,
      addresses: referencesOf(goal.addresses),
      expressedBy: referenceOf(goal.expressedBy),
      resource: goal,
    }))
}

/** A wish for the far future, which needs no date (CARES-ICP-11). */
export function isAspirational(goal: GoalFacts): boolean {
  return goal.horizon === 'aspirational'
}
