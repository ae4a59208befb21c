import { type AccessPlan, ownAccess, type Permission } from '#auth/access-plan.ts'
import type { InteractionRequest } from '#interactions/contract.ts'
import { type Caller, type Json, jsonOf, openCaller } from '../../caller.ts'

/** Somebody who asks GraphQL queries of a store with a few records in it. */
export interface Asker {
  caller: Caller
  /** `data`, once there are no errors. */
  data(query: string, more?: Ask): Promise<Json>
  /** Status, and the first error's message. */
  refusal(query: string, more?: Ask): Promise<{ status: number; messages: string[]; errors: Json[] }>
  /** The same with another plan. */
  as(access: AccessPlan): Asker
  /** Calls of the store while a query is answered; each is one SQL statement. */
  statements(query: string): Promise<number>
}

export interface Ask {
  /** `Patient/ada`: asked of one resource. */
  of?: string
  variables?: object
  operationName?: string
  request?: Partial<InteractionRequest>
}

export async function openAsker(resources: readonly Json[]): Promise<Asker> {
  const caller = await openCaller()
  const writes = resources.map((resource) => ({ act: 'create' as const, resource, raw: JSON.stringify(resource) }))
  await caller.opened.store.write(ownAccess('test'), writes)
  return askerOf(caller)
}

function askerOf(caller: Caller): Asker {
  const ask = async (query: string, { of, variables, operationName, request }: Ask = {}) => {
    const answer = await caller.send('POST', of === undefined ? '$graphql' : `${of}/$graphql`, { query, variables, operationName }, request)
    return { status: answer.status, json: jsonOf(answer) }
  }
  return {
    caller,
    async data(query, more) {
      const { status, json } = await ask(query, more)
      if (status !== 200 || json.errors) throw new Error(`${status} ${JSON.stringify(json.errors)}`)
      return json.data
    },
    async refusal(query, more) {
      const { status, json } = await ask(query, more)
      if (json.errors === undefined) throw new Error(`answered: ${JSON.stringify(json.data)}`)
      return { status, errors: json.errors, messages: json.errors.map((one: Json) => one.message) }
    },
    as: (access) => askerOf(caller.as(access)),
    async statements(query) {
      let count = 0
      const { store } = caller.context
      const counted = new Proxy(store, {
        get(target, name) {
          const value = Reflect.get(target, name)
          if (typeof value !== 'function') return value
          return (...given: unknown[]) => {
            count++
            return value.apply(target, given)
          }
        },
      })
      const before = caller.context.store
      caller.context.store = counted
      try {
        await this.data(query)
      } finally {
        caller.context.store = before
      }
      return count
    },
  }
}

/** A caller who may do these things to these types, and nothing else. */
export function mayDo(scopes: Readonly<Record<string, string>>): AccessPlan {
  const allows = (permission: Permission, type: string) => scopes[type]?.includes(permission) === true
  return { caller: { clientId: 'partner' }, allows, searchable: new Set(Object.keys(scopes).filter((type) => allows('s', type))) }
}

const to = (reference: string) => ({ reference })

/** Ada with a record, Ben with little, and those who care for them. */
export const records: readonly Json[] = [
  {
    resourceType: 'Patient',
    id: 'ada',
    active: true,
    name: [
      { use: 'official', family: 'Chalmers', given: ['Peter', 'James'] },
      { use: 'usual', given: ['Jim'] },
      { use: 'maiden', family: 'Windsor', given: ['Peter', 'James'] },
    ],
    identifier: [{ system: 'urn:oid:1.2.36.146.595.217.0.1', value: '12345' }],
    telecom: [
      { system: 'phone', use: 'home', value: '555-0101' },
      { system: 'phone', use: 'work', value: '555-0102' },
      { system: 'email', value: 'ada@example.org' },
    ],
    gender: 'female',
    birthDate: '2016-05-18',
    _birthDate: {
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime', valueDateTime: '2016-05-18T10:28:45Z' }],
    },
    extension: [
      { url: 'http://example.org/one', valueString: 'first' },
      { url: 'http://example.org/two', valueDecimal: 1 },
    ],
    maritalStatus: { text: 'never married' },
    generalPractitioner: [to('Practitioner/may'), to('Organization/clinic')],
    managingOrganization: to('Organization/clinic'),
  },
  { resourceType: 'Patient', id: 'ben', name: [{ family: 'Soto, Jr', given: ['Ben'] }], gender: 'male', birthDate: '2019-01-02' },
  { resourceType: 'Practitioner', id: 'may', name: [{ family: 'May' }], gender: 'female' },
  { resourceType: 'Organization', id: 'clinic', name: 'Clinic' },
  ...['a1', 'a2', 'a3'].map((id, n) => ({
    resourceType: 'Condition',
    id,
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: n === 2 ? 'resolved' : 'active' }],
    },
    code: { text: `condition ${id}` },
    subject: to('Patient/ada'),
    recordedDate: `2024-0${n + 1}-01`,
    asserter: to('Practitioner/may'),
  })),
  { resourceType: 'Condition', id: 'b1', code: { text: 'condition b1' }, subject: to('Patient/ben'), recordedDate: '2024-01-05' },
  {
    resourceType: 'Observation',
    id: 'weight',
    status: 'final',
    code: { text: 'weight' },
    subject: to('Patient/ada'),
    performer: [to('Practitioner/may'), to('#aunt'), to('Patient/nobody'), to('https://elsewhere.example.org/Patient/ada')],
    contained: [{ resourceType: 'RelatedPerson', id: 'aunt', patient: to('Patient/ada'), name: [{ family: 'Aunt' }] }],
    valueQuantity: { value: 21.5, unit: 'kg' },
  },
]
