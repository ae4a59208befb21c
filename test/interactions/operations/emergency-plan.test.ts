import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { AccessPlan, Caller as Asking, AuditedRequest } from '#auth/access-plan.ts'
import { canon } from '#fhir/issue.ts'
import { programs } from '#programs/index.ts'
import { completeRecord, rosasDays } from '../../people/complete-record.ts'
import { type Caller, type Json, openCaller, realValidator, refusal } from '../caller.ts'

const memberId = '100020003000'
let caller: Caller

beforeAll(async () => {
  caller = await openCaller(programs)
  // Recorded some weeks after she came in: her assessment has been reviewed by then.
  caller.setNow(`${rosasDays.assessmentReviewed}T16:00:00Z`)
  const entry = completeRecord().map((resource) => ({
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
  }))
  await caller.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })
  // A namesake with the same birth date, and somebody without a plan.
  const rosa = completeRecord().find(({ resourceType }) => resourceType === 'Patient') as Json
  await caller.send('PUT', 'Patient/plain', {
    resourceType: 'Patient',
    id: 'plain',
    name: [{ family: 'Plain', given: ['Nan'] }],
    birthDate: rosa.birthDate,
  })
  caller.setNow(`${rosasDays.finalized}T16:00:00Z`)
})
afterAll(() => caller.opened.close())

function asking(kind: Asking['kind'], purpose?: string, allows: AccessPlan['allows'] = () => false): Caller {
  return caller.as({ caller: { clientId: `a-${kind}`, kind, purpose }, allows })
}

function parameters(values: Readonly<Record<string, string | undefined>>): object {
  return { resourceType: 'Parameters', parameter: Object.entries(values).map(([name, valueString]) => ({ name, valueString })) }
}

const atInstance = 'Patient/rosa/$emergency-plan'
const atType = 'Patient/$emergency-plan'
const byId = { identifier: memberId, birthdate: rosasDays.birth }

describe('CARES-EMG-01 and CARES-EMG-03: one call gives the current document', () => {
  test('with a Composition first and all that its sections name', async () => {
    const bundle = await asking('ems', 'ETREAT').json('GET', atInstance)
    expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'document' })
    const [{ resource: composition }] = bundle.entry
    expect(composition).toMatchObject({
      resourceType: 'Composition',
      subject: { reference: 'Patient/rosa' },
      date: `${rosasDays.finalized}T16:00:00.000Z`,
    })
    const urls = new Set(bundle.entry.map(({ fullUrl }: Json) => fullUrl))
    const named = composition.section.flatMap(({ entry = [] }: Json) =>
      entry.map(({ reference }: Json) => `http://localhost/fhir/R4/${reference}`),
    )
    expect(named.filter((url: string) => !urls.has(url))).toEqual([])
    expect(realValidator().validate(bundle).base).toEqual([])
  })

  test('a medicine that was stopped this minute is no longer in it', async () => {
    const { entry } = await caller.json('GET', 'MedicationRequest?patient=rosa&status=active')
    const [{ resource: medicine }] = entry
    const before = JSON.stringify(await asking('ems').json('GET', `${atInstance}?purpose=ETREAT`))
    expect(before).toContain(`MedicationRequest/${medicine.id}`)
    const etag = `W/"${medicine.meta.versionId}"`
    await caller.send('PUT', `MedicationRequest/${medicine.id}`, { ...medicine, status: 'stopped' }, { ifMatch: etag })
    expect(JSON.stringify(await asking('ems').json('GET', `${atInstance}?purpose=ETREAT`))).not.toContain(
      `MedicationRequest/${medicine.id}`,
    )
  })

  test('as a page of HTML for a reader who wants one, and as nothing else', async () => {
    const answer = await asking('ed', 'TREAT').send('GET', atInstance, undefined, { accept: 'html' })
    expect(answer.contentType).toBe('text/html; charset=utf-8')
    expect(answer.text).toContain('Rosa')
    expect((await refusal(asking('ed', 'TREAT').send('GET', atInstance, undefined, { accept: 'pdf' }))).kind).toBe('not-acceptable')
  })
})

