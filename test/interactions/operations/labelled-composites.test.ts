import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type ClientKind, ownAccess } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { scopeReader } from '#interactions/search/scope-reader.ts'
import { programs } from '#programs/index.ts'
import { concept } from '../../people/spelling.ts'
import { create, ofPatient, patient } from '../../storage/records.ts'
import { type Caller, type Json, openCaller } from '../caller.ts'

// CARES-CON-07: what the server puts together from labelled records is read by nobody who may not read these, and by whoever may.
const token = Buffer.alloc(32, 11)
const icd10 = 'http://hl7.org/fhir/sid/icd-10-cm'
const release = (id: string, kind: string, label: string, to: string) =>
  create({
    resourceType: 'Consent',
    id,
    status: 'active',
    patient: { reference: 'Patient/lea' },
    dateTime: '2024-01-01',
    category: [concept('consent-kind', kind)],
    performer: [{ reference: 'Patient/lea' }],
    provision: { actor: [{ role: concept('urn:part', 'IRCP'), reference: { reference: to } }], securityLabel: [{ code: label }] },
  })
let server: Caller

const problem = (id: string, code: string, text: string) => ({
  resourceType: 'Condition',
  id,
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
  category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item' }] }],
  code: { coding: [{ system: icd10, code }], text },
  subject: { reference: 'Patient/lea' },
  recordedDate: '2023-01-01',
})

beforeAll(async () => {
  server = await openCaller(programs)
  await server.opened.tokens.insertToken({ hash: token, clientId: 'c', scope: '', expiresAt: new Date(Date.now() + 600_000).toISOString() })
  const pcp = { generalPractitioner: [{ reference: 'Organization/pcp' }] }
  await server.context.store.write(ownAccess('test'), [
    ...['clinic', 'pcp'].map((id) => create({ resourceType: 'Organization', id, name: id })),
    create(patient('lea', { birthDate: '2004-02-01', name: [{ given: ['Lea'], family: 'Moon' }], ...pcp })),
    create({
      resourceType: 'EpisodeOfCare',
      id: 'e',
      status: 'active',
      type: [concept('program', 'cares')],
      patient: { reference: 'Patient/lea' },
      managingOrganization: { reference: 'Organization/clinic' },
      period: { start: '2024-01-01' },
    }),
  ])
  for (const one of [
    problem('asthma', 'J45.909', 'Wheezing-words'),
    problem('virus', 'B20', 'Virus-words'),
    problem('fear', 'F41.1', 'Fear-words'),
    ofPatient('MedicationRequest', 'pills', 'lea', {
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: {
        coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '195085' }],
        text: 'Pills-words',
      },
      reasonReference: [{ reference: 'Condition/asthma' }, { reference: 'Condition/virus' }],
    }),
    ofPatient('Observation', 'alone', 'lea', {
      status: 'final',
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'social-history' }] }],
      code: { coding: [{ system: 'http://loinc.org', code: '75622-1' }], text: 'Tested' },
      valueString: 'Test-words',
      effectiveDateTime: '2024-05-01',
    }),
  ])
    await server.send('PUT', `${one.resourceType}/${one.id}`, one)
}, 60_000)
afterAll(() => server.opened.close())

const as = (kind: ClientKind, organization: string): Caller =>
  server.as(
    compileAccess({ clientId: 'c', kind, organization }, 'system/*.cruds', token, { read: scopeReader(), now: () => server.context.now() }),
  )
const clinic = () => as('care-team', 'Organization/clinic')
const pcp = () => as('pediatrician', 'Organization/pcp')
const securityOf = ({ meta }: Json): string[] => (meta?.security ?? []).map(({ code }: { code: string }) => code).sort()
const read = (who: Caller, address: string) => who.json('GET', address).catch(({ kind }) => kind)

const onOne = process.env.STORE_DISTRIBUTED === '1' ? describe.skip : describe

