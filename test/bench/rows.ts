import { member } from '#demo/people/member.ts'
import type { Loaded } from '#demo/people/record.ts'
import type { Call, Reply } from './callers.ts'
import { benchCast } from './load.ts'

/** The floor's rows. */
export type Floor = 'floor: read' | 'floor: create, 4.5 KB CarePlan' | 'floor: update' | 'floor: history of 5 versions'

/** One row of the table: what is asked, and what may come back. */
export interface Row {
  name: string
  expected: readonly number[]
  /** CPU seconds for 1,000 requests (design, section 6). */
  budget?: number
  /** Of a row of the floor: what it costs on the machine that the budget was written on, in the same unit. */
  design?: number
  /** The row of the floor that it is compared with. */
  floor?: Floor
  /** Milliseconds. */
  p95?: number
  /** Requests as a share of the run's, for heavy rows. */
  share?: number
  /** Leaves work to the jobs, which is measured after the row. */
  writes?: boolean
  /** Makes what the row needs; its answer is handed to `make`. */
  prepare?(call: (call: Call) => Promise<Reply>): Promise<unknown>
  make(index: number, prepared: unknown): Call
}

const base = '/fhir/R4'
/** Id of the member at a place of the list. */
export const id = (index: number) => `m${String(index + 1).padStart(5, '0')}`

/** Requests spread over all members, not in order. */
const spread = (index: number, members: number) => id((index * 7_919) % members)

/** A draft care plan of about 4.5 KB, as a coordinator's app would save one. */
export function draftPlan(patient: string): object {
  const plan = structuredClone(fullRecord.find(({ id: own }) => own === 'm00001-icp')) as unknown as Record<string, unknown>
  delete plan.id
  const text = JSON.stringify({ ...plan, status: 'draft' })
    .replaceAll('m00001', patient)
    .replace(/\{"url":"[^"]*finalized-on","valueDate":"[^"]*"\},?/, '')
  const draft = JSON.parse(text) as Record<string, unknown>
  draft.note = [
    { text: 'Written together with the family at the kitchen table. '.repeat(Math.max(1, Math.round((4_300 - text.length) / 56))) },
  ]
  return draft
}

const fullRecord: Loaded[] = member(0, { ...benchCast, months: 3 }).chapters.flatMap(({ resources }) => resources)

/** A body weight. */
export function observation(patient: string, index: number): object {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '29463-7', display: 'Body weight' }] },
    subject: { reference: `Patient/${patient}` },
    effectiveDateTime: '2026-10-01T10:00:00-04:00',
    valueQuantity: { value: 20 + (index % 50) / 10, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
  }
}

/** A service event, which a gate decides on. */
export function visit(patient: string, index: number): object {
  const event = fullRecord.find(({ id: own }) => own === 'm00001-visit-2')
  const text = JSON.stringify({ ...event, id: undefined }).replaceAll('m00001', patient)
  const minute = String(index % 60).padStart(2, '0')
  const hour = String(13 + (Math.floor(index / 60) % 9)).padStart(2, '0')
  return {
    ...JSON.parse(text),
    period: { start: `2026-11-${String(10 + (Math.floor(index / 540) % 10)).padStart(2, '0')}T${hour}:${minute}:00Z` },
  }
}

/** The floor's rows: the same work on bare Express and pg. */
export function floorRows(requests: number): Row[] {
  const text = JSON.stringify(draftPlan('m00001'))
  const ids = async (call: (call: Call) => Promise<Reply>, versions: number) => {
    const made: string[] = []
    for (let index = 0; index < Math.min(requests, 200); index += 1) {
      const { text: answer } = await call({ method: 'POST', path: '/', body: text })
      const { id: own } = JSON.parse(answer) as { id: string }
      for (let version = 1; version < versions; version += 1) await call({ method: 'PUT', path: `/${own}`, body: text })
      made.push(own)
    }
    return made
  }
  const nth = (made: unknown, index: number) => (made as string[])[index % (made as string[]).length]
  return [
    {
      name: 'floor: read',
      design: 0.2,
      expected: [200],
      prepare: (call) => ids(call, 1),
      make: (index, made) => ({ method: 'GET', path: `/${nth(made, index)}` }),
    },
    { name: 'floor: create, 4.5 KB CarePlan', design: 0.7, expected: [201], make: () => ({ method: 'POST', path: '/', body: text }) },
    {
      name: 'floor: update',
      design: 0.9,
      expected: [200],
      prepare: (call) => ids(call, 1),
      make: (index, made) => ({ method: 'PUT', path: `/${nth(made, index)}`, body: text }),
    },
    {
      name: 'floor: history of 5 versions',
      design: 0.3,
      expected: [200],
      prepare: (call) => ids(call, 5),
      make: (index, made) => ({ method: 'GET', path: `/${nth(made, index)}/_history` }),
    },
  ]
}

type Send = (call: Call) => Promise<Reply>
const get = (path: string): Call => ({ method: 'GET', path: `${base}${path}` })
const post = (path: string, body: object): Call => ({ method: 'POST', path: `${base}${path}`, body: JSON.stringify(body) })