describe('CARES-EMG-02: who may have it, and for what', () => {
  test.each([
    ['ems', 'ETREAT', true],
    ['ems', 'TREAT', false],
    ['ems', undefined, false],
    ['ed', 'ETREAT', true],
    ['ed', 'TREAT', true],
    ['ed', 'HPAYMT', false],
    ['ed', undefined, false],
    ['health-plan', 'ETREAT', false],
  ] as const)('%s for %s: %s', async (kind, purpose, given) => {
    const asked = asking(kind, purpose).send('GET', atInstance)
    if (given) expect((await asked).status).toBe(200)
    else
      expect([
        (await refusal(asked)).kind,
        (await refusal(asking(kind, purpose).send('GET', 'Patient/nobody/$emergency-plan'))).kind,
      ]).toEqual(['forbidden', 'forbidden'])
  })

  test('others need scopes for what it shows', async () => {
    expect((await refusal(asking('pediatrician', 'TREAT').send('GET', atInstance))).kind).toBe('forbidden')
    expect((await asking('pediatrician', 'TREAT', (permission) => permission === 'r').send('GET', atInstance)).status).toBe(200)
  })

  test('each read tells the audit trail of which child, and why', async () => {
    const as = asking('ems', 'ETREAT')
    const request = { id: 'r', patients: new Set<string>(), written: 0 } as AuditedRequest
    await as.as({ ...as.context.access, request }).send('GET', atInstance)
    expect([[...request.patients], request.purpose]).toEqual([['rosa'], 'ETREAT'])
    expect([...(request.grounds?.get('rosa') ?? [])]).toEqual(['emergency-plan'])
  })
})

describe('CARES-EMG-02: the child is found by what a stranger can read off a card', () => {
  const ems = () => asking('ems', 'ETREAT')

  test('member ID and birth date, or full name and birth date, accents and case aside', async () => {
    expect((await ems().json('POST', atType, parameters(byId))).type).toBe('document')
    const named = { family: 'DELGADO', given: 'rosa', birthdate: rosasDays.birth }
    expect((await ems().json('POST', atType, parameters(named))).type).toBe('document')
  })

  test('a token that leads only to the patient in context finds nobody else', async () => {
    const inContext = (patient: string) =>
      caller.as({
        caller: { clientId: 'an-app', kind: 'ed', patient },
        contextOnly: true,
        allows: () => true,
      })
    const ask = (patient: string) => inContext(patient).send('POST', atType, parameters({ ...byId, purpose: 'TREAT' }))
    expect((await ask('rosa')).status).toBe(200)
    expect((await refusal(ask('plain'))).kind).toBe('not-found')
  })

  test('unknown, a wrong birth date, half a name, no plan: one and the same 404', async () => {
    const answers = await Promise.all(
      [
        { ...byId, identifier: '999999999999' },
        { ...byId, birthdate: '2015-06-13' },
        { family: 'Delg', given: 'Rosa', birthdate: rosasDays.birth },
        { family: 'Plain', given: 'Nan', birthdate: rosasDays.birth },
      ].map((values) => refusal(ems().send('POST', atType, parameters(values)))),
    )
    answers.push(
      await refusal(ems().send('GET', 'Patient/plain/$emergency-plan')),
      await refusal(ems().send('GET', 'Patient/nobody/$emergency-plan')),
    )
    expect(new Set(answers.map(({ kind, issues }) => JSON.stringify([kind, issues]))).size).toBe(1)
    expect(answers[0]?.kind).toBe('not-found')
  })

  test('two who fit are not told apart, and not told of', async () => {
    await caller.send('PUT', 'Patient/twin', {
      resourceType: 'Patient',
      id: 'twin',
      name: [{ family: 'Delgado', given: ['Rosa'] }],
      birthDate: rosasDays.birth,
    })
    expect(
      (await refusal(ems().send('POST', atType, parameters({ family: 'Delgado', given: 'Rosa', birthdate: rosasDays.birth })))).kind,
    ).toBe('not-found')
    expect((await ems().json('POST', atType, parameters(byId))).type).toBe('document')
  })

  test('too little to go by is refused, and a name never goes into an address', async () => {
    expect((await refusal(ems().send('POST', atType, parameters({ identifier: memberId })))).kind).toBe('malformed')
    expect((await refusal(ems().send('POST', atType, parameters({ family: 'Delgado', birthdate: rosasDays.birth })))).kind).toBe(
      'malformed',
    )
    expect((await refusal(ems().send('GET', `${atType}?identifier=${memberId}`))).kind).toBe('not-supported')
  })

  test('not even beside a POST: the address is refused before anybody is looked for', async () => {
    const { kind, issues } = await refusal(
      asking('ems', 'ETREAT').send('POST', `${atType}?identifier=${memberId}&birthdate=${rosasDays.birth}`),
    )
    expect([kind, issues[0]?.expression]).toEqual([
      'malformed',
      ["Parameters.parameter.where(name='identifier')", "Parameters.parameter.where(name='birthdate')"],
    ])
  })

  test('AMB-31: CARES-CON-07: what special law protects is withheld, and every page says that something may be', async () => {
    const label = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'ETH' }
    const secret = {
      resourceType: 'MedicationRequest',
      id: 'secret',
      meta: { security: [label] },
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: { text: 'Buprenorphine' },
      subject: { reference: 'Patient/rosa' },
      authoredOn: '2024-04-01',
      requester: { reference: 'Practitioner/noor' },
    }
    const clean = String((await ems().send('GET', atInstance, undefined, { accept: 'html' })).text)
    await caller.send('PUT', 'MedicationRequest/secret', secret)
    const guarded = String((await ems().send('GET', atInstance, undefined, { accept: 'html' })).text)
    expect(guarded).not.toContain('Buprenorphine')
    // Whether there was something would tell what there is.
    for (const page of [clean, guarded]) expect(page).toContain('Entries that the law protects may be withheld.')
    expect(guarded.match(/role="alert"/g)?.length).toBe(clean.match(/role="alert"/g)?.length)
  })
})

