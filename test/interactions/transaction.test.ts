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

  test('a conditional reference may meet what the same transaction writes, and not what it deletes', async () => {
    const identifier = (value: string) => [{ system: 'urn:late', value }]
    const about = {
      resource: { resourceType: 'RelatedPerson', patient: { reference: 'Patient?identifier=urn:late|a' } },
      request: { method: 'POST', url: 'RelatedPerson' },
    }
    const make = { resource: { ...patient, identifier: identifier('a') }, request: { method: 'POST', url: 'Patient' } }
    const send = (...entry: object[]) => caller.json('POST', '', bundle('transaction', ...entry), { prefer: { return: 'representation' } })
    const first = await send(about, make)
    const [{ resource: related }, { resource: made }] = first.entry
    expect(related.patient.reference).toBe(`Patient/${made.id}`)
    // With another of the same identifier it meets two.
    expect((await refusal(bundle('transaction', about, make))).issues[0]?.code).toBe('multiple-matches')
    const replaced = await send(about, make, { request: { method: 'DELETE', url: `Patient/${made.id}` } })
    expect(replaced.entry[0].resource.patient.reference).toBe(`Patient/${replaced.entry[1].resource.id}`)
    // What an update takes away is not met any more.
    const { id } = replaced.entry[1].resource
    const without = { resource: { ...patient, id, identifier: identifier('b') }, request: { method: 'PUT', url: `Patient/${id}` } }
    expect((await refusal(bundle('transaction', about, without))).issues[0]?.code).toBe('not-found')
  })

  test('conditional references stand in references only, and in what a patch writes as well', async () => {
    const { id } = await caller.json('POST', 'Patient', { ...patient, identifier: [{ system: 'urn:patch', value: '1' }] })
    const person = await caller.json('POST', 'RelatedPerson', { resourceType: 'RelatedPerson', patient: { reference: 'Patient/t-kept' } })
    const steps = [{ op: 'replace', path: '/patient/reference', value: 'Patient?identifier=urn:patch|1' }]
    const data = Buffer.from(JSON.stringify(steps)).toString('base64')
    const answer = await caller.json(
      'POST',
      '',
      bundle(
        'transaction',
        {
          resource: { resourceType: 'Binary', contentType: 'application/json-patch+json', data },
          request: { method: 'PATCH', url: `RelatedPerson/${person.id}` },
        },
        {
          resource: { resourceType: 'Media', status: 'completed', content: { url: 'Patient?identifier=urn:patch|none' } },
          request: { method: 'POST', url: 'Media' },
        },
      ),
      { prefer: { return: 'representation' } },
    )
    expect(answer.entry[0].resource.patient.reference).toBe(`Patient/${id}`)
    expect(answer.entry[1].resource.content.url).toBe('Patient?identifier=urn:patch|none')
  })

  test('links stand in canonicals and contained resources too; a uuid that names nobody is a value', async () => {
    const activity = 'urn:uuid:33333333-3333-4333-8333-333333333333'
    const other = 'urn:uuid:44444444-4444-4444-8444-444444444444'
    const plan = {
      resourceType: 'CarePlan',
      status: 'active',
      intent: 'plan',
      subject: { reference: child },
      instantiatesCanonical: ['http://example.org/x', activity],
      extension: [{ url: 'urn:example:is', valueUuid: other }],
      contained: [{ resourceType: 'Goal', id: 'g', lifecycleStatus: 'active', description: { text: 'x' }, subject: { reference: child } }],
      goal: [{ reference: '#g' }],
    }
    const answer = await caller.json(
      'POST',
      '',
      bundle(
        'transaction',
        { resource: plan, request: { method: 'POST', url: 'CarePlan' } },
        { fullUrl: child, resource: patient, request: { method: 'POST', url: 'Patient' } },
        {
          fullUrl: activity,
          resource: { resourceType: 'ActivityDefinition', status: 'draft' },
          request: { method: 'POST', url: 'ActivityDefinition' },
        },
      ),
      { prefer: { return: 'representation' } },
    )
    const [made, , definition] = answer.entry.map(({ resource }: Json) => resource)
    expect(made.instantiatesCanonical).toEqual(['http://example.org/x', `ActivityDefinition/${definition.id}`])
    expect(made.contained[0].subject.reference).toBe(made.subject.reference)
    expect(made.extension[0].valueUuid).toBe(other)
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

  test('whatever leads two entries to one resource: conditions, a delete beside a create that finds it, one condition twice', async () => {
    const identifier = [{ system: 'urn:test', value: 'overlap' }]
    const condition = 'identifier=urn:test|overlap'
    const create = { resource: { ...patient, identifier }, request: { method: 'POST', url: 'Patient', ifNoneExist: condition } }
    const put = { resource: { ...patient, identifier }, request: { method: 'PUT', url: `Patient?${condition}` } }
    const overlapping = async (...entry: object[]) => {
      const { kind, issues } = await refusal(bundle('transaction', ...entry))
      return [kind, issues[0]?.details, issues[0]?.expression]
    }
    const refused = (at: number) => ['malformed', 'duplicate', [`Bundle.entry[${at}].resource`]]
    expect(await overlapping(create, create)).toEqual(refused(1))
    expect(await overlapping(create, put)).toEqual(refused(1))
    const { id } = await caller.json('POST', 'Patient', { ...patient, identifier })
    const remove = { request: { method: 'DELETE', url: `Patient/${id}` } }
    expect(await overlapping(remove, create)).toEqual(refused(1))
    expect(await overlapping(create, remove)).toEqual(['malformed', 'duplicate', ['Bundle.entry[1]']])
    expect(await overlapping(put, { request: { method: 'DELETE', url: `Patient?${condition}` } })).toEqual([
      'malformed',
      'duplicate',
      ['Bundle.entry[1]'],
    ])
    // Two that find it change nothing.
    expect(statuses(await caller.json('POST', '', bundle('transaction', create, create)))).toEqual(['200 OK', '200 OK'])
  })

  test('conditions on entries: If-Match, If-None-Match, and deletes of what is not there', async () => {
    const id = 't-guarded'
    const put = (request: object) => ({ resource: { ...patient, id }, request: { method: 'PUT', url: `Patient/${id}`, ...request } })
    const made = await caller.json('POST', '', bundle('transaction', put({ ifNoneMatch: '*' })))
    expect(statuses(made)).toEqual(['201 Created'])
    for (const request of [{ ifNoneMatch: '*' }, { ifMatch: 'W/"7"' }]) {
      const refused = await refusal(bundle('transaction', put(request)))
      expect([refused.kind, refused.issues[0]?.expression?.[0]?.slice(0, 15)]).toEqual(['precondition-failed', 'Bundle.entry[0]'])
    }
    const gone = { request: { method: 'DELETE', url: 'Patient/t-never-was' } }
    const none = { request: { method: 'DELETE', url: 'Patient?identifier=urn:test|t-none' } }
    const answer = await caller.json('POST', '', bundle('transaction', gone, none, put({ ifMatch: '*' })))
    expect(answer.entry.map(({ response }: Json) => response)).toEqual([
      { status: '204 No Content' },
      { status: '204 No Content' },
      expect.objectContaining({ status: '200 OK', location: `${base}/Patient/${id}/_history/1` }),
    ])
    const several = await refusal(bundle('transaction', gone, { request: { method: 'DELETE', url: 'Patient?family=Berg' } }))
    expect([several.kind, several.issues[0]?.expression]).toEqual(['precondition-failed', ['Bundle.entry[1]']])
  })

  test('every entry is answered with status, location, etag and lastModified, and an outcome where there is something to say', async () => {
    const { entry } = await caller.json(
      'POST',
      '',
      bundle(
        'transaction',
        { resource: patient, request: { method: 'POST', url: 'Patient' } },
        { resource: { ...patient, id: 't-fields' }, request: { method: 'PUT', url: 'Patient/t-fields' } },
        { request: { method: 'GET', url: 'Patient/t-fields' } },
      ),
      { prefer: { return: 'OperationOutcome' } },
    )
    for (const { response } of entry.slice(0, 2)) {
      expect(response).toEqual({
        status: '201 Created',
        location: expect.stringMatching(/^http:\/\/localhost\/fhir\/R4\/Patient\/[^/]+\/_history\/1$/),
        etag: 'W/"1"',
        lastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        outcome: expect.objectContaining({ resourceType: 'OperationOutcome' }),
      })
    }
    expect(entry[2]).toMatchObject({ resource: { id: 't-fields' }, response: { status: '200 OK', etag: 'W/"1"' } })
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

  test('an entry that cannot be understood leaves the others alone', async () => {
    const answer = await caller.json(
      'POST',
      '',
      bundle(
        'batch',
        { resource: patient, request: { method: 'POST', url: 'https://elsewhere.example/Patient' } },
        { request: { method: 'PUT', url: 'Patient/x' } },
        { request: { method: 'GET', url: 'Patient/t-kept' } },
        { resource: { ...patient, id: 'y' }, request: { method: 'PUT', url: 'Patient/y', ifMatch: 'W/"3"' } },
        { request: { method: 'DELETE', url: 'Patient/never-was' } },
      ),
    )
    expect(statuses(answer)).toEqual(['400 Bad Request', '400 Bad Request', '200 OK', '412 Precondition Failed', '204 No Content'])
    expect(answer.entry[0].response.outcome.issue[0].expression).toEqual(['Bundle.entry[0].request.url'])
    expect(answer.entry[1].response.outcome.issue[0].expression).toEqual(['Bundle.entry[1].resource'])
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
