import { describe, expect, test } from '@jest/globals'
import type { Task } from '@medplum/fhirtypes'
import { clockState } from '#programs/cares/gates/clock-state.ts'
import { concept, ref } from '../../../people/spelling.ts'
import { decide } from '../decide.ts'
import { brief } from '../finalize.ts'

const clock = (state?: string, more: Partial<Task> = {}): Task => ({
  resourceType: 'Task',
  id: 'clock',
  status: 'requested',
  intent: 'order',
  code: concept('task-kind', 'program-clock'),
  for: ref('Patient/rosa'),
  ...(state ? { businessStatus: concept('clock-state', state) } : {}),
  ...more,
})

describe('TIME-12: the state of a clock is derived, never typed in', () => {
  test('TIME-12: typing in a state is forbidden, on a new clock and on an old one', () => {
    expect(brief(decide(clockState, clock('met'), []))).toEqual(['TIME-12 refuses forbidden'])
    expect(brief(decide(clockState, clock('met'), [], { previous: clock('overdue') }))).toEqual(['TIME-12 refuses forbidden'])
  })

  test('TIME-12: a note on a clock leaves its state as it was', () => {
    expect(decide(clockState, clock('overdue', { note: [{ text: 'Called twice' }] }), [], { previous: clock('overdue') })).toEqual([])
    expect(decide(clockState, clock(undefined), [], { previous: clock('overdue') })).toEqual([])
    expect(decide(clockState, clock(), [])).toEqual([])
  })

  test('TIME-12: a clock does not shed its state by becoming another task', () => {
    expect(
      brief(decide(clockState, clock('met', { code: concept('task-kind', 'scm-review') }), [], { previous: clock('overdue') })),
    ).toEqual(['TIME-12 refuses forbidden'])
  })

  test('TIME-12: other tasks keep their own business status', () => {
    expect(decide(clockState, clock('met', { code: concept('task-kind', 'referral-follow-up') }), [])).toEqual([])
  })
})
