import { expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { onceTold } from '#http/told.ts'
import type { AuditLine } from '#interactions/audit/lines.ts'

// An answer that is made while it is written: nothing of a member leaves before the trail tells of that member, and it does so once.

test('a piece leaves when everybody it tells of is in the trail, each member once', async () => {
  const access = { ...ownAccess('test'), request: { id: 'r', patients: new Set(['ana']), written: 0 } }
  async function* pieces() {
    yield 'ana'
    for (const patient of ['ben', 'cem', 'ana']) access.request.patients.add(patient)
    yield 'ben'
    yield 'cem'
    access.request.patients.add('dora')
    yield 'dora'
  }
  const written: AuditLine[] = []
  const told: string[] = []
  const record = async (lines: readonly AuditLine[]) => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    written.push(...lines)
    told.push(...lines.flatMap(({ patient, patients }) => patients ?? patient ?? []))
  }
  const asked = { access, interaction: 'operation', path: 'Organization/o/$billing-eligibility', query: '', status: 200 } as const
  const answer = await onceTold(record, asked, { status: 200, stream: pieces() })
  for await (const piece of answer.stream ?? []) expect(told).toContain(piece)
  expect(told).toEqual(['ana', 'ben', 'cem', 'dora'])
  expect(written.map(({ patient, patients }) => patients ?? patient)).toEqual(['ana', ['ben', 'cem'], 'dora'])
})

test('a piece whose members cannot be written down does not leave', async () => {
  const access = { ...ownAccess('test'), request: { id: 'r', patients: new Set<string>(), written: 0 } }
  async function* pieces() {
    yield 'head'
    access.request.patients.add('ben')
    yield 'ben'
  }
  let broken = false
  const record = async () => {
    if (broken) throw new Error('the disk is full')
  }
  const asked = { access, interaction: 'operation', path: 'x', query: '', status: 200 } as const
  const { stream } = await onceTold(record, asked, { status: 200, stream: pieces() })
  const left: string[] = []
  broken = true
  await expect(
    (async () => {
      for await (const piece of stream!) left.push(piece)
    })(),
  ).rejects.toThrow()
  expect(left).toEqual(['head'])
})
