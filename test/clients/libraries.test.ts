import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Bundle, OperationOutcome, Patient } from '@medplum/fhirtypes'
import { type ServedApp, serveApp } from '../journeys/served-app.ts'
import { fhirKitClient, fhirKitRefusal } from './fhir-kit-client.ts'
import type { Connection, Library } from './library.ts'
import { medplum, medplumClient, medplumRefusal } from './medplum-client.ts'
import { smartClient, smartRefusal } from './smart-client.ts'

// One story, played by each of the libraries that partners use, over HTTP with a token of Backend Services.

let served: ServedApp
let connection: Connection

beforeAll(async () => {
  served = await serveApp()
  connection = { fhirBaseUrl: served.stage.fhirBaseUrl, token: await served.stage.token('demo-all') }
}, 60_000)

afterAll(() => served?.close())

const libraries: [string, (connection: Connection) => Library, (error: unknown) => OperationOutcome | undefined][] = [
  ['fhir-kit-client', fhirKitClient, fhirKitRefusal],
  ['fhirclient', smartClient, smartRefusal],
  ['MedplumClient', medplumClient, medplumRefusal],
]

describe.each(libraries)('%s', (name, connect, refusal) => {
  const family = `Library-${name}`
  let library: Library
  let created: Patient

  beforeAll(() => {
    library = connect(connection)
  })

  /** The error code of a refusal, as the server spells it; the libraries differ in how they hand it on. */
  async function refused(attempt: Promise<unknown>): Promise<string | undefined> {
    const outcome = await attempt.then(() => undefined, refusal)
    return outcome?.issue?.[0]?.details?.coding?.[0]?.code
  }

  test('creates, and gets the resource as stored', async () => {
    created = await library.create({ resourceType: 'Patient', name: [{ family, given: ['One'] }], birthDate: '2015-05-01' })
    expect(created.id).toMatch(/^[A-Za-z0-9\-.]{1,64}$/)
    expect(created.meta?.versionId).toBe('1')
    expect(created.name).toEqual([{ family, given: ['One'] }])
  })

  test('reads what it created', async () => {
    expect(await library.read(created.id!)).toEqual(created)
  })

  test('is told that there is no such resource', async () => {
    expect(await refused(library.read(randomUUID()))).toBe('not-found')
  })

  test('updates the version that it read, and is refused with one that is no longer current', async () => {
    const updated = await library.update({ ...created, active: true })
    expect(updated.meta?.versionId).toBe('2')
    expect(updated.active).toBe(true)
    expect(await refused(library.update({ ...created, active: false }))).toBe('version-conflict')
  })

  test('patches', async () => {
    const patched = await library.patch(created.id!, [{ op: 'add', path: '/gender', value: 'female' }])
    expect(patched.gender).toBe('female')
    expect(patched.active).toBe(true)
    expect(patched.meta?.versionId).toBe('3')
  })

  test('runs a transaction whose entries point at each other', async () => {
    const mother = `urn:uuid:${randomUUID()}`
    const bundle: Bundle = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          fullUrl: `urn:uuid:${randomUUID()}`,
          resource: { resourceType: 'RelatedPerson', patient: { reference: mother } },
          request: { method: 'POST', url: 'RelatedPerson' },
        },
        {
          fullUrl: mother,
          resource: { resourceType: 'Patient', name: [{ family, given: ['Two'] }] },
          request: { method: 'POST', url: 'Patient' },
        },
      ],
    }
    const answer = await library.transaction(bundle)
    expect(answer.type).toBe('transaction-response')
    expect(answer.entry?.map(({ response }) => response?.status)).toEqual(['201 Created', '201 Created'])
    const id = /Patient\/([^/]+)\/_history\/1$/.exec(answer.entry?.[1]?.response?.location ?? '')?.[1]
    expect((await library.read(id!)).name?.[0]?.given).toEqual(['Two'])
  })

  test('searches, and pages to the end', async () => {
    for (const given of ['Three', 'Four', 'Five']) {
      await library.create({ resourceType: 'Patient', name: [{ family, given: [given] }] })
    }
    const { pages, patients } = await library.searchAll({ family, _sort: 'given', _count: '2' })
    expect(patients.map(({ name: names }) => names?.[0]?.given?.[0])).toEqual(['Five', 'Four', 'One', 'Three', 'Two'])
    expect(pages).toBe(3)
  })
})

describe('MedplumClient beyond what the others have', () => {
  const family = 'Library-Medplum-more'

  test('joins reads into a batch when told to', async () => {
    const [one, two] = await Promise.all(
      ['One', 'Two'].map((given) => medplum(connection).createResource({ resourceType: 'Patient', name: [{ family, given: [given] }] })),
    )
    const batching = medplum(connection, { autoBatchTime: 5, cacheTime: 60_000 })
    const [first, second, nobody] = await Promise.allSettled([
      batching.readResource('Patient', one!.id),
      batching.readResource('Patient', two!.id),
      batching.readResource('Patient', randomUUID()),
    ])
    expect(first).toMatchObject({ status: 'fulfilled', value: { id: one!.id } })
    expect(second).toMatchObject({ status: 'fulfilled', value: { id: two!.id } })
    expect(nobody).toMatchObject({ status: 'rejected', reason: { outcome: { issue: [{ code: 'not-found' }] } } })
  })

  test('creates under a condition, updates under a condition, and deletes', async () => {
    const client = medplum(connection)
    const identifier = { system: 'urn:example:library', value: randomUUID() }
    const query = `identifier=${identifier.system}|${identifier.value}`
    const patient: Patient = { resourceType: 'Patient', identifier: [identifier], name: [{ family }] }
    const made = await client.createResourceIfNoneExist(patient, query)
    expect((await client.createResourceIfNoneExist(patient, query)).id).toBe(made.id)
    const upserted = await client.upsertResource({ ...patient, active: true }, query)
    expect(upserted).toMatchObject({ id: made.id, active: true, meta: { versionId: '2' } })
    await client.deleteResource('Patient', made.id)
    expect(await client.searchOne('Patient', query)).toBeUndefined()
    await expect(client.readResource('Patient', made.id)).rejects.toMatchObject({ outcome: { issue: [{ code: 'deleted' }] } })
  })

  test('reads a history, a version, everything of a patient, and validates', async () => {
    const client = medplum(connection)
    const made = await client.createResource<Patient>({ resourceType: 'Patient', name: [{ family }] })
    await client.updateResource({ ...made, active: true })
    expect((await client.readHistory('Patient', made.id)).entry?.map(({ resource }) => resource?.meta?.versionId)).toEqual(['2', '1'])
    expect((await client.readVersion('Patient', made.id, '1')).active).toBeUndefined()
    expect((await client.readPatientEverything(made.id)).entry?.map(({ resource }) => resource?.id)).toEqual([made.id])
    expect((await client.validateResource({ resourceType: 'Patient', active: true })).resourceType).toBe('OperationOutcome')
  })
})
