import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { pino } from 'pino'
import request from 'supertest'
import { ownAccess } from '#auth/access-plan.ts'
import { hashToken } from '#auth/token-hash.ts'
import { type App, createApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import type { ResourceJson } from '#storage/store.ts'
import { openTestStore } from '../../storage/databases.ts'
import { create, ofPatient, patient } from '../../storage/records.ts'

// Attacks on the whole server as it is served. Kim is with our provider; Far is with another, and nothing of Far may be learnt:
// each question about Far is answered letter by letter like the same question about somebody who does not exist.

const canary = 'Zyxwvut'
const records: ResourceJson[] = [
  { resourceType: 'Organization', id: 'o', name: 'Ours' },
  ...['kim', 'far'].flatMap((id): ResourceJson[] => [
    patient(id, {
      name: [{ given: [id], family: id === 'far' ? canary : 'Child' }],
      birthDate: '2019-05-05',
      identifier: [{ system: 'urn:test', value: `number-${id}` }],
      managingOrganization: { reference: 'Organization/o' },
    }),
    ofPatient('Goal', `goal-${id}`, id, { lifecycleStatus: 'active', description: { text: `walk ${id}` } }),
    ofPatient('Observation', `lab-${id}`, id, { status: 'final', code: { coding: [{ system: 'http://loinc.org', code: '718-7' }] } }),
  ]),
  {
    resourceType: 'EpisodeOfCare',
    id: 'e-kim',
    status: 'active',
    patient: { reference: 'Patient/kim' },
    managingOrganization: { reference: 'Organization/o' },
  },
]

let app: App
let opened: Awaited<ReturnType<typeof openTestStore>>
const logged: string[] = []
beforeAll(async () => {
  opened = await openTestStore()
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) })
  app = await createApp({ ...readConfig({ PACKAGES_DIR: 'none' }), baseUrl: 'https://cares.example.org' }, log, { opened })
  await opened.store.write(ownAccess('test'), records.map(create))
  const token = (name: string, scope: string, claims: object) =>
    app.tokens.insertToken({
      hash: hashToken(name),
      clientId: name,
      scope,
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      claims: { ...claims },
    })
  await token('team', 'system/*.cruds', { kind: 'care-team', organization: 'Organization/o' })
  await token('wild', 'patient/*.cruds user/*.rs', { kind: 'care-team', organization: 'Organization/o' })
  await token('nobody', 'patient/*.cruds', { kind: 'care-team', organization: 'Organization/o' })
  await token('admin', 'system/*.cruds', { kind: 'system' })
})
afterAll(() => opened.close())

const send = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, as = 'team') =>
  request(app.http)[method](`/fhir/R4/${path}`).set('Authorization', `Bearer ${as}`)
const post = (path: string, body: unknown, as = 'team') => send('post', path, as).type('application/fhir+json').send(JSON.stringify(body))

/** An answer without what is new each time, and with the names exchanged by which it was asked. */
function told({ status, text }: { status: number; text: string }, name: string): string {
  return `${status} ${text
    .replaceAll(name, 'ASKED')
    .replaceAll(/"(lastUpdated|id|fullUrl|timestamp)":"[^"]*"/g, '"$1":""')
    .replaceAll(/[?&]_?page=[^"]*/g, '')}`
}

