import fc from 'fast-check'
import { type AccessPlan, ownAccess, type Sight, type Way } from '#auth/access-plan.ts'
import type { Clause, SearchQuery } from '#storage/store.ts'
import { pairs } from './queries.ts'

/** The moment by which ties are judged: noon of a winter's day in New York. */
export const now = new Date('2024-02-10T12:00:00-05:00')

const active: Clause = { kind: 'token', param: 'active', values: [{ code: 'true' }] }
const status = (code: string): Clause => ({ kind: 'token', param: 'status', values: [{ code }] })
const parties = ['Organization/0']
const ties: Way[] = [
  { tied: { parties, grounds: ['provider'] } },
  { tied: { parties, grounds: ['provider'], codes: ['a'] } },
  { tied: { parties: ['Organization/1'], grounds: ['provider'], days: 1 } },
  { tied: { parties: ['Practitioner/1'], grounds: ['general-practitioner'] } },
  { tied: { parties, grounds: ['care-team'] } },
  { tied: { parties: ['Organization/1'], grounds: ['care-team', 'provider'] } },
  { tied: { parties, grounds: ['provider'] }, withheld: { labels: ['PSY'], parties } },
  { member: '1' },
]
const everybody = Object.keys(pairs)

/** Callers who may see some types only, and of some of those only what meets a condition. */
export const callers = fc.record({
  // More often all of them than not: otherwise most of what is asked is refused.
  types: fc.oneof(fc.constant(everybody), fc.subarray(everybody, { minLength: 1 })),
  sights: fc.record({
    Patient: fc.constantFrom<Sight>('everything', [{ clauses: [active] }], [], ...ties.map((way) => [way])),
    Observation: fc.constantFrom<Sight>(
      'everything',
      [{ clauses: [status('a')] }],
      [{ clauses: [{ kind: 'id', values: ['0', '1', '2', '3'] }] }, { clauses: [status('b')] }],
      [{ withheld: { labels: ['PSY'], parties } }],
      [{ clauses: [status('b')] }, ties[0]!],
      ...ties.map((way) => [way]),
    ),
    RiskAssessment: fc.constantFrom<Sight>('everything', [ties[0]!]),
  }),
})

/** The plan of a caller; whoever may search a type may see of it what its sight says. */
export function planOf({ types, sights }: typeof callers extends fc.Arbitrary<infer Caller> ? Caller : never): AccessPlan {
  const sightOf = (type: string): Sight => (type in sights ? sights[type as keyof typeof sights] : 'everything')
  return {
    ...ownAccess('test'),
    allows: (_permission, type) => types.includes(type),
    searchable: new Set(types),
    sight: (_permission, type) => (types.includes(type) ? sightOf(type) : []),
    now: () => now,
  }
}

/** The types that a search leads to; who may not search one of them may not ask. */
export function typesAsked({ type, clauses, include, revinclude }: SearchQuery): string[] {
  return [type, ...clauses.flatMap(typesNamed), ...[...include, ...revinclude].map(({ source }) => source).filter((one) => one !== '*')]
}

function typesNamed(clause: Clause): string[] {
  if (clause.kind === 'chain') return clause.to.flatMap((one) => [one.type, ...typesNamed(one.clause)])
  if (clause.kind === 'has') return [clause.source, ...typesNamed(clause.clause)]
  if (clause.kind === 'none') return typesNamed(clause.clause)
  return clause.kind === 'all' || clause.kind === 'any' ? clause.clauses.flatMap(typesNamed) : []
}
