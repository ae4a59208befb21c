import { normalise } from '#storage/indexing/normalise.ts'
import type { Clause, Store } from '#storage/store.ts'
import type { AccessPlan, Caller } from '../access-plan.ts'
import { compileAccess, type PlanParts } from '../compile-access.ts'

/** A patient as a person recognizes them. */
export interface KnownPatient {
  id: string
  name: string
  birthDate?: string
}

/** Patients on one page of the picker; who has more searches by name. */
export const patientsShown = 20

/**
 * The patients whom somebody may see, found through the same plan as any search: what is not theirs is not found.
 *
 * @param name beginnings of names; absent: any
 */
export async function patientsOf(store: Store, caller: Caller, parts: PlanParts, name = ''): Promise<KnownPatient[]> {
  const clauses = normalise(name)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 5)
    .map((word): Clause => ({ kind: 'string', param: 'name', match: 'starts', values: [word] }))
  const { matches } = await store.search(planOf(caller, parts), {
    type: 'Patient',
    clauses,
    sort: [],
    count: patientsShown,
    total: 'none',
    include: [],
    revinclude: [],
  })
  return matches.map(({ text }) => known(JSON.parse(text)))
}

/** One patient, if this caller may see them. */
export async function patientFor(store: Store, caller: Caller, parts: PlanParts, id: string): Promise<KnownPatient | undefined> {
  if (!/^[A-Za-z0-9.-]{1,64}$/.test(id)) return undefined
  const stored = await store.read(planOf(caller, parts), 'Patient', id)
  return stored && !stored.deleted ? known(JSON.parse(stored.text)) : undefined
}

/** The person's own plan before there is a token: this server asks, and sees what they may see. */
function planOf(caller: Caller, parts: PlanParts): AccessPlan {
  return { ...compileAccess(caller, 'user/Patient.rs', Buffer.alloc(0), parts), tokenHash: undefined }
}

function known(patient: { id: string; birthDate?: string; name?: { use?: string; text?: string; family?: string; given?: string[] }[] }) {
  const names = patient.name ?? []
  const name = names.find(({ use }) => use === 'official') ?? names[0]
  const spelled = name?.text ?? [...(name?.given ?? []), name?.family].filter(Boolean).join(' ')
  return { id: patient.id, name: spelled || 'without a name', ...(patient.birthDate && { birthDate: patient.birthDate }) }
}
