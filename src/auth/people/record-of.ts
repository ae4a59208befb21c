import type { Store } from '#storage/store.ts'
import type { AccessPlan, Caller } from '../access-plan.ts'
import { compileAccess, type PlanParts } from '../compile-access.ts'
import type { LaunchContext } from '../ehr-launch.ts'

/** Something in a patient's record that an app may be opened with, as a person recognizes it. */
export interface Openable {
  id: string
  label: string
}

/** Most of a kind that are shown. */
const shown = 20

/** A patient's visits, the latest first, as far as this caller may see them. */
export async function encountersOf(store: Store, caller: Caller, parts: PlanParts, patient: string): Promise<Openable[]> {
  return latest(store, planOf(caller, parts, patient), 'Encounter', ({ id, period, type, status, ...rest }: Visit) => ({
    id,
    label: [period?.start?.slice(0, 10), wordOf(type?.[0]) ?? rest.class?.display ?? rest.class?.code, status].filter(Boolean).join(', '),
  }))
}

/** A patient's plans, the latest first, as far as this caller may see them. */
export async function plansOf(store: Store, caller: Caller, parts: PlanParts, patient: string): Promise<Openable[]> {
  return latest(store, planOf(caller, parts, patient), 'CarePlan', ({ id, period, title, category, status }: Plan) => ({
    id,
    label: [title ?? wordOf(category?.[0]) ?? 'plan', period?.start?.slice(0, 10), status].filter(Boolean).join(', '),
  }))
}

/**
 * May this caller see everything that a launch would hand to an app, and is it all of this one patient? Asked when the
 * launch is made and again when it is agreed to.
 */
export async function mayOpen(store: Store, caller: Caller, parts: PlanParts, context: LaunchContext): Promise<boolean> {
  const { patient, encounter, fhirContext = [] } = context
  const references = [
    `Patient/${patient}`,
    ...(encounter === undefined ? [] : [`Encounter/${encounter}`]),
    ...fhirContext.map(({ reference }) => reference),
  ]
  const plan = planOf(caller, parts, patient)
  for (const reference of references) {
    const [, type, id] = /^([A-Z][A-Za-z]{1,63})\/([A-Za-z0-9.-]{1,64})$/.exec(reference) ?? []
    if (type === undefined || id === undefined) return false
    const stored = await store.read(plan, type, id)
    if (!stored || stored.deleted) return false
  }
  return true
}

/** The person's own plan before there is a token, confined to one patient: what is of another is not found. */
function planOf(caller: Caller, parts: PlanParts, patient: string): AccessPlan {
  return { ...compileAccess({ ...caller, patient }, 'patient/*.rs', Buffer.alloc(0), parts), tokenHash: undefined }
}

async function latest<Kind>(store: Store, plan: AccessPlan, type: string, say: (resource: Kind) => Openable): Promise<Openable[]> {
  const sort = [{ param: 'date', kind: 'date' as const, descending: true }]
  const { matches } = await store.search(plan, { type, clauses: [], sort, count: shown, total: 'none', include: [], revinclude: [] })
  return matches.map(({ text }) => say(JSON.parse(text)))
}

interface Concept {
  text?: string
  coding?: { display?: string; code?: string }[]
}

interface Visit {
  id: string
  status?: string
  class?: { code?: string; display?: string }
  type?: Concept[]
  period?: { start?: string }
}

interface Plan {
  id: string
  status?: string
  title?: string
  category?: Concept[]
  period?: { start?: string }
}

function wordOf(concept: Concept | undefined): string | undefined {
  return concept?.text ?? concept?.coding?.find(({ display }) => display !== undefined)?.display ?? concept?.coding?.[0]?.code
}
