import type { Bundle, OperationOutcome, Parameters } from '@medplum/fhirtypes'
import type { Day, Month } from '#programs/vocabulary/calendar.ts'
import type { Child } from '../people/child.ts'
import type { Actor, Refusal, Stage } from './stage.ts'

/** Who the journey follows, from which day, with whom. */
export interface Script {
  stage: Stage
  child: Child
  /** The first day of the enrollment; the story runs from ten days before it to about five months after. */
  enrolled: Day
  /** Who writes the team's records. */
  team: Actor
}

/** What happened, for whoever wants to check it. Filled chapter by chapter. */
export interface Story {
  refusedEnrollment: Refusal
  proposedEnd?: Day
  clocks: { row: string; due?: Day; state: string }[]
  proposal: { missing: string[]; changes: number; planId: string }
  refusedPlan: Refusal
  finalVersion: string
  emergency: { bundle: Bundle; html: string; byAmbulance: number; unknownMember: number; ambulanceForTreatment: number }
  followUp: { dayThirty: string; dayThirtyOneRefused: Refusal; dayThirtyOne: string }
  payment: { month: Month; first: Answer; second: Answer; asOfFirst: Answer; sameBytes: boolean }
  transfer: { overlap: Refusal; gapDays: number; month: Month; old: Answer; next: Answer }
  enrollment: { before: Parameters; during: Parameters; unknown: Parameters }
}

/** A month's answer: payable or not, and the rows whose test failed. */
export interface Answer {
  payable: boolean
  failed: string[]
  says: string[]
}

/** Issues of an outcome, in a line each. */
export function linesOf(outcome: OperationOutcome | undefined): string[] {
  return (outcome?.issue ?? []).map((issue) => `${issue.details?.coding?.[0]?.code ?? issue.code}: ${issue.diagnostics ?? ''}`)
}
