import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { AuditLine } from '#storage/audit/line.ts'
import { openTestStore, type TestStore } from '../databases.ts'

let data: TestStore
beforeAll(async () => {
  data = await openTestStore()
})
afterAll(() => data.close())

const line = (person: string | undefined, client: string, more: Partial<AuditLine> = {}): AuditLine => ({
  request: crypto.randomUUID(),
  client,
  person,
  action: 'R',
  interaction: 'read',
  outcome: 0,
  ...more,
})
const ana = 'RelatedPerson/ana'

describe('when an app was last used by somebody', () => {
  test('is the newest of their requests by this app, and of no other person or app', async () => {
    expect(await data.audit.lastUse(ana, 'app')).toBeUndefined()
    await data.audit.record([line(ana, 'app', { patient: 'kim' })])
    const first = await data.audit.lastUse(ana, 'app')
    expect(first).toMatch(/^2\d{3}-.*Z$/)
    await data.audit.record([line('RelatedPerson/eve', 'app'), line(ana, 'other'), line(undefined, 'app')])
    // Signing in, consent and the like are no use of the app.
    await data.audit.record([line(ana, 'app', { request: undefined, interaction: 'grant' })])
    expect(await data.audit.lastUse(ana, 'app')).toBe(first)
    await new Promise((resolve) => setTimeout(resolve, 5))
    await data.audit.record([line(ana, 'app', { patients: ['kim', 'lee'] })])
    expect((await data.audit.lastUse(ana, 'app'))! > first!).toBe(true)
  })

  test('is read off an index', async () => {
    const question = `EXPLAIN SELECT at FROM audit WHERE person = '${ana}' AND client = 'app' AND request IS NOT NULL AND person IS NOT NULL
      ORDER BY tx DESC, seq DESC LIMIT 1`
    const rows = await data.database.transaction(async (connection) => {
      await connection.query({ text: 'SET LOCAL enable_seqscan = off' })
      return connection.query<{ 'QUERY PLAN': string }>({ text: question })
    })
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index.*audit_by_person/)
  })
})
