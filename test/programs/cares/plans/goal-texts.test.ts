import { describe, expect, test } from '@jest/globals'
import type { CarePlan, Goal, Resource } from '@medplum/fhirtypes'
import { finalization } from '#programs/cares/gates/finalization.ts'
import { goalTexts, goalTextsOf, tagged } from '#programs/cares/plans/goal-texts.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { changed, completeRecord, find, without } from '../../../people/complete-record.ts'
import { brief } from '../finalize.ts'

const draft = (record: readonly Resource[] = completeRecord()) => find<CarePlan>(record, 'CarePlan/rosas-icp')
const tag = (record: readonly Resource[] = completeRecord()) => goalTextsOf(tagged(draft(record), record))
const worded = (text: string) => changed<Goal>(completeRecord(), 'Goal/goal-seizures', (goal) => ({ ...goal, description: { text } }))
const seizures = () => find<Goal>(completeRecord(), 'Goal/goal-seizures').description.text!

/** Rosa's plan is finished, and these are the plans found beside it. */
function finish(beyond: readonly Resource[]) {
  const record = without(completeRecord(), 'CarePlan/rosas-icp')
  const proposal = {
    resource: { ...draft(), status: 'active' as const },
    previous: draft(),
    today: '2024-04-25',
    now: '2024-04-25T12:00:00-04:00',
    settings: settingsFrom(),
  }
  return brief(finalization.decide({ ...proposal, resource: finalization.completes!(proposal, record) }, record, beyond))
}

describe("CARES-ICP-02: a plan whose goals all read as another member's is flagged", () => {
  const theirs = (change: Partial<CarePlan> = {}): CarePlan => ({
    ...tagged(draft(), completeRecord()),
    id: 'theirs',
    subject: { reference: 'Patient/other' },
    status: 'active',
    ...change,
  })
  const flagged = ['CARES-ICP-02 warns business-rule']

  test("another's with the same words is, one's own former version and one entered in error are not", () => {
    expect(finish([theirs()])).toEqual(flagged)
    expect(finish([theirs({ status: 'revoked' })])).toEqual(flagged)
    expect(finish([])).toEqual([])
    expect(finish([theirs({ subject: { reference: 'Patient/rosa' } })])).toEqual([])
    expect(finish([theirs({ status: 'entered-in-error' })])).toEqual([])
    expect(finish([theirs({ meta: { tag: [{ system: goalTexts, code: 'other words' }] } })])).toEqual([])
  })

  test('order, case and spacing make no words of their own; one goal in other words does', () => {
    const turned = changed<CarePlan>(completeRecord(), 'CarePlan/rosas-icp', (plan) => ({ ...plan, goal: plan.goal!.toReversed() }))
    expect(tag(turned)).toBe(tag())
    expect(tag(worded(`  ${seizures().toUpperCase().replaceAll(' ', '\n ')}`))).toBe(tag())
    expect(tag(worded(`${seizures()}, always`))).not.toBe(tag())
  })

  test('the words cannot be read from the tag, and an old tag does not stay', () => {
    const plan = tagged(
      {
        ...draft(),
        meta: {
          tag: [
            { system: goalTexts, code: 'old' },
            { system: 'urn:x', code: 'y' },
          ],
        },
      },
      completeRecord(),
    )
    expect(plan.meta!.tag).toEqual([
      { system: 'urn:x', code: 'y' },
      { system: goalTexts, code: expect.stringMatching(/^[0-9a-f]{40}$/) },
    ])
    expect(tagged({ ...draft(), goal: [] }, completeRecord())).toEqual({ ...draft(), goal: [] })
  })

  test('the plans are asked for by that tag alone, and none without goals', () => {
    const proposal = { today: '2024-04-25', now: '2024-04-25T12:00:00-04:00', settings: settingsFrom() }
    const resource = tagged(draft(), completeRecord())
    expect(finalization.beyond!({ ...proposal, resource }, [])).toEqual({
      member: '',
      types: [],
      others: [],
      alongside: [{ type: 'CarePlan', param: '_tag', token: { system: goalTexts, code: tag() } }],
    })
    expect(finalization.beyond!({ ...proposal, resource: draft() }, [])).toBeUndefined()
  })
})