onOne('$generate-icp by whoever sees everything', () => {
  let made: Json[] = []
  const ofType = (type: string) => made.filter(({ resourceType }) => resourceType === type)
  const about = (key: string) => ofType('Goal').find(({ addresses }) => addresses[0].reference === key)

  beforeAll(async () => {
    const { parameter } = await server.json('POST', 'Patient/lea/$generate-icp')
    const { resource: plan } = parameter.find(({ name }: Json) => name === 'plan')
    expect(securityOf(plan)).toEqual(['HIV', 'PSY'])
    made = plan.entry.map(({ resource }: Json) => resource)
  })

  test('each part bears the labels of what its words are of; one made of nothing labelled bears none', () => {
    expect(securityOf(about('Condition/virus'))).toEqual(['HIV'])
    expect(securityOf(about('Condition/fear'))).toEqual(['PSY'])
    expect(securityOf(about('Condition/asthma'))).toEqual([])
    const [service] = ofType('ServiceRequest').filter(({ basedOn }) => basedOn?.[0].reference === 'MedicationRequest/pills')
    expect(service.code.text).toContain('Pills-words')
    expect(securityOf(service)).toEqual(['HIV'])
  })

  test('the plan and the goal for another need are in nobody’s way, and say nothing of them', () => {
    for (const one of [...ofType('CarePlan'), about('Condition/asthma')]) {
      expect(securityOf(one)).toEqual([])
      expect(JSON.stringify(one)).not.toMatch(/Virus-words|Fear-words|Pills-words|Test-words/)
    }
    const [icp] = ofType('CarePlan')
    expect(icp.text.div).toContain('Wheezing-words')
    expect(icp.addresses.map(({ reference }: Json) => reference)).toEqual(expect.arrayContaining(['Condition/virus', 'Condition/fear']))
    expect(about('Condition/asthma').description.text).toContain('Wheezing-words')
  })

  test('the team without a release reads the draft and its own mental health, and of HIV nothing', async () => {
    const [icp] = ofType('CarePlan')
    expect(await read(clinic(), `CarePlan/${icp.id}`)).toMatchObject({ id: icp.id })
    expect(await read(clinic(), `Goal/${about('Condition/virus').id}`)).toBe('not-found')
    expect((await read(clinic(), `Goal/${about('Condition/fear').id}`)).description.text).toContain('Fear-words')
    const all = await clinic().json('GET', 'Patient/lea/$everything')
    expect(JSON.stringify(all)).not.toMatch(/Virus-words|Pills-words|Test-words/)
    expect(JSON.stringify(all)).toContain('Fear-words')
    expect(securityOf(all)).toEqual(['PSY'])
  })

  test('the PCP reads the goal for what is not labelled, and not the one for mental health until a release says so', async () => {
    const fear = `Goal/${about('Condition/fear').id}`
    expect((await read(pcp(), `Goal/${about('Condition/asthma').id}`)).description.text).toContain('Wheezing-words')
    expect(await read(pcp(), fear)).toBe('not-found')
    await server.context.store.write(ownAccess('test'), [release('psy', 'release', 'PSY', 'Organization/pcp')])
    expect((await read(pcp(), fear)).description.text).toContain('Fear-words')
    expect(await read(pcp(), `Goal/${about('Condition/virus').id}`)).toBe('not-found')
  })

  test('documents bear what is in them, Bundle and Composition alike; with a release of its own the team has it in them', async () => {
    const summary = async (who: Caller) => {
      const bundle = await who.json('POST', 'Patient/lea/$summary')
      expect(securityOf(bundle.entry[0].resource)).toEqual(securityOf(bundle))
      return { labels: securityOf(bundle), text: JSON.stringify(bundle) }
    }
    const before = await summary(clinic())
    expect(before.labels).toEqual(['PSY'])
    expect(before.text).not.toMatch(/Virus-words|Pills-words/)
    await server.context.store.write(ownAccess('test'), [release('hiv', 'hiv', 'HIV', 'Organization/clinic')])
    const after = await summary(clinic())
    expect(after.labels).toEqual(['HIV', 'PSY'])
    expect(after.text).toContain('Virus-words')
    expect(securityOf(await clinic().json('GET', 'Patient/lea/$everything'))).toEqual(['HIV', 'PSY'])
    expect((await read(clinic(), `Goal/${about('Condition/virus').id}`)).description.text).toContain('Virus-words')
  })

  test('AMB-31: the emergency plan shows mental health with its label, and HIV not at all', async () => {
    const ems = as('ems', 'Organization/ambulance')
    const bundle = await ems.json('GET', 'Patient/lea/$emergency-plan?purpose=ETREAT')
    expect(JSON.stringify(bundle)).toContain('Fear-words')
    expect(JSON.stringify(bundle)).not.toMatch(/Virus-words|Pills-words/)
    expect(securityOf(bundle)).toEqual(['PSY'])
  })

  test('what carries over from a plan that somebody labelled bears its label', async () => {
    const [icp] = ofType('CarePlan')
    const stored = await server.json('GET', `CarePlan/${icp.id}`)
    const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'ETH' }]
    await server.send('PUT', `CarePlan/${icp.id}`, { ...stored, meta: { ...stored.meta, security } }, { ifMatch: 'W/"1"' })
    const { parameter } = await server.json('POST', 'Patient/lea/$propose-icp')
    const { resource: plan } = parameter.find(({ name }: Json) => name === 'plan')
    expect(securityOf(plan.entry[0].resource)).toEqual(['ETH'])
  })

  const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
  const current = async (made: Json) => server.json('GET', `${made.resourceType}/${made.id}`)
  const relabel = async (type: string, id: string, code: string) => {
    const stored = await server.json('GET', `${type}/${id}`)
    return { ...stored, meta: { ...stored.meta, security: [...(stored.meta.security ?? []), { system: actCode, code }] } }
  }

  test('a medicine that is labelled later takes the service with it in the same write, and what else was made stays as it is', async () => {
    const [service] = ofType('ServiceRequest').filter(({ basedOn }) => basedOn?.[0].reference === 'MedicationRequest/pills')
    const before = await current(about('Condition/fear'))
    await server.send('PUT', 'MedicationRequest/pills', await relabel('MedicationRequest', 'pills', 'ETH'))
    expect(securityOf(await current(service))).toEqual(['ETH', 'HIV'])
    expect((await current(about('Condition/fear'))).meta.versionId).toBe(before.meta.versionId)
  })

  test('a need that is labelled later takes its goal, and the plan that has its words; the label taken off again, they keep it', async () => {
    const [icp] = ofType('CarePlan')
    const { meta } = await current(about('Condition/virus'))
    const asthma = await relabel('Condition', 'asthma', 'PSY')
    await server.send('PUT', 'Condition/asthma', asthma, { ifMatch: `W/"${asthma.meta.versionId}"` })
    expect(securityOf(await current(about('Condition/asthma')))).toEqual(['PSY'])
    expect(securityOf(await current(icp))).toEqual(['ETH', 'PSY'])
    expect((await current(about('Condition/virus'))).meta.versionId).toBe(meta.versionId)
    const taken = { resourceType: 'Parameters', parameter: [{ name: 'meta', valueMeta: { security: [{ system: actCode, code: 'PSY' }] } }] }
    await server.send('POST', 'Condition/asthma/$meta-delete', taken)
    expect(securityOf(await server.json('GET', 'Condition/asthma'))).toEqual([])
    expect(securityOf(await current(about('Condition/asthma')))).toEqual(['PSY'])
  })

  test('in one transaction with its source, it bears the label, too', async () => {
    const goal = about('Condition/asthma')
    const resources = [await relabel('Condition', 'asthma', 'SEX'), { ...(await current(goal)), note: [{ text: 'worked at meanwhile' }] }]
    const entry = resources.map((resource) => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}`, ifMatch: `W/"${resource.meta.versionId}"` },
    }))
    await server.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })
    expect(await current(goal)).toMatchObject({ note: [{ text: 'worked at meanwhile' }] })
    expect(securityOf(await current(goal))).toEqual(['PSY', 'SEX'])
  })
})

onOne('Tasks about a labelled record', () => {
  test('CARES-MON-05: the follow-up of a labelled referral bears its label, that of another none', async () => {
    const referral = (id: string, more: object) =>
      ofPatient('ServiceRequest', id, 'lea', {
        status: 'active',
        intent: 'order',
        category: [concept('referral-kind', 'service-referral')],
        code: { text: 'Counselling' },
        authoredOn: '2024-05-01',
        occurrenceDateTime: '2024-05-20',
        ...more,
      })
    const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'PSY' }]
    await server.context.store.write(ownAccess('test'), [
      create(referral('private', { meta: { security } })),
      create(referral('plain', {})),
    ])
    const answer = {
      resourceType: 'Parameters',
      parameter: [{ name: 'reason-not-made', valueCode: 'member-unreachable' }],
    }
    const labels = async (id: string) => securityOf(await server.json('POST', `ServiceRequest/${id}/$record-follow-up`, answer))
    expect([await labels('private'), await labels('plain')]).toEqual([['PSY'], []])
  })
})
