import { ownAccess } from '#auth/access-plan.ts'
import type { Clause, SearchQuery, Store } from '#storage/store.ts'
import type { Layout, SearchName } from './layout.ts'
import { memberNumber, organizations, staff, system } from './people.ts'

const us = ownAccess('bench')

/** The layout in use: hashed keys in an array on the row, one GIN index over them, text once, in the history. */
export function arraysLayout(store: Store, explain: (run: () => Promise<unknown>) => Promise<string>): Layout {
  const search = async (name: SearchName, n: number) => (await store.search(us, queryOf(name, n))).matches.map(({ id }) => id)
  return {
    name: 'arrays',
    create: async (resources) => {
      await store.write(
        us,
        resources.map((resource) => ({ act: 'create', resource })),
      )
    },
    search,
    explain: (name, n) => explain(() => search(name, n)),
  }
}

function queryOf(name: SearchName, n: number): SearchQuery {
  const base = { sort: [], count: 20, total: 'none' as const, include: [], revinclude: [] }
  const patient: Clause = { kind: 'reference', param: 'patient', values: [{ type: 'Patient', id: `m${n}` }] }
  const token = (param: string, code: string): Clause => ({ kind: 'token', param, values: [{ code }] })
  switch (name) {
    case 'plan-of-patient':
      return { ...base, type: 'CarePlan', clauses: [patient, token('category', 'icp'), token('status', 'active')] }
    case 'tasks-of-owner':
      return {
        ...base,
        type: 'Task',
        clauses: [
          { kind: 'reference', param: 'owner', values: [{ type: 'PractitionerRole', id: `s${n % staff}` }] },
          token('status', 'requested'),
          { kind: 'date', param: 'due', ranges: [{ prefix: 'lt', low: '2025-06-01T04:00:00.000Z', high: '2025-06-02T04:00:00.000Z' }] },
        ],
        sort: [{ param: 'due', kind: 'date', descending: false }],
      }
    case 'patient-by-identifier':
      return { ...base, type: 'Patient', clauses: [{ kind: 'token', param: 'identifier', values: [{ system, code: memberNumber(n) }] }] }
    case 'encounters-of-patient':
      return {
        ...base,
        type: 'Encounter',
        clauses: [
          patient,
          { kind: 'date', param: 'date', ranges: [{ prefix: 'ge', low: '2024-06-01T04:00:00.000Z', high: '2024-06-02T04:00:00.000Z' }] },
        ],
      }
    case 'episodes-of-organization':
      return {
        ...base,
        type: 'EpisodeOfCare',
        clauses: [{ kind: 'reference', param: 'organization', values: [{ type: 'Organization', id: `o${n % organizations}` }] }],
      }
  }
}
