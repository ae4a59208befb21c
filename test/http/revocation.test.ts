import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { programs } from '#programs/index.ts'
import type { Json } from '../interactions/caller.ts'
import { type ServedStore, serveStore } from './served-store.ts'

// CARES-CON-04, 45 CFR 164.508(b): from its instant on a revocation bars, who received is told, and what was shared stays on record.
const canon = 'https://cares-fhir.example.org'
const form = JSON.parse(readFileSync('profiles/compiled/examples/Consent-noors-release.json', 'utf8'))
const to = (reference: string) => ({ reference })
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
let served: ServedStore
let member: string
let school: string
let agency: string
let stranger: string

beforeAll(async () => {
  served = await serveStore(programs)
  served.setNow('2024-06-15T15:59:00Z')
  await served.seed(
    { resourceType: 'Patient', id: 'eva', active: true, birthDate: '2000-01-01' },
    { resourceType: 'Goal', id: 'reads', lifecycleStatus: 'active', description: { text: 'reads' }, subject: to('Patient/eva') },
  )
  member = await served.tokenFor({ kind: 'member', fhirUser: 'Patient/eva' })
  school = await served.tokenFor({ kind: 'school', organization: 'Organization/school' })
  agency = await served.tokenFor({ kind: 'state-agency', organization: 'Organization/agency' })
  stranger = await served.tokenFor({ kind: 'school', organization: 'Organization/elsewhere' })
}, 60_000)
afterAll(() => served.data.close())

/** A whole release by the member, of goals, to these. */
function release(receivers: string[], more: object = {}): Json {
  const { id: _id, meta: _meta, extension, ...rest } = structuredClone(form)
  const [discloses, receives] = rest.provision.actor
  return {
    ...rest,
    extension: extension.filter(({ url }: Json) => !url.endsWith('/representative-authority')),
    patient: to('Patient/eva'),
    dateTime: '2024-06-10T12:00:00-04:00',
    performer: [to('Patient/eva')],
    provision: {
      ...rest.provision,
      period: { start: '2024-06-10', end: '2030-01-01' },
      actor: [discloses, ...receivers.map((one) => ({ ...receives, reference: to(`Organization/${one}`) }))],
      class: ['Goal', 'Patient'].map((code) => ({ system: 'http://hl7.org/fhir/resource-types', code })),
      ...more,
    },
  }
}

const send = async (method: 'post' | 'put', path: string, token: string, body: Json): Promise<Json> => {
  const asking = served.send(method, path, token).set('Content-Type', 'application/fhir+json').set('Prefer', 'return=representation')
  const version = method === 'put' && body.meta?.versionId
  const answer = await (version ? asking.set('If-Match', `W/"${version}"`) : asking).send(body)
  return { status: answer.status, ...answer.body }
}
const signed = async (...parts: Parameters<typeof release>): Promise<Json> => send('post', 'Consent', member, release(...parts))
const changed = async (consent: Json, more: object): Promise<Json> => send('put', `Consent/${consent.id}`, member, { ...consent, ...more })
const found = async (path: string, token: string): Promise<Json[]> =>
  ((await served.send('get', path, token)).body.entry ?? []).map(({ resource }: Json) => resource)
const notices = async (token: string, consent: Json): Promise<Json[]> =>
  (await found('Communication?category=consent-revoked', token)).filter(({ about }) => about[0].reference === `Consent/${consent.id}`)

