import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import type { AuditLine } from '#storage/audit/line.ts'
import { recordOver } from '#storage/audit/record.ts'
import { seal } from '#storage/audit/seal.ts'
import { openTestStore, type TestStore } from '../databases.ts'

let data: TestStore
beforeEach(async () => {
  data = await openTestStore()
})
afterEach(() => data.close())

const line = (what: string): AuditLine => ({ client: 'test', action: 'R', interaction: 'read', what, outcome: 0 })
const sql = <Row = Record<string, unknown>>(text: string) => data.database.query<Row>({ text })
const unguarded = async (text: string) => {
  await sql('ALTER TABLE audit DISABLE TRIGGER ALL')
  await sql('ALTER TABLE audit_block DISABLE TRIGGER ALL')
  await sql(text)
}

async function threeBlocks() {
  for (const block of [1, 2, 3]) {
    await data.audit.record([line(`Patient/${block}a`), line(`Patient/${block}b`)])
    await sealed(2)
  }
}

/** Lines of transactions that may still run are not sealed yet, and on a shared server others' transactions count. */
async function sealed(lines: number): Promise<void> {
  let so = 0
  for (let tries = 0; so < lines && tries < 600; tries++) {
    so += await data.audit.seal()
    if (so < lines) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  expect(so).toBe(lines)
}

describe('the chain over the audit trail', () => {
  test('holds every line once; a block is made only of something', async () => {
    await threeBlocks()
    expect(await data.audit.seal()).toBe(0)
    await data.audit.record([line('Patient/4')])
    expect(await data.audit.verify()).toMatchObject({ blocks: 3, lines: 6, unsealed: 1 })
  })

  test('closes block after block over what is too much for one, and takes a transaction whole', async () => {
    await data.audit.record(['1', '2', '3', '4', '5'].map((id) => line(`Patient/${id}`)))
    for (const id of ['6', '7', '8', '9']) await data.audit.record([line(`Patient/${id}`)])
    let lines = 0
    for (let tries = 0; lines < 9 && tries < 200; tries++) lines += await seal(data.database, 2)
    // Five of one transaction, then two at a time of the four others.
    const { blocks, ...rest } = await data.audit.verify()
    expect(rest).toMatchObject({ lines: 9, unsealed: 0 })
    expect(blocks).toBeGreaterThanOrEqual(3)
    expect(await seal(data.database, 2)).toBe(0)
  })

  test('holds the lines of writes', async () => {
    await data.store.write(ownAccess('test'), [{ act: 'create', resource: { resourceType: 'Patient', id: 'ana' } }])
    await sealed(1)
    expect(await data.audit.verify()).toMatchObject({ blocks: 1, lines: 1, unsealed: 0 })
  })

  test.each(['UPDATE audit SET client = $$x$$', 'DELETE FROM audit', 'TRUNCATE audit', 'DELETE FROM audit_block'])(
    '%s is refused',
    async (text) => {
      await threeBlocks()
      await expect(sql(text)).rejects.toThrow()
      expect(await data.audit.verify()).toMatchObject({ blocks: 3, lines: 6, unsealed: 0 })
    },
  )

  test.each([
    ["UPDATE audit SET what = 'Patient/x' WHERE what = 'Patient/2b'", { block: 2, what: 'changed' }],
    ["UPDATE audit SET patient = 'x' WHERE what = 'Patient/1a'", { block: 1, what: 'changed' }],
    ["UPDATE audit SET patients = '{x,y}' WHERE what = 'Patient/1a'", { block: 1, what: 'changed' }],
    ["UPDATE audit SET at = at - interval '1 hour' WHERE what = 'Patient/3a'", { block: 3, what: 'changed' }],
    ["DELETE FROM audit WHERE what = 'Patient/2a'", { block: 2, what: 'missing' }],
    [
      "INSERT INTO audit (tx, client, action, interaction, outcome) SELECT tx, 'x', 'R', 'read', 0 FROM audit WHERE what = 'Patient/1a'",
      { block: 1, what: 'added' },
    ],
    ['DELETE FROM audit_block WHERE no = 2', { block: 3, what: 'chain' }],
    ["UPDATE audit_block SET hash = '\\x00' WHERE no = 1", { block: 1, what: 'chain' }],
  ])('tells where it was broken, by whoever owns the database: %s', async (text, broken) => {
    await threeBlocks()
    await unguarded(text)
    expect((await data.audit.verify()).broken).toMatchObject(broken)
  })

  test('tells of a member who was taken out of a list', async () => {
    await data.audit.record([{ ...line('Task'), patients: ['ana', 'ben'] }])
    await sealed(1)
    await unguarded("UPDATE audit SET patients = '{ana}'")
    expect((await data.audit.verify()).broken).toMatchObject({ block: 1, what: 'changed' })
  })

  test('a line changed together with its hash breaks the block; with the block’s hash, the next one', async () => {
    await threeBlocks()
    await unguarded("UPDATE audit SET what = 'Patient/x' WHERE what = 'Patient/1a'")
    await sql(`UPDATE audit_block SET hashes = (SELECT array_agg(audit_row_hash(a) ORDER BY a.tx, a.seq) FROM audit a
      WHERE a.tx >= from_tx AND a.tx < to_tx) WHERE no = 1`)
    expect((await data.audit.verify()).broken).toEqual({ block: 1, what: 'chain' })
    await sql('UPDATE audit_block SET hash = audit_block_hash(NULL, no, from_tx, to_tx, seqs, hashes) WHERE no = 1')
    expect((await data.audit.verify()).broken).toEqual({ block: 2, what: 'chain' })
  })
})

describe('lines that come together', () => {
  test('share statements; each waits for its own', async () => {
    let statements = 0
    const slow = {
      query: async (...asked: Parameters<typeof data.database.query>) => {
        statements++
        return data.database.query(...asked)
      },
    }
    const record = recordOver(slow as never)
    await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        await record([line(`Patient/${n}`)])
        const [found] = await sql<{ n: number }>(`SELECT count(*)::int AS n FROM audit WHERE what = 'Patient/${n}'`)
        expect(found!.n).toBe(1)
      }),
    )
    expect(statements).toBeLessThan(10)
  })

  test('fail together, and the next are written', async () => {
    let broken = true
    const record = recordOver({
      query: async (...asked: Parameters<typeof data.database.query>) => {
        if (broken) throw new Error('gone')
        return data.database.query(...asked)
      },
    } as never)
    const outcomes = await Promise.allSettled([record([line('a')]), record([line('b')])])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    broken = false
    await record([line('c')])
    expect(await sql('SELECT what FROM audit')).toEqual([{ what: 'c' }])
  })
})
