import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { part2Notice } from '#fhir/sensitivity-labels.ts'
import type { Json } from '../interactions/caller.ts'
import { type ServedStore, serveStore } from './served-store.ts'

// 42 CFR 2.32: whatever tells of a substance use program's records says so, however it was asked for; nothing else does.
let served: ServedStore
let token: string

const condition = (id: string, member: string, label?: string) => ({
  resourceType: 'Condition',
  id,
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
  code: { text: id },
  subject: { reference: `Patient/${member}` },
  ...(label && { meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: label }] } }),
})

beforeAll(async () => {
  served = await serveStore()
  await served.seed(
    { resourceType: 'Patient', id: 'ana', name: [{ family: 'Ana' }] },
    { resourceType: 'Patient', id: 'ben', name: [{ family: 'Ben' }] },
    condition('opioid', 'ana', '42CFRPart2'),
    condition('virus', 'ben', 'HIV'),
    condition('cold', 'ben'),
  )
  token = await served.tokenFor({ kind: 'system', purpose: 'TREAT' })
}, 60_000)
afterAll(() => served.data.close())

const get = (path: string, accept?: string) => served.send('get', path, token, accept)
const noticesIn = ({ entry = [] }: Json): string[] =>
  entry.flatMap(({ search, resource }: Json) =>
    search?.mode === 'outcome' ? resource.issue.map(({ diagnostics }: Json) => diagnostics) : [],
  )

describe('42 CFR 2.32, CARES-CON-07: the notice goes with', () => {
  test.each([
    'Condition/opioid',
    'Condition/opioid/_history/1',
    'Condition/opioid/_history',
    'Condition?patient=ana',
    'Condition',
    'Condition?_elements=code',
    'Patient?_id=ana&_revinclude=Condition:patient',
    'Patient/ana/$everything',
    'Patient/ana/Condition',
    'Condition/opioid/$graphql?query={code{text}}',
    'Patient/ana/$summary',
  ])('%s', async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(200)
    expect(answer.headers['redisclosure-notice']).toBe(part2Notice)
    if (answer.body.type === 'searchset') expect(noticesIn(answer.body)).toEqual([expect.stringContaining(part2Notice)])
    if (answer.body.type === 'document') expect(answer.body.meta.security).toMatchObject([{ code: '42CFRPart2' }])
  })

  test('an entry of a batch, and a page for people', async () => {
    const entry = [{ request: { method: 'GET', url: 'Condition/opioid' } }]
    const batch = await served
      .send('post', '', token)
      .set('Content-Type', 'application/fhir+json')
      .send({ resourceType: 'Bundle', type: 'batch', entry })
    expect(batch.headers['redisclosure-notice']).toBe(part2Notice)
    const page = await get('Patient/ana/$summary', 'text/html')
    expect(page.text).toContain(part2Notice)
  })

  test.each(['Condition/cold', 'Condition/virus', 'Condition?patient=ben', 'Patient/ben/$everything', 'Patient/ana', 'Condition/nothing'])(
    'not with %s',
    async (path) => {
      const answer = await get(path)
      expect(answer.headers['redisclosure-notice']).toBeUndefined()
      expect(JSON.stringify(answer.body)).not.toContain(part2Notice)
    },
  )

  test('not with a count, which discloses nothing of it', async () => {
    expect((await get('Condition?patient=ana&_summary=count')).headers['redisclosure-notice']).toBeUndefined()
  })
})