/** Makes body weights, each changed until it has as many versions. */
export async function observations(call: Send, count: number, versions: number, patientOf: (index: number) => string) {
  const list: { id: string; version: string }[] = []
  for (let index = 0; index < count; index += 1) {
    const created = await call(post('/Observation', observation(patientOf(index), index)))
    let resource = JSON.parse(created.text) as { id: string; meta: { versionId: string } }
    for (let version = 1; version < versions; version += 1) {
      const updated = await call({
        method: 'PUT',
        path: `${base}/Observation/${resource.id}`,
        body: JSON.stringify({ ...observation(patientOf(index), index + version), id: resource.id }),
        headers: { 'if-match': `W/"${resource.meta.versionId}"` },
      })
      resource = JSON.parse(updated.text)
    }
    list.push({ id: resource.id, version: resource.meta.versionId })
  }
  return list
}

/** This server's rows, validation and access control on. */
export function serverRows(members: number, requests: number): Row[] {
  const made = (call: Send, count: number, versions: number) => observations(call, count, versions, (index) => spread(index, members))
  return [
    { name: 'read', budget: 0.3, floor: 'floor: read', expected: [200], make: (index) => get(`/CarePlan/${spread(index, members)}-icp`) },
    {
      name: 'create, 4.5 KB CarePlan, profiled',
      floor: 'floor: create, 4.5 KB CarePlan',
      writes: true,
      budget: 1.4,
      expected: [201],
      make: (index) => post('/CarePlan', draftPlan(spread(index, members))),
    },
    {
      name: 'update with If-Match, 4.5 KB CarePlan',
      floor: 'floor: update',
      writes: true,
      budget: 1.6,
      expected: [200],
      prepare: async (call) => {
        const list: { id: string; version: number; patient: string }[] = []
        for (let index = 0; index < Math.min(requests, 400); index += 1) {
          const patient = spread(index, members)
          const { text } = await call(post('/CarePlan', draftPlan(patient)))
          list.push({ id: (JSON.parse(text) as { id: string }).id, version: 1, patient })
        }
        return list
      },
      make: (index, prepared) => {
        const list = prepared as { id: string; version: number; patient: string }[]
        const one = list[index % list.length]!
        const version = one.version
        one.version += 1
        return {
          method: 'PUT',
          path: `${base}/CarePlan/${one.id}`,
          body: JSON.stringify({ ...draftPlan(one.patient), id: one.id, title: `Individual Care Plan, draft ${index}` }),
          headers: { 'if-match': `W/"${version}"` },
        }
      },
    },
    {
      name: 'write that a gate decides (service event)',
      floor: 'floor: create, 4.5 KB CarePlan',
      writes: true,
      budget: 3,
      expected: [201],
      make: (index) => post('/Encounter', visit(spread(index, members), index)),
    },
    {
      name: 'search CarePlan by patient, category, status',
      floor: 'floor: read',
      budget: 0.5,
      expected: [200],
      make: (index) =>
        get(
          `/CarePlan?patient=${spread(index, members)}&category=https://cares-fhir.example.org/CodeSystem/careplan-kind%7Cicp&status=active`,
        ),
    },
    {
      name: 'search Task by owner, status, due, sorted, 20 a page',
      floor: 'floor: read',
      budget: 0.9,
      expected: [200],
      make: (index) =>
        get(
          `/Task?owner=PractitionerRole/provider-${1 + (index % 3)}-${index % 2 ? 'care' : 'second'}-coordinator&status=requested,accepted&due=ge2026-01-01&_sort=due&_count=20`,
        ),
    },
    {
      name: 'history of 5 versions',
      floor: 'floor: history of 5 versions',
      budget: 0.5,
      expected: [200],
      prepare: (call) => made(call, 40, 5),
      make: (index, prepared) => get(`/Observation/${(prepared as { id: string }[])[index % 40]!.id}/_history`),
    },
    {
      name: 'transaction of 20 creates',
      floor: 'floor: create, 4.5 KB CarePlan',
      writes: true,
      budget: 12,
      share: 0.2,
      expected: [200],
      make: (index) =>
        post('', {
          resourceType: 'Bundle',
          type: 'transaction',
          entry: Array.from({ length: 20 }, (_, entry) => ({
            resource: observation(spread(index, members), entry),
            request: { method: 'POST', url: 'Observation' },
          })),
        }),
    },
    {
      name: '$everything, about 16 resources',
      floor: 'floor: read',
      budget: 2,
      share: 0.5,
      expected: [200],
      make: (index) =>
        get(`/Patient/${spread(members - 1 - (index % Math.max(1, Math.floor(members / 2))), members)}/$everything?_count=50`),
    },
    {
      name: '$billing-eligibility, one member',
      floor: 'floor: read',
      budget: 2,
      share: 0.5,
      expected: [200],
      make: (index) => get(`/Patient/${spread(index, members)}/$billing-eligibility?month=2026-10`),
    },
    {
      name: '$emergency-plan',
      p95: 50,
      share: 0.5,
      expected: [200],
      make: (index) => get(`/Patient/${spread(index, members)}/$emergency-plan`),
    },
  ]
}
