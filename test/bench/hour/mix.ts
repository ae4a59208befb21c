import type { Call, Reply } from '../callers.ts'
import { draftPlan, id, observation, visit } from '../rows.ts'

/** Something that callers of a day's work do. */
export interface Deed {
  name: string
  /** Of how many requests in a thousand, about. */
  weight: number
  expected: readonly number[]
  /** The caller leaves after so many milliseconds at most, whether answered or not. */
  leaves?: number
  make(pick: Pick): Call
  /** What later deeds need to know of the answer. */
  after?(reply: Reply, pick: Pick, call: Call): void
}

/** Choices of one request, the same in every run. */
export interface Pick {
  member: string
  /** Counts requests. */
  turn: number
  random(): number
  memory: Memory
}

/** What callers remember of earlier answers, bounded so that the measuring process stays flat itself. */
export class Memory {
  readonly observations = new Ring<{ id: string; version: string; patient: string }>(500)
  readonly next = new Ring<string>(50)
}

/** The last so many. */
class Ring<T> {
  readonly #items: T[] = []
  readonly #most: number
  #at = 0

  constructor(most: number) {
    this.#most = most
  }

  put(item: T): void {
    if (this.#items.length < this.#most) this.#items.push(item)
    else this.#items[this.#at++ % this.#most] = item
  }

  /** One of them, and not again until it is put back: two writers of one version would only meet each other. */
  take(random: number): T | undefined {
    const at = Math.floor(random * this.#items.length)
    const [item, last] = [this.#items[at], this.#items.pop()]
    if (last !== undefined && at < this.#items.length) this.#items[at] = last
    return item
  }

  any(random: number): T | undefined {
    return this.#items[Math.floor(random * this.#items.length)]
  }
}

const base = '/fhir/R4'
const get = (path: string, headers?: Record<string, string>): Call => ({
  method: 'GET',
  path: `${base}${path}`,
  ...(headers && { headers }),
})
const send = (method: string, path: string, body: object, headers?: Record<string, string>): Call => ({
  method,
  path: `${base}${path}`,
  body: JSON.stringify(body),
  ...(headers && { headers }),
})
const icp = 'https://cares-fhir.example.org/CodeSystem/careplan-kind%7Cicp'
const stored = ({ text }: Reply) => JSON.parse(text) as { id: string; meta: { versionId: string } }
const worklist = ({ turn }: Pick) =>
  `/Task?owner=PractitionerRole/provider-${1 + (turn % 3)}-care-coordinator&status=requested,accepted&due=ge2026-01-01&_sort=due&_count=20`

/** About a day's mix of an emergency department, an EHR, a health plan, the coordinators' app, and of what goes wrong. */
export const deeds: readonly Deed[] = [
  { name: 'read', weight: 260, expected: [200], make: ({ member }) => get(`/CarePlan/${member}-icp`) },
  {
    name: 'read if modified',
    weight: 30,
    expected: [200, 304],
    make: ({ member }) => get(`/Patient/${member}`, { 'if-none-match': 'W/"1"' }),
  },
  {
    name: 'search CarePlan by patient, category, status',
    weight: 100,
    expected: [200],
    make: ({ member }) => get(`/CarePlan?patient=${member}&category=${icp}&status=active`),
  },
  {
    name: 'search Task by owner, status, due',
    weight: 50,
    expected: [200],
    make: (pick) => get(worklist(pick)),
    after: ({ text }, { memory }) => {
      const link = (JSON.parse(text) as { link: { relation: string; url: string }[] }).link.find(({ relation }) => relation === 'next')
      if (link) memory.next.put(link.url.slice(link.url.indexOf(base)))
    },
  },
  {
    name: 'the next page',
    weight: 20,
    expected: [200],
    make: (pick) => ({ method: 'GET', path: pick.memory.next.any(pick.random()) ?? `${base}${worklist(pick)}` }),
  },
  { name: 'search Patient by name', weight: 40, expected: [200], make: ({ random }) => get(`/Patient?name=${letters(random)}&_count=20`) },
  {
    name: 'search with _include and _revinclude',
    weight: 20,
    expected: [200],
    make: ({ member }) => get(`/CarePlan?patient=${member}&_include=CarePlan:goal&_revinclude=Task:focus`),
  },
  // A text that is not seen twice: statements, keys and words that are remembered must not be remembered for ever.
  {
    name: 'search by what was never searched before',
    weight: 30,
    expected: [200],
    make: ({ turn, random }) =>
      get(
        `/Observation?code=x-${turn},y-${turn}&date=ge20${10 + Math.floor(random() * 16)}-01-0${1 + Math.floor(random() * 9)}&_count=${1 + (turn % 300)}`,
      ),
  },
  {
    name: 'create Observation',
    weight: 90,
    expected: [201],
    make: ({ member, turn }) => send('POST', '/Observation', observation(member, turn)),
    after: (reply, { memory, member }) => {
      const { id: own, meta } = stored(reply)
      memory.observations.put({ id: own, version: meta.versionId, patient: member })
    },
  },
  {
    name: 'create CarePlan',
    weight: 15,
    expected: [201],
    make: ({ member }) => send('POST', '/CarePlan', draftPlan(member)),
  },
  { name: 'update with If-Match', weight: 50, expected: [200, 412], make: update, after: remember },
  {
    name: 'patch',
    weight: 15,
    expected: [200, 404, 410],
    make: ({ memory, random, turn }) => ({
      method: 'PATCH',
      path: `${base}/Observation/${memory.observations.any(random())?.id ?? 'none'}`,
      body: JSON.stringify([{ op: 'add', path: '/note', value: [{ text: `seen again, ${turn}` }] }]),
      headers: { 'content-type': 'application/json-patch+json' },
    }),
  },
  {
    name: 'put and delete in a batch',
    weight: 10,
    expected: [200],
    make: ({ turn }) => {
      const url = `Basic/passing-${turn}`
      const resource = { resourceType: 'Basic', id: `passing-${turn}`, code: { text: 'passing' } }
      const entry = [{ resource, request: { method: 'PUT', url } }, { request: { method: 'DELETE', url } }]
      return send('POST', '', { resourceType: 'Bundle', type: 'batch', entry })
    },
  },
  {
    name: 'conditional create',
    weight: 10,
    expected: [200, 201],
    make: ({ member, turn }) =>
      send(
        'POST',
        '/Observation',
        { ...observation(member, turn), identifier: [{ system: 'urn:bench', value: `${turn % 500}` }] },
        { 'if-none-exist': `identifier=urn:bench|${turn % 500}` },
      ),
  },
  {
    name: 'write that a gate decides',
    weight: 30,
    // 200: the same service event again.
    expected: [200, 201],
    make: ({ member, turn }) => send('POST', '/Encounter', visit(member, turn)),
  },
  {
    name: 'transaction of 5 creates',
    weight: 25,
    expected: [200],
    make: ({ member, turn }) => send('POST', '', bundle('transaction', member, turn)),
  },
  { name: 'batch of 5', weight: 10, expected: [200], make: ({ member, turn }) => send('POST', '', bundle('batch', member, turn)) },
  {
    name: 'history of a resource',
    weight: 40,
    expected: [200, 404],
    make: ({ memory, random }) => get(`/Observation/${memory.observations.any(random())?.id ?? 'none'}/_history`),
  },
  { name: 'history of a type', weight: 10, expected: [200], make: () => get('/Observation/_history?_count=20') },
  { name: '$everything', weight: 30, expected: [200], make: ({ member }) => get(`/Patient/${member}/$everything?_count=50`) },
  { name: '$emergency-plan', weight: 25, expected: [200], make: ({ member }) => get(`/Patient/${member}/$emergency-plan`) },
  {
    name: '$billing-eligibility',
    weight: 25,
    expected: [200],
    make: ({ member }) => get(`/Patient/${member}/$billing-eligibility?month=2026-10`),
  },
  { name: 'metadata', weight: 5, expected: [200], make: () => get('/metadata') },
  // What goes wrong.
  { name: 'fails: unknown id', weight: 15, expected: [404], make: ({ turn }) => get(`/Patient/nobody-${turn}`) },
  { name: 'fails: unknown parameter', weight: 10, expected: [400], make: ({ turn }) => get(`/Patient?p${turn}=x`) },
  {
    name: 'fails: unknown token',
    weight: 10,
    expected: [401],
    make: ({ turn }) => get('/Patient', { authorization: `Bearer none${turn}` }),
  },
  {
    name: 'fails: not JSON',
    weight: 5,
    expected: [400],
    make: () => ({ method: 'POST', path: `${base}/Patient`, body: '{"resourceType":' }),
  },
  {
    name: 'fails: not FHIR',
    weight: 10,
    expected: [400],
    make: ({ member, turn }) => send('POST', '/Observation', { ...observation(member, turn), [`colour${turn}`]: 'red' }),
  },
  {
    name: 'fails: delete of what the law keeps',
    weight: 5,
    expected: [403, 404],
    make: ({ memory, random }) => ({ method: 'DELETE', path: `${base}/Observation/${memory.observations.any(random())?.id ?? 'none'}` }),
  },
  {
    name: 'unknown profile and code system',
    weight: 10,
    expected: [201],
    make: ({ member, turn }) =>
      send('POST', '/Observation', {
        ...observation(member, turn),
        meta: {
          profile: [`https://example.org/StructureDefinition/p${turn}`],
          tag: [{ system: `https://example.org/s${turn}`, code: 'x' }],
        },
      }),
  },
  {
    name: 'fails: stale version',
    weight: 10,
    expected: [412, 404],
    make: ({ memory, random, turn }) => {
      const one = memory.observations.any(random())
      const body = { ...observation(one?.patient ?? 'm00001', turn), id: one?.id ?? 'none' }
      return send('PUT', `/Observation/${body.id}`, body, { 'if-match': 'W/"9999"' })
    },
  },
  // Callers who do not wait.
  {
    name: 'leaves a search',
    weight: 10,
    leaves: 8,
    expected: [200],
    make: () => get('/Observation?status=final&_total=accurate&_count=500'),
  },
  {
    name: 'leaves a create',
    weight: 5,
    leaves: 5,
    expected: [201],
    make: ({ member, turn }) => send('POST', '/Observation', observation(member, turn)),
  },
  {
    name: 'leaves a roster',
    weight: 2,
    leaves: 200,
    expected: [200],
    make: ({ turn }) =>
      get(`/Organization/provider-${1 + (turn % 3)}/$billing-eligibility?month=2026-10`, { accept: 'application/fhir+ndjson' }),
  },
]

function update({ memory, random, member, turn }: Pick): Call {
  const one = memory.observations.take(random())
  // Nothing to update yet: a client that chooses the id.
  if (one === undefined)
    return send('PUT', `/Observation/first-${turn}`, { ...observation(member, turn), id: `first-${turn}` }, { 'if-match': 'W/"1"' })
  const body = { ...observation(one.patient, turn), id: one.id }
  return send('PUT', `/Observation/${one.id}`, body, { 'if-match': `W/"${one.version}"` })
}

function remember(reply: Reply, { memory }: Pick, { body }: Call): void {
  if (reply.status !== 200) return
  const { id: own, meta } = stored(reply)
  const { subject } = JSON.parse(body ?? '{}') as { subject: { reference: string } }
  memory.observations.put({ id: own, version: meta.versionId, patient: subject.reference.replace('Patient/', '') })
}

function bundle(type: 'transaction' | 'batch', member: string, turn: number): object {
  const entry = Array.from({ length: 5 }, (_, index) => ({
    resource: observation(member, turn + index),
    request: { method: 'POST', url: 'Observation' },
  }))
  return { resourceType: 'Bundle', type, entry }
}

function letters(random: () => number): string {
  return Array.from({ length: 3 }, () => 'abcdefghijklmnopqrstuvwxyz'[Math.floor(random() * 26)]).join('')
}

/** A member, spread over all. */
export function memberAt(turn: number, members: number): string {
  return id((turn * 7_919) % members)
}