describe('CARES-CON-04: a release that is revoked', () => {
  test('at 12:00: a share at 11:59 stands and is on record, one at 12:00 is none; each recipient is told, and nobody else', async () => {
    const consent = await signed(['school', 'agency'])
    expect((await found('Goal', school)).map(({ id }) => id)).toEqual(['reads'])
    served.setNow('2024-06-15T16:00:00Z')
    const revoked = await changed(consent, { status: 'inactive' })
    expect([revoked.resourceType, revoked.resourceType === 'Consent' && revoked.meta.versionId]).toEqual(['Consent', '2'])
    for (const token of [school, agency]) expect(await found('Goal', token)).toEqual([])
    const [notice, ...more] = await notices(school, consent)
    expect(more).toEqual([])
    const { id, meta: _meta, ...said } = notice
    expect(said).toEqual({
      resourceType: 'Communication',
      status: 'completed',
      category: [{ coding: [{ system: `${canon}/CodeSystem/communication-kind`, code: 'consent-revoked' }] }],
      subject: to('Patient/eva'),
      about: [to(`Consent/${consent.id}`)],
      recipient: [to('Organization/school')],
      sent: '2024-06-15T16:00:00.000Z',
    })
    expect((await served.send('get', `Communication/${id}`, school)).status).toBe(200)
    // Each sees the word to themselves alone, and of the record nothing.
    expect(await notices(agency, consent)).toHaveLength(1)
    expect((await served.send('get', `Communication/${id}`, agency)).status).toBe(404)
    expect(await found('Communication', stranger)).toEqual([])
    for (const path of ['Patient', 'Goal', 'Consent']) expect(await found(path, school)).toEqual([])
    expect(await notices(member, consent)).toHaveLength(2)
    const told = await found('Patient/eva/$disclosures', member)
    expect(JSON.stringify(told)).toContain(`Consent/${consent.id}`)
  })

  test('to one of two, in part, or from an earlier day on: who loses something is told, the other is not', async () => {
    const consent = await signed(['school', 'agency'])
    const { provision } = consent
    const narrower = { ...provision, actor: provision.actor.filter(({ reference }: Json) => reference.reference !== 'Organization/agency') }
    const one = await changed(consent, { provision: narrower })
    expect([(await notices(school, consent)).length, (await notices(agency, consent)).length]).toEqual([0, 1])
    const part = await changed(one, { provision: { ...narrower, class: narrower.class.slice(0, 1) } })
    expect(await notices(school, consent)).toHaveLength(1)
    await changed(part, { provision: { ...part.provision, period: { start: '2024-06-10', end: '2024-07-01' } } })
    expect([(await notices(school, consent)).length, (await notices(agency, consent)).length]).toEqual([2, 1])
  })

  test('no word of what takes nothing away, was a draft, is refused, or ended by itself', async () => {
    const consent = await signed(['school'])
    const longer = await changed(consent, { provision: { ...consent.provision, period: { start: '2024-06-10', end: '2031-01-01' } } })
    await changed(longer, {})
    const draft = await send('post', 'Consent', member, { ...release(['agency']), status: 'draft' })
    await changed(draft, { status: 'rejected' })
    const stale = await changed(consent, { status: 'inactive' })
    expect(stale.status).toBe(412)
    const short = await signed(['school'], { period: { start: '2024-06-10', end: '2024-06-14' } })
    const lapsed = await changed(short, { status: 'inactive' })
    expect(lapsed.status).toBe('inactive')
    for (const one of [consent, draft, short]) expect(await notices(member, one)).toEqual([])
  })

  test('entered in error, it is revoked as well; the last moment of its last day still counts, and no later one', async () => {
    const days = { period: { start: '2024-06-10', end: '2024-06-20' } }
    const [consent, late] = [await signed(['school'], days), await signed(['agency'], days)]
    served.setNow('2024-06-21T03:59:59.999Z')
    await changed(consent, { status: 'entered-in-error' })
    expect(await notices(school, consent)).toHaveLength(1)
    served.setNow('2024-06-21T04:00:00.000Z')
    expect((await changed(late, { status: 'entered-in-error' })).status).toBe('entered-in-error')
    expect(await notices(member, late)).toEqual([])
    served.setNow('2024-06-15T16:00:00Z')
  })

  test('deleted, where no program keeps it, or given to another member: nobody receives by it any more', async () => {
    const bare = await serveStore()
    const admin = await bare.tokenFor({ kind: 'system' })
    const { period: _period, ...provision } = release(['school', 'agency']).provision
    const consent = { ...release(['school']), provision, meta: { versionId: '1' } }
    await bare.seed({ resourceType: 'Patient', id: 'eva' }, { resourceType: 'Patient', id: 'ida' })
    await bare.seed({ ...consent, id: 'a' } as never, { ...consent, id: 'b' } as never)
    expect((await bare.send('delete', 'Consent/a', admin)).status).toBe(204)
    const moved = { ...consent, id: 'b', patient: to('Patient/ida') }
    expect((await bare.send('put', 'Consent/b', admin).set('Content-Type', 'application/fhir+json').send(moved)).status).toBe(200)
    const { body } = await bare.send('get', 'Communication?category=consent-revoked', admin)
    const told = body.entry.map(({ resource }: Json) =>
      [resource.about[0].reference, resource.recipient[0].reference, resource.subject.reference].join(' '),
    )
    expect(told.sort()).toEqual(
      ['Consent/a', 'Consent/b'].flatMap((one) => ['agency', 'school'].map((whom) => `${one} Organization/${whom} Patient/eva`)),
    )
    await bare.data.close()
  })

  test('of protected content: the word bears the labels of the consent, and reaches who received all the same', async () => {
    const meta = { security: [{ system: actCode, code: 'PSY' }] }
    const consent = await send('post', 'Consent', member, { ...release(['school'], { securityLabel: meta.security }), meta })
    await changed(consent, { status: 'inactive' })
    const [notice] = await notices(school, consent)
    expect(notice?.meta.security).toMatchObject([{ code: 'PSY' }])
  })

  test('only the server says so: nobody else writes such a word, changes it or takes it back', async () => {
    const consent = await signed(['school'])
    await changed(consent, { status: 'inactive' })
    const [notice] = await notices(school, consent)
    const admin = await served.tokenFor({ kind: 'system' })
    const { id: _id, meta: _meta, ...rest } = notice
    const spelled = [{ coding: [{ system: `${canon}/CodeSystem/communication-kind`, code: 'Consent-Revoked' }] }]
    for (const body of [rest, { ...rest, category: spelled }])
      expect((await send('post', 'Communication', admin, body)).issue[0].details.coding[0].code).toBe('CARES-CON-04')
    expect((await send('put', `Communication/${notice.id}`, admin, { ...notice, category: undefined })).status).toBe(422)
    const entry = [{ request: { method: 'DELETE', url: `Communication/${notice.id}` } }]
    const refused = await send('post', '', admin, { resourceType: 'Bundle', type: 'transaction', entry })
    expect(refused.resourceType).toBe('OperationOutcome')
    expect(await notices(school, consent)).toEqual([notice])
  })
})