describe('$summary', () => {
  test('is the International Patient Summary when nothing else is asked for', async () => {
    const bundle = await caller.json('GET', 'Patient/rosa/$summary')
    const [{ resource: composition }] = bundle.entry
    const codes = composition.section.map(({ code }: Json) => code.coding.find(({ system }: Json) => system === 'http://loinc.org').code)
    expect(codes).toEqual(expect.arrayContaining(['11450-4', '48765-2', '10160-0']))
    for (const section of composition.section) expect(section.entry !== undefined || section.emptyReason !== undefined).toBe(true)
    expect(realValidator().validate(bundle).base).toEqual([])
    const bare = await caller.json('GET', 'Patient/plain/$summary')
    expect(bare.entry[0].resource.section.every(({ emptyReason }: Json) => emptyReason !== undefined)).toBe(true)
    const page = await caller.send('GET', 'Patient/rosa/$summary', undefined, { accept: 'html' })
    expect(page.text).toContain('Rosa')
  })

  test('makes the ICP or the emergency plan a document, and says which others it does not make', async () => {
    const icp = await caller.json('GET', `Patient/rosa/$summary?profile=${canon}/StructureDefinition/cares-icp-bundle`)
    expect([icp.type, icp.entry[0].resource.status]).toEqual(['document', 'preliminary'])
    expect(realValidator().validate(icp).base).toEqual([])
    const emergency = await caller.json('GET', `Patient/rosa/$summary?profile=${canon}/StructureDefinition/cares-emergency-bundle`)
    expect(emergency.entry[0].resource.resourceType).toBe('Composition')
    const { kind, issues } = await refusal(caller.send('GET', 'Patient/rosa/$summary?profile=http://example.org/none'))
    expect([kind, issues[0]?.details]).toEqual(['rule', 'profile-unknown'])
    expect((await refusal(caller.send('GET', `Patient/plain/$summary?profile=${canon}/StructureDefinition/cares-icp-bundle`))).kind).toBe(
      'not-found',
    )
  })
})