describe('42 CFR 2.32(b), CARES-CON-07: with what a consent opened goes the scope of that consent', () => {
  const canon = 'https://cares-fhir.example.org'
  const acting = (code: string, reference: string) => ({
    role: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code }] },
    reference: { reference },
  })
  const consent = (id: string, kind: string, receiver: string, more: object = {}) => ({
    resourceType: 'Consent',
    id,
    status: 'active',
    category: [{ coding: [{ system: `${canon}/CodeSystem/consent-kind`, code: kind }] }],
    patient: { reference: 'Patient/cara' },
    dateTime: '2024-01-01',
    performer: [{ reference: 'Patient/cara' }],
    provision: {
      period: { end: '2024-12-31' },
      actor: [acting('CST', 'Organization/program'), acting('IRCP', receiver)],
      purpose: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'TREAT' }],
      class: [{ system: 'http://hl7.org/fhir/resource-types', code: 'Condition' }],
      securityLabel: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: '42CFRPart2' }],
    },
    ...more,
  })
  let clinic: string
  let other: string
  const notices = (answer: Json) => [answer.headers['redisclosure-notice'], answer.headers['disclosed-by-consent']]
  const header =
    '<https://cares.example.org/fhir/R4/Consent/part2>; from="Organization/program"; to="Organization/clinic"; purpose="TREAT"; content="Condition"; label="42CFRPart2"; end="2024-12-31"'

  beforeAll(async () => {
    const practices = ['clinic', 'other'].map((id) => ({ reference: `Organization/${id}` }))
    await served.seed(
      { resourceType: 'Patient', id: 'cara', active: true, birthDate: '1990-01-01', generalPractitioner: practices },
      condition('drink', 'cara', '42CFRPart2'),
      condition('flu', 'cara'),
      consent('part2', 'part2', 'Organization/clinic'),
      consent('roi', 'release', 'Organization/clinic'),
      consent('theirs', 'part2', 'Organization/elsewhere'),
    )
    clinic = await served.tokenFor({ kind: 'pediatrician', organization: 'Organization/clinic', purpose: 'TREAT' })
    other = await served.tokenFor({ kind: 'pediatrician', organization: 'Organization/other', purpose: 'TREAT' })
    served.setNow('2024-06-15T16:00:00Z')
  })

  test.each(['Condition/drink', 'Condition/drink/_history', 'Condition?patient=cara', 'Condition/drink/$graphql?query={id}'])(
    'as a header, with the address of the consent: %s',
    async (path) => expect(notices(await served.send('get', path, clinic))).toEqual([part2Notice, header]),
  )

  test('in words, in a searchset and on a page', async () => {
    const scope =
      'The scope of the consent by which they are disclosed, Consent/part2: from Organization/program; to Organization/clinic; for the purpose TREAT; of Condition labelled 42CFRPart2; until the end of 2024-12-31.'
    const { body } = await served.send('get', 'Condition?patient=cara', clinic)
    expect(noticesIn(body)).toEqual([`${part2Notice} ${scope}`])
    const record = await served.send('get', 'Patient/cara/$everything', clinic)
    expect(noticesIn(record.body)).toEqual([`${part2Notice} ${scope}`])
    const page = await served.send('get', 'Patient/cara/$summary', clinic, 'text/html')
    expect(page.text).toContain(`<strong>${part2Notice}</strong> ${scope}</p></body>`)
  })

  test('nothing of it with what any release opens, or none', async () => {
    expect(notices(await served.send('get', 'Condition/flu', clinic))).toEqual([undefined, undefined])
    expect(notices(await served.send('get', 'Condition?patient=cara', other))).toEqual([undefined, undefined])
  })

  test('who sees it for another reason than a consent is told so', async () => {
    const { body, headers } = await get('Condition?patient=cara')
    expect(noticesIn(body)).toEqual([expect.stringContaining('not a consent that names a recipient')])
    expect(headers['disclosed-by-consent']).toBeUndefined()
  })

  test('who receives by it reads that consent, and no other; nobody else does', async () => {
    const seen = async (token: string) =>
      ((await served.send('get', 'Consent', token)).body.entry ?? []).map(({ resource }: Json) => resource.id)
    expect(await seen(clinic)).toEqual(['part2'])
    expect((await served.send('get', 'Consent/part2', clinic)).status).toBe(200)
    expect(await seen(other)).toEqual([])
    expect((await served.send('get', 'Consent/part2', other)).status).toBe(404)
  })

  test('until the end of its last day, and from its first: neither content nor consent a moment later', async () => {
    const ids = async (instant: string) => {
      served.setNow(instant)
      const found = await Promise.all(['Condition?patient=cara&_sort=_id', 'Consent'].map((path) => served.send('get', path, clinic)))
      return found.flatMap(({ body }) =>
        (body.entry ?? []).flatMap(({ search, resource }: Json) => (search.mode === 'match' ? resource.id : [])),
      )
    }
    expect(await ids('2024-01-01T04:59:59.999Z')).toEqual(['flu'])
    expect(await ids('2024-01-01T05:00:00.000Z')).toEqual(['drink', 'flu', 'part2'])
    expect(await ids('2025-01-01T04:59:59.999Z')).toEqual(['drink', 'flu', 'part2'])
    expect(await ids('2025-01-01T05:00:00.000Z')).toEqual(['flu'])
    served.setNow('2024-06-15T16:00:00Z')
  })

  test('CARES-CON-06: what others signed for a minor, to the last moment before the 18th birthday', async () => {
    const theirs = { patient: { reference: 'Patient/kim' }, performer: [{ reference: 'RelatedPerson/ma' }] }
    await served.seed(
      {
        resourceType: 'Patient',
        id: 'kim',
        active: true,
        birthDate: '2006-07-01',
        generalPractitioner: [{ reference: 'Organization/clinic' }],
      },
      condition('vape', 'kim', '42CFRPart2'),
      consent('signed-by-ma', 'part2', 'Organization/clinic', theirs),
    )
    const seen = async (instant: string) => {
      served.setNow(instant)
      const paths = ['Condition/vape', 'Consent/signed-by-ma']
      return Promise.all(paths.map(async (path) => (await served.send('get', path, clinic)).status))
    }
    expect(await seen('2024-07-01T03:59:59.999Z')).toEqual([200, 200])
    const disclosed = await served.send('get', 'Condition/vape', clinic)
    expect(disclosed.headers['disclosed-by-consent']).toContain('/Consent/signed-by-ma>')
    expect(await seen('2024-07-01T04:00:00.000Z')).toEqual([404, 404])
    served.setNow('2024-06-15T16:00:00Z')
  })
})