describe('oracles', () => {
  test.each([
    ['read', 'Patient/NAME'],
    ['version', 'Goal/goal-NAME/_history/1'],
    ['history of one', 'Patient/NAME/_history'],
    ['by id', 'Patient?_id=NAME'],
    ['by identifier', 'Patient?identifier=urn:test|number-NAME'],
    ['exact total', 'Goal?patient=NAME&_total=accurate'],
    ['count alone', 'Goal?patient=NAME&_summary=count'],
    ['chain', 'Goal?patient.identifier=number-NAME'],
    ['chain by type', 'Observation?subject:Patient.identifier=number-NAME'],
    ['_has', 'Patient?_has:Goal:patient:_id=goal-NAME'],
    ['_include', 'Observation?_id=lab-NAME&_include=Observation:patient'],
    ['_revinclude', 'Patient?_id=NAME&_revinclude=Goal:patient'],
    ['sort', 'Patient?identifier=number-NAME&_sort=name'],
    ['compartment', 'Patient/NAME/Goal'],
    ['everything', 'Patient/NAME/$everything'],
    ['clocks', 'Patient/NAME/$clocks'],
    ['GraphQL of one', 'Patient/NAME/$graphql?query={id,name{family}}'],
    ['GraphQL list', '$graphql?query={PatientList(identifier:"number-NAME"){id}}'],
    ['_filter', 'Patient?_filter=identifier eq "number-NAME"'],
    ['list of all types', '?_type=Goal,Patient&_id=NAME'],
  ])('%s: who may not be seen is like who does not exist', async (_title, path) => {
    const [far, none] = [
      await send('get', encodeURI(path.replaceAll('NAME', 'far'))),
      await send('get', encodeURI(path.replaceAll('NAME', 'none'))),
    ]
    expect(told(far, 'far')).toBe(told(none, 'none'))
    expect(far.text).not.toContain(canary)
    // The question is one that would have told something.
    const kim = await send('get', encodeURI(path.replaceAll('NAME', 'kim')))
    expect(told(kim, 'kim')).not.toBe(told(none, 'none'))
  })

  test('sorting and paging over all of a type shows the own panel, and counts no more', async () => {
    const { body } = await send('get', 'Patient?_sort=-birthdate,name&_total=accurate&_count=1')
    expect([body.total, body.entry.length]).toEqual([1, 1])
    expect((await send('get', 'Goal?_sort=patient&_total=accurate')).body.total).toBe(1)
  })

  test.each([
    [
      'conditional create',
      (name: string) => ({ method: 'POST', url: 'Goal', ifNoneExist: `patient.identifier=number-${name}&lifecycle-status=proposed` }),
    ],
    ['conditional update', (name: string) => ({ method: 'PUT', url: `Goal?patient.identifier=number-${name}` })],
  ])('%s tells nothing of who may not be seen', async (_title, requestOf) => {
    const goal = { resourceType: 'Goal', lifecycleStatus: 'active', description: { text: 'run' }, subject: { reference: 'Patient/kim' } }
    const ask = async (name: string) =>
      post('', { resourceType: 'Bundle', type: 'batch', entry: [{ resource: goal, request: requestOf(name) }] })
    const statuses = [await ask('far'), await ask('none')].map(({ body }) => body.entry[0].response.status)
    expect(statuses[0]).toBe(statuses[1])
  })

  test('a conditional reference to who may not be seen is like one to nobody', async () => {
    const ask = (name: string) =>
      post('', {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [
          {
            resource: {
              resourceType: 'Goal',
              lifecycleStatus: 'active',
              description: { text: 'x' },
              subject: { reference: `Patient?identifier=urn:test|number-${name}` },
            },
            request: { method: 'POST', url: 'Goal' },
          },
        ],
      })
    expect(told(await ask('far'), 'far')).toBe(told(await ask('none'), 'none'))
  })
})

describe('bypass', () => {
  test('a batch gives each entry what it would get alone', async () => {
    const entry = ['Patient/far', 'Goal?patient=far', 'Patient/far/$everything', 'Patient/kim'].map((url) => ({
      request: { method: 'GET', url },
    }))
    const { body, text } = await post('', { resourceType: 'Bundle', type: 'batch', entry })
    expect(body.entry.map((one: { response: { status: string } }) => one.response.status.slice(0, 3))).toEqual(['404', '200', '404', '200'])
    expect(text).not.toContain(canary)
  })

  test('GraphQL follows no reference, and no list back, to what is not seen', async () => {
    const query = '{OrganizationList(_id:"o"){id,PatientList(_reference:organization){id,name{family}}},PatientList{id}}'
    const { text, body } = await send('get', encodeURI(`$graphql?query=${query}`))
    expect(text).not.toContain(canary)
    expect(body.data.PatientList).toEqual([{ id: 'kim' }])
  })

  test('scopes of a patient without a patient in context show nothing of a record, wildcard or not', async () => {
    expect((await send('get', 'Patient/kim', 'nobody')).status).toBe(404)
    expect((await send('get', 'Goal?_total=accurate', 'nobody')).body.total).toBe(0)
    expect((await send('get', 'Patient/far', 'wild')).status).toBe(404)
  })

  test.each(['put', 'patch'] as const)('a resource is not moved from one record into another (%s)', async (method) => {
    const { body } = await send('get', 'Goal/goal-kim')
    const moved = { ...body, subject: { reference: 'Patient/far' } }
    const patch = [{ op: 'replace', path: '/subject/reference', value: 'Patient/far' }]
    const answer =
      method === 'put'
        ? await send('put', 'Goal/goal-kim').type('application/fhir+json').send(JSON.stringify(moved))
        : await send('patch', 'Goal/goal-kim').type('application/json-patch+json').send(JSON.stringify(patch))
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect((await send('get', 'Goal/goal-kim')).body.subject.reference).toBe('Patient/kim')
    expect((await send('get', 'Goal?patient=far&_summary=count', 'admin')).body.total).toBe(1)
  })

  test('what is lost is lost with its history', async () => {
    expect((await send('get', 'Goal/goal-kim/_history')).status).toBe(200)
    const episode = (await send('get', 'EpisodeOfCare/e-kim', 'admin')).body
    await app.store.write(ownAccess('test'), [
      { act: 'update', resource: { ...episode, status: 'finished', period: { start: '2020-01-01', end: '2020-06-01' } } } as never,
    ])
    for (const path of ['Goal/goal-kim', 'Goal/goal-kim/_history', 'Goal/goal-kim/_history/1', 'Patient/kim/_history'])
      expect([path, (await send('get', path)).status]).toEqual([path, 404])
    await app.store.write(ownAccess('test'), [{ act: 'update', resource: episode } as never])
    expect((await send('get', 'Goal/goal-kim')).status).toBe(200)
  })
})

