import { describe, expect, test } from '@jest/globals'
import { auditEventOf } from '#interactions/audit/audit-event.ts'
import type { KeptLine } from '#storage/audit/find.ts'
import { trailFaults } from './judge-trail.ts'
import type { Left } from './kept.ts'

// What is looked at after all tests is only worth something if it finds what is amiss.

const line: KeptLine = {
  ...{ id: '1-1', at: '2026-01-02T03:04:05.678Z', request: 'r', client: 'ehr', kind: 'hospital', address: '10.0.0.7' },
  ...{ action: 'R', interaction: 'read', what: 'Goal/g', patient: 'ana', outcome: 0, purpose: 'TREAT' },
}
const answered = { id: 'r', method: 'GET', address: '/fhir/R4/Goal/g', status: 200 }
const left = (one: Partial<Left>): Left => ({ file: 'f', answered: [answered], told: ['r'], events: 1, lines: [line], ...one })
const spell = (one: KeptLine) => auditEventOf(one, 'http://localhost/fhir/R4')
const judge = (one: Partial<Left>, spelled = spell, validate: Parameters<typeof trailFaults>[2] = () => []) =>
  trailFaults([left(one)], spelled, validate)

describe('the audit trail of all tests', () => {
  test('has nothing amiss when each request has its event and each event its profile', () => {
    expect(judge({})).toEqual({ events: 1, shapes: 1, requests: 1, faults: [] })
  })

  test('misses the event of a request', () => {
    expect(judge({ told: [] }).faults).toEqual(['no event: GET /fhir/R4/Goal/g 200 (f)'])
  })

  test.each([
    ['the server’s own description', { address: '/fhir/R4/metadata' }],
    ['an address that is none', { address: '/fhir/R4/Goal/g/what/else/there' }],
    ['an answer that the trail could not be told of', { status: 503 }],
    ['the front page', { address: '/' }],
  ])('wants none for %s', (_, other) => {
    expect(judge({ told: [], answered: [{ ...answered, ...other }] })).toMatchObject({ requests: 0, faults: [] })
  })

  test('wants one for a refusal', () => {
    expect(judge({ told: [], answered: [{ ...answered, status: 404 }] }).faults).toHaveLength(1)
  })

  test('sees an event that claims no profile although there is one for it', () => {
    const [fault] = judge({}, (one) => ({ ...spell(one), meta: {} })).faults
    expect(fault).toMatch(/^no profile: /)
  })

  test('sees what an event lacks of its profile, and what of R4', () => {
    expect(judge({}, (one) => ({ ...spell(one), entity: [] })).faults).toHaveLength(3)
    const issue = { severity: 'error', code: 'invariant', diagnostics: 'AuditEvent.x is wrong' } as const
    expect(judge({}, spell, () => [{ ...issue, details: 'x' }]).faults[0]).toMatch(/^AuditEvent.x is wrong: /)
  })
})
