import { describe, expect, test } from '@jest/globals'
import type { Resource, Task } from '@medplum/fhirtypes'
import { referralFollowUpTask } from '#programs/cares/gates/referral-follow-up.ts'
import { concept, ext } from '../../../people/spelling.ts'
import { followedUp, sentTo, visit } from '../clocks/read-one.ts'
import { decide } from '../decide.ts'
import { brief } from '../finalize.ts'

const record: Resource[] = [sentTo('2024-01-10'), visit('2024-01-30T10:00:00-05:00')]
const judge = (task: Task, others = record) => brief(decide(referralFollowUpTask, task, others))
const because = (code: string) => ({ statusReason: concept('follow-up-exception', code) })

describe('CARES-MON-05: a referral follow-up is closed by two answers from somebody who knows', () => {
  test('CARES-MON-05: both answers and who gave them close it', () => {
    expect(judge(followedUp('2024-02-10'))).toEqual([])
  })

  test.each(['received', 'met-need', 'informant'])('CARES-MON-05: closed without %s is refused', (code) => {
    const task = followedUp('2024-02-10')
    expect(judge({ ...task, output: task.output!.filter(({ type }) => type.coding![0]!.code !== code) })).toEqual([
      'CARES-MON-05 refuses required',
    ])
  })

  test('CARES-MON-05: open, it may still lack them', () => {
    expect(judge(followedUp(undefined, { status: 'requested', output: [] }))).toEqual([])
  })

  test('CARES-MON-07: given up without a reason is refused, with a reason it passes', () => {
    for (const status of ['failed', 'cancelled', 'rejected'] as const) {
      expect(judge(followedUp(undefined, { status, output: [] }))).toEqual(['CARES-MON-07 refuses required'])
      expect(judge(followedUp(undefined, { status, output: [], ...because('member-unreachable') }))).toEqual([])
    }
  })

  test('CARES-MON-07: "other" without words is refused', () => {
    const other = followedUp(undefined, { status: 'failed', output: [], ...because('other') })
    expect(judge(other)).toEqual(['CARES-MON-07 refuses required'])
    expect(judge({ ...other, note: [{ text: ' ' }] })).toEqual(['CARES-MON-07 refuses required'])
    expect(judge({ ...other, note: [{ text: 'Flood' }] })).toEqual([])
  })

  test('CARES-MON-07: made on the last day it needs no reason, a day later it does', () => {
    expect(judge(followedUp('2024-02-29'))).toEqual([])
    expect(judge(followedUp('2024-03-01'))).toEqual(['CARES-MON-07 refuses required'])
    expect(judge(followedUp('2024-03-01', because('member-hospitalized')))).toEqual([])
  })

  test('CARES-MON-06: it promises no day beyond the ceiling', () => {
    const until = (end: string) => followedUp(undefined, { status: 'requested', output: [], restriction: { period: { end } } })
    expect(judge(until('2024-02-29'))).toEqual([])
    expect(judge(until('2024-03-01'))).toEqual(['CARES-MON-06 refuses value'])
    const needed = [sentTo('2024-01-10', { extension: [ext('needed-by', { valueDate: '2024-02-05' })] }), record[1]!]
    expect(judge(until('2024-02-05'), needed)).toEqual([])
    expect(judge(until('2024-02-06'), needed)).toEqual(['CARES-MON-06 refuses value'])
  })

  test('CARES-MON-06: asked before the service it is kept, with a warning', () => {
    expect(judge(followedUp('2024-01-29'))).toEqual(['CARES-MON-06 warns business-rule'])
    expect(judge(followedUp('2024-01-30'))).toEqual([])
  })
})