describe('what is sent in', () => {
  test.each([
    ['a script', '<script>alert(1)</script>'],
    ['an event', '<p onclick="alert(1)">x</p>'],
    ['an image that fails', '<img src="x" onerror="alert(1)"/>'],
    ['a link that runs', '<a href="javascript:alert(1)">x</a>'],
    ['a frame', '<iframe src="https://evil.example.org"></iframe>'],
    ['a form', '<form action="https://evil.example.org"><input name="x"/></form>'],
  ])('stored XSS: %s in a narrative is refused, or at least runs nowhere', async (_title, inside) => {
    const text = { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${inside}</div>` }
    const answer = await post('Organization', { resourceType: 'Organization', name: 'x', text }, 'admin')
    if (answer.status < 300) {
      const read = await send('get', `Organization/${answer.body.id}`, 'admin').set('Accept', 'text/html')
      expect(read.headers['content-security-policy']).toMatch(/default-src 'none'/)
      expect(read.headers['x-content-type-options']).toBe('nosniff')
      expect(read.headers['content-type']).not.toMatch(/text\/html/)
    } else expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('txt-')])
  })

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'prototype pollution: %s is but an unknown name',
    async (name) => {
      const body = `{"resourceType":"Organization","name":"x","${name}":{"isAdmin":true,"name":"polluted"}}`
      const answer = await send('post', 'Organization', 'admin').type('application/fhir+json').send(body)
      expect([answer.status >= 400 && answer.status < 500, ({} as { isAdmin?: boolean }).isAdmin]).toEqual([true, undefined])
      const asked = await send('get', `Organization?${name}=1&${name}[isAdmin]=1`, 'admin')
      expect([asked.status, ({} as { isAdmin?: boolean }).isAdmin]).toEqual([400, undefined])
      const patch = [{ op: 'add', path: `/${name}/isAdmin`, value: true }]
      const patched = await send('patch', 'Organization/o', 'admin').type('application/json-patch+json').send(JSON.stringify(patch))
      expect([patched.status >= 400 && patched.status < 500, ({} as { isAdmin?: boolean }).isAdmin]).toEqual([true, undefined])
      expect((await send('get', `${name}/${name}`, 'admin')).status).toBeGreaterThanOrEqual(400)
    },
  )
})

describe('leaks', () => {
  test('names and numbers of people are in no line of the log, and in no error told to who may not see them', async () => {
    const marks = [canary, 'Qwxzjk', '999-55-1234', 'number-far']
    const person = {
      resourceType: 'Patient',
      name: [{ family: marks[1], given: [7] }],
      birthDate: '2019-13-77',
      identifier: [{ value: marks[2] }],
    }
    const answers = [
      await post('Patient', person),
      await send('post', 'Patient').type('application/fhir+json').send(`{"resourceType":"Patient","name":"${marks[1]}`),
      await send('get', `Patient?name=${marks[1]}&nonsense=${marks[2]}`),
      await send('get', `Patient/${marks[1]}`),
      await send('get', 'Patient/far'),
      await send('delete', 'Patient/far'),
      await send('put', 'Patient/far')
        .set('If-Match', 'W/"1"')
        .type('application/fhir+json')
        .send(JSON.stringify({ ...person, id: 'far' })),
      await send('patch', 'Patient/far')
        .type('application/json-patch+json')
        .send(JSON.stringify([{ op: 'test', path: '/name/0/family', value: 'x' }])),
      await send('get', 'Patient?name=x', marks[1]),
      await post('$graphql', { query: `{PatientList(name:"${marks[1]}"){nonsense}}` }),
      await post('', {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [{ resource: person, request: { method: 'POST', url: 'Patient' } }],
      }),
    ]
    expect(logged.length).toBeGreaterThan(answers.length)
    for (const mark of marks) expect(logged.filter((line) => line.includes(mark))).toEqual([])
    for (const { text } of answers) expect(text).not.toContain(canary)
    const { text: metrics } = await request(app.http).get('/metrics')
    for (const mark of marks) expect(metrics).not.toContain(mark)
  })
})
