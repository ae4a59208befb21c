import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openTestStore, type TestStore } from '../../storage/databases.ts'
import { tryAll } from './trials.ts'

// See README.md here. npm run access:long tries twenty times as much.
const spread = process.env.STORE_DISTRIBUTED === '1'
let opened: TestStore
beforeAll(async () => {
  opened = await openTestStore()
}, 60_000)
afterAll(() => opened.close())

const onOne = spread ? test.skip : test

onOne(
  'what a caller may not see changes no answer: a thousand trials',
  async () => {
    const { interference, ...outcome } = await tryAll(opened, { trials: 1000, seed: Number(process.env.FC_SEED ?? 20_230_707) })
    expect(interference).toEqual([])
    // It would prove little if nothing were hidden, or if nothing were answered.
    expect(outcome.hidden).toBeGreaterThan(500)
    expect(outcome.shown).toBeGreaterThan(200)
    expect(outcome.statuses[200]).toBeGreaterThan(250)
    expect(Object.keys(outcome.paths).length).toBeGreaterThan(30)
  },
  240_000,
)
