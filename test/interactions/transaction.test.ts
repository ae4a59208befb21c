import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, ownAccess } from '#auth/access-plan.ts'
import type { FhirError } from '#fhir/error.ts'
import { base, type Caller, type Json, openCaller } from './caller.ts'

let caller: Caller
beforeAll(async () => {
  caller = await openCaller([], { limits: { bundleEntries: 50, pageSize: 100 } })
})
afterAll(() => caller.opened.close())

const patient = { resourceType: 'Patient', name: [{ family: 'Berg' }] }
const mother = 'urn:uuid:11111111-1111-4111-8111-111111111111'
const child = 'urn:uuid:22222222-2222-4222-8222-222222222222'

function bundle(type: 'transaction' | 'batch', ...entry: object[]): object {
  return { resourceType: 'Bundle', type, entry }
}

async function refusal(body: object, more = {}): Promise<FhirError> {
  try {
    await caller.send('POST', '', body, more)
  } catch (error) {
    return error as FhirError
  }
  throw new Error('it was not refused')
}

function statuses(answer: Json): string[] {
  return answer.entry.map(({ response }: Json) => response.status)
}

async function countOf(family: string): Promise<number> {
  return (await caller.json('GET', `Patient?family=${family}&_summary=count`)).total
}

describe('a transaction (http://hl7.org/fhir/R4/http.html#transaction)', () => {
  test('links between entries point at what was stored, whatever the order and however deep', async () => {
    const observation = {
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'weight' },
      subject: { reference: child },
      component: [{ code: { text: 'said' }, extension: [{ url: 'urn:who', valueReference: { reference: mother } }] }],
      identifier: [{ system: 'urn:ietf:rfc:3986', value: child }],
      performer: [{ reference: '#p' }],
      contained: [{ resourceType: 'PractitionerRole', id: 'p', practitioner: { display: 'unknown' } }],
    }
    const answer = await caller.json(
      'POST',
      '',
      bundle(
        'transaction',
        { resource: observation, request: { method: 'POST', url: 'Observation' } },
        { fullUrl: child, resource: patient, request: { method: 'POST', url: 'Patient' } },
        {
          fullUrl: mother,
          resource: { resourceType: 'RelatedPerson', patient: { reference: child } },
          request: { method: 'POST', url: 'RelatedPerson' },
        },
      ),
      { prefer: { return: 'representation' } },
    )
    expect(answer.type).toBe('transaction-response')
    expect(statuses(answer)).toEqual(['201 Created', '201 Created', '201 Created'])
    const [one, two, three] = answer.entry.map(({ resource }: Json) => resource)
    expect(one.subject.reference).toBe(`Patient/${two.id}`)
    expect(one.component[0].extension[0].valueReference.reference).toBe(`RelatedPerson/${three.id}`)
    expect(three.patient.reference).toBe(`Patient/${two.id}`)
    // An identifier is a text, not a link, and an inner link stays inside.
    expect(one.identifier[0].value).toBe(child)
    expect(one.performer[0].reference).toBe('#p')
    expect(answer.entry[1].response.location).toBe(`${base}/Patient/${two.id}/_history/1`)
  })

  test('relative links of entries from another server follow their entries', async () => {
    const root = 'https://other.example/fhir'
    const answer = await caller.json(
      'POST',
      '',
      bundle(
        'transaction',
        { fullUrl: `${root}/Patient/77`, resource: { ...patient, id: '77' }, request: { method: 'POST', url: 'Patient' } },
        {
          fullUrl: `${root}/RelatedPerson/78`,
          resource: { resourceType: 'RelatedPerson', patient: { reference: 'Patient/77' } },
          request: { method: 'POST', url: 'RelatedPerson' },
        },
      ),
      { prefer: { return: 'representation' } },
    )
    expect(answer.entry[1].resource.patient.reference).toBe(`Patient/${answer.entry[0].resource.id}`)
  })

  test('deletes come first, then creates, then updates, then reads, and the answer keeps the order sent', async () => {
    await caller.send('PUT', 'Patient/t-old', { ...patient, id: 't-old' })
    await caller.send('PUT', 'Patient/t-kept', { ...patient, id: 't-kept' })
    const answer = await caller.json(
      'POST',
      '',
      bundle(
        'transaction',
        { request: { method: 'GET', url: 'Patient/t-kept' } },
        { resource: { ...patient, id: 't-kept', gender: 'female' }, request: { method: 'PUT', url: 'Patient/t-kept', ifMatch: 'W/"1"' } },
        { resource: patient, request: { method: 'POST', url: 'Patient' } },
        { request: { method: 'DELETE', url: 'Patient/t-old' } },
        { request: { method: 'GET', url: 'Patient/t-old/_history?_count=1' } },
      ),
    )
    expect(statuses(answer)).toEqual(['200 OK', '200 OK', '201 Created', '204 No Content', '200 OK'])
    expect(answer.entry[0].resource.gender).toBe('female')
    expect(answer.entry[4].resource.entry[0].request.method).toBe('DELETE')
  })

  test('a read that fails undoes the writes, and the outcome names it', async () => {
    const make = { resource: { ...patient, name: [{ family: 'Undone' }] }, request: { method: 'POST', url: 'Patient' } }
    const put = { resource: { ...patient, id: 'undone' }, request: { method: 'PUT', url: 'Patient/undone' } }
    for (const [url, kind] of [
      ['Patient/none-such', 'not-found'],
      ['Patient?unknown=x', 'malformed'],
      ['Patient/none-such/$everything', 'not-found'],
    ]) {
      const refused = await refusal(bundle('transaction', make, put, { request: { method: 'GET', url } }))
      expect([url, refused.kind, refused.issues[0]?.expression]).toEqual([url, kind, ['Bundle.entry[2]']])
    }
    expect(await countOf('Undone')).toBe(0)
    expect((await caller.json('GET', 'Patient?_id=undone&_summary=count')).total).toBe(0)
  })

  test('reads see what the same transaction writes, by id, by search, by history and by operation', async () => {
    const answer = await caller.json(
      'POST',
      '',
      bundle(
        'transaction',
        { request: { method: 'GET', url: 'Patient?family=Insider' } },
        { request: { method: 'GET', url: 'Patient/inside/_history/1' } },
        { request: { method: 'GET', url: 'Patient/inside/$everything' } },
        { request: { method: 'GET', url: 'Patient/inside', ifNoneMatch: 'W/"1"' } },
        { resource: { ...patient, id: 'inside', name: [{ family: 'Insider' }] }, request: { method: 'PUT', url: 'Patient/inside' } },
      ),
    )
    expect(statuses(answer)).toEqual(['200 OK', '200 OK', '200 OK', '304 Not Modified', '201 Created'])
    for (const n of [0, 2]) expect(answer.entry[n].resource.entry.map(({ resource }: Json) => resource.id)).toEqual(['inside'])
    expect(answer.entry[1].resource.id).toBe('inside')
  })

  test('reads are the caller’s own: what the caller may not read undoes all', async () => {
    const plan: AccessPlan = { ...ownAccess('test'), allows: (permission) => permission === 'c', searchable: new Set() }
    const body = bundle(
      'transaction',
      { resource: { ...patient, name: [{ family: 'Unseen' }] }, request: { method: 'POST', url: 'Patient' } },
      { request: { method: 'GET', url: 'Patient/t-kept' } },
    )
    await expect(caller.as(plan).send('POST', '', body)).rejects.toMatchObject({ kind: 'forbidden' })
    expect(await countOf('Unseen')).toBe(0)
  })

  test('only reads', async () => {
    const answer = await caller.json('POST', '', bundle('transaction', { request: { method: 'GET', url: 'Patient/t-kept' } }))
    expect(statuses(answer)).toEqual(['200 OK'])
  })

  test('nothing is kept when one entry fails, and the outcome names it', async () => {
    const good = { resource: { ...patient, name: [{ family: 'Allornone' }] }, request: { method: 'POST', url: 'Patient' } }
    const malformed = await refusal(
      bundle('transaction', good, { resource: { ...patient, birthDate: 'soon' }, request: { method: 'POST', url: 'Patient' } }),
    )
    expect(malformed.kind).toBe('malformed')
    expect(malformed.issues[0]?.expression).toEqual(['Bundle.entry[1].resource.birthDate'])
    const stale = await refusal(
      bundle('transaction', good, {
        resource: { ...patient, id: 't-x' },
        request: { method: 'PUT', url: 'Patient/t-x', ifMatch: 'W/"4"' },
      }),
    )
    expect(stale.kind).toBe('precondition-failed')
    expect(stale.issues[0]?.expression?.[0]).toMatch(/^Bundle\.entry\[1\]/)
    const missing = await refusal(bundle('transaction', good, { request: { method: 'DELETE', url: 'Patient/t-never', ifMatch: 'W/"1"' } }))
    expect(missing.kind).toBe('precondition-failed')
    expect(missing.issues[0]?.expression?.[0]).toMatch(/^Bundle\.entry\[1\]/)
    expect(await countOf('Allornone')).toBe(0)
  })

  test('a conditional reference meets exactly one, else all fails and the entry is named', async () => {
    const about = (reference: string) => ({
      resource: { resourceType: 'RelatedPerson', patient: { reference } },
      request: { method: 'POST', url: 'RelatedPerson' },
    })
    const identified = { ...patient, identifier: [{ system: 'urn:test', value: 'ref' }] }
    const none = await refusal(
      bundle('transaction', { resource: patient, request: { method: 'POST', url: 'Patient' } }, about('Patient?identifier=urn:test|ref')),
    )
    expect([none.kind, none.issues[0]?.expression]).toEqual(['precondition-failed', ['Bundle.entry[1].resource']])
    const { id } = await caller.json('POST', 'Patient', identified)
    const answer = await caller.json('POST', '', bundle('transaction', about('Patient?identifier=urn:test|ref')), {
      prefer: { return: 'representation' },
    })
    expect(answer.entry[0].resource.patient.reference).toBe(`Patient/${id}`)
    await caller.send('POST', 'Patient', identified)
    expect((await refusal(bundle('transaction', about('Patient?identifier=urn:test|ref')))).kind).toBe('precondition-failed')
  })

  test('a conditional create that finds its resource hands its id to the links', async () => {
    const once = (family: string) =>
      bundle(
        'transaction',
        {
          fullUrl: child,
          resource: { ...patient, name: [{ family }], identifier: [{ system: 'urn:test', value: 'cc' }] },
          request: { method: 'POST', url: 'Patient', ifNoneExist: 'identifier=urn:test|cc' },
        },
        { resource: { resourceType: 'RelatedPerson', patient: { reference: child } }, request: { method: 'POST', url: 'RelatedPerson' } },
      )
    const first = await caller.json('POST', '', once('First'), { prefer: { return: 'representation' } })
    const second = await caller.json('POST', '', once('Second'), { prefer: { return: 'representation' } })
    expect(statuses(second)).toEqual(['200 OK', '201 Created'])
    expect(second.entry[1].resource.patient).toEqual(first.entry[1].resource.patient)
    expect(await countOf('Second')).toBe(0)
  })

  test('many at once with the same conditional create make one, and all links meet it', async () => {
    const each = bundle(
      'transaction',
      {
        fullUrl: child,
        resource: { ...patient, identifier: [{ system: 'urn:test', value: 'race' }] },
        request: { method: 'POST', url: 'Patient', ifNoneExist: 'identifier=urn:test|race' },
      },
      { resource: { resourceType: 'RelatedPerson', patient: { reference: child } }, request: { method: 'POST', url: 'RelatedPerson' } },
    )
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => caller.json('POST', '', each, { prefer: { return: 'representation' } })),
    )
    expect(new Set(answers.map(({ entry }) => entry[1].resource.patient.reference)).size).toBe(1)
    expect((await caller.json('GET', 'Patient?identifier=urn:test|race&_summary=count')).total).toBe(1)
  })

  test('two entries for one resource, a dangling urn:uuid and too many entries are refused', async () => {
    const put = { resource: { ...patient, id: 't-twice' }, request: { method: 'PUT', url: 'Patient/t-twice' } }
    expect((await refusal(bundle('transaction', put, put))).issues[0]?.details).toBe('duplicate')
    const dangling = {
      resource: { resourceType: 'RelatedPerson', patient: { reference: child } },
      request: { method: 'POST', url: 'RelatedPerson' },
    }
    expect((await refusal(bundle('transaction', dangling))).issues[0]?.details).toBe('reference')
    const many = Array.from({ length: 51 }, () => ({ request: { method: 'GET', url: 'Patient/x' } }))
    expect((await refusal(bundle('transaction', ...many))).kind).toBe('too-large')
  })

  test('an entry without a request or with an address that is none is named, all of them at once', async () => {
    const { kind, issues } = await refusal(
      bundle(
        'transaction',
        { resource: patient },
        { resource: patient, request: { method: 'POST', url: 'https://elsewhere.example/Patient' } },
      ),
    )
    expect(kind).toBe('malformed')
    const places = issues.flatMap(({ expression }) => expression ?? []).join(' ')
    expect(places).toContain('Bundle.entry[0]')
    expect(places).toContain('Bundle.entry[1]')
  })
})

