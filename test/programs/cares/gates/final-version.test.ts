import { describe, expect, test } from '@jest/globals'
import type { CarePlan } from '@medplum/fhirtypes'
import { finalVersion } from '#programs/cares/gates/final-version.ts'
import { completeRecord, find } from '../../../people/complete-record.ts'
import { rosasFinalIcp } from '../../../people/rosas-plan.ts'
import { concept, ext, ref } from '../../../people/spelling.ts'
import { decide } from '../decide.ts'
import { brief, finalize } from '../finalize.ts'

const judge = (now: CarePlan, previous: CarePlan = rosasFinalIcp()) => brief(decide(finalVersion, now, [], { previous }))

describe('CARES-ICP-18: a finished ICP is not rewritten, and there is one at a time', () => {
  test.each(['revoked', 'completed', 'entered-in-error'] as const)('CARES-ICP-18: it may become %s', (status) => {
    expect(judge(rosasFinalIcp({ status }) && { ...rosasFinalIcp(), status })).toEqual([])
  })

  test('CARES-ICP-18: it may not be edited in place, not even while it is closed', () => {
    const edited = { ...rosasFinalIcp(), goal: rosasFinalIcp().goal!.slice(1) }
    expect(judge(edited)).toEqual(['CARES-ICP-18 refuses business-rule'])
    expect(judge({ ...edited, status: 'revoked' })).toEqual(['CARES-ICP-18 refuses business-rule'])
  })

  test.each(['draft', 'on-hold', 'unknown'] as const)('CARES-ICP-18: it does not go back to %s', (status) => {
    expect(judge({ ...rosasFinalIcp(), status })).toEqual(['CARES-ICP-18 refuses business-rule'])
  })

  test('CARES-ICP-18: a former version stays as it was and does not come back', () => {
    const former: CarePlan = { ...rosasFinalIcp(), status: 'revoked' }
    expect(judge({ ...former, status: 'active' }, former)).toEqual(['CARES-ICP-18 refuses business-rule'])
    expect(judge({ ...former, title: 'Another' }, former)).toEqual(['CARES-ICP-18 refuses business-rule'])
    expect(judge({ ...former, status: 'entered-in-error' }, former)).toEqual([])
  })

  test('CARES-ICP-18: sent again unchanged, or with the end of its period, it passes', () => {
    expect(judge({ ...rosasFinalIcp(), meta: { versionId: '7' } })).toEqual([])
    expect(judge({ ...rosasFinalIcp(), status: 'revoked', period: { start: '2024-04-25', end: '2024-10-01' } })).toEqual([])
  })

  test('CARES-ICP-18: a draft is edited freely', () => {
    const draft = find<CarePlan>(completeRecord(), 'CarePlan/rosas-icp')
    expect(judge({ ...draft, title: 'Another' }, draft)).toEqual([])
  })

  test('CARES-ICP-18: a second active ICP of the enrollment is a duplicate, also one that would replace the first', () => {
    const other: CarePlan = { ...rosasFinalIcp(), id: 'older' }
    expect(brief(finalize([...completeRecord(), other]))).toEqual(['CARES-ICP-18 duplicate duplicate'])
    expect(finalize([...completeRecord(), { ...other, status: 'revoked' }])).toEqual([])
    expect(finalize([...completeRecord(), { ...other, status: 'draft' }])).toEqual([])
    const elsewhere = other.extension!.map((one) =>
      one.url.endsWith('/enrollment') ? ext('enrollment', { valueReference: ref('EpisodeOfCare/old') }) : one,
    )
    expect(finalize([...completeRecord(), { ...other, extension: elsewhere }])).toEqual([])
    expect(finalize([...completeRecord(), { ...other, category: [concept('careplan-kind', 'aftercare')] }])).toEqual([])
  })
})