describe('a batch (http://hl7.org/fhir/R4/http.html#brules)', () => {
  test('answers for each entry by itself', async () => {
    const answer = await caller.json(
      'POST',
      '',
      bundle(
        'batch',
        { resource: patient, request: { method: 'POST', url: 'Patient' } },
        { resource: { ...patient, birthDate: 'soon' }, request: { method: 'POST', url: 'Patient' } },
        { request: { method: 'GET', url: 'Patient/none-such' } },
        { request: { method: 'GET', url: 'Patient?family=Berg&_count=1' } },
        { request: { method: 'GET', url: 'metadata' } },
      ),
    )
    expect(answer.type).toBe('batch-response')
    expect(statuses(answer)).toEqual(['201 Created', '400 Bad Request', '404 Not Found', '200 OK', '200 OK'])
    expect(answer.entry[1].response.outcome.issue[0].expression).toEqual(['Patient.birthDate'])
    expect(answer.entry[3].resource.type).toBe('searchset')
    expect(answer.entry[4].resource.resourceType).toBe('CapabilityStatement')
  })

  test('entries that refer to each other are refused: R4 allows that in a transaction only', async () => {
    const refused = await refusal(
      bundle(
        'batch',
        { fullUrl: child, resource: patient, request: { method: 'POST', url: 'Patient' } },
        { resource: { resourceType: 'RelatedPerson', patient: { reference: child } }, request: { method: 'POST', url: 'RelatedPerson' } },
      ),
    )
    expect([refused.kind, refused.issues[0]?.expression]).toEqual(['malformed', ['Bundle.entry[1].resource']])
  })
})
