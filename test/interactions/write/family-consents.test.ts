import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Caller as Asking, ownAccess } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { programs } from '#programs/index.ts'
import { patient } from '../../storage/records.ts'
import { type Caller, type Json, openCaller, refusal } from '../caller.ts'

// Families sign and revoke by themselves; what that opens and closes is seen at the next request.
const spread = process.env.STORE_DISTRIBUTED === '1'
const suite = spread ? describe.skip : describe
const canon = 'https://cares-fhir.example.org'
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
const form = JSON.parse(readFileSync('profiles/compiled/examples/Consent-noors-release.json', 'utf8'))
const token = Buffer.alloc(32, 5)
const to = (reference: string) => ({ reference })
let caller: Caller

beforeAll(async () => {
  caller = await openCaller(programs)
  caller.setNow('2024-06-15T16:00:00Z')
  await caller.opened.tokens.insertToken({ hash: token, clientId: 'c', scope: '', expiresAt: new Date(Date.now() + 600_000).toISOString() })
  await caller.context.store.write(
    ownAccess('test'),
    [
      patient('teen', {
        birthDate: '2008-02-29',
        extension: [{ url: `${canon}/StructureDefinition/minor-consent-basis`, valueCode: 'pregnant' }],
      }),
      {
        resourceType: 'RelatedPerson',
        id: 'mother',
        patient: to('Patient/teen'),
        extension: [{ url: `${canon}/StructureDefinition/legal-authority`, extension: [{ url: 'kind', valueCode: 'parent' }] }],
      },
      { resourceType: 'RelatedPerson', id: 'aunt', patient: to('Patient/teen') },
      {
        resourceType: 'EpisodeOfCare',
        id: 'e',
        status: 'active',
        patient: to('Patient/teen'),
        managingOrganization: to('Organization/clinic'),
      },
      labelled('virus', 'HIV'),
      labelled('visit', 'SEX'),
      labelled('asthma'),
    ].map((resource) => ({ act: 'create', resource })),
  )
}, 60_000)
afterAll(() => caller.opened.close())

function labelled(id: string, label?: string) {
  const meta = label === undefined ? {} : { meta: { security: [{ system: actCode, code: label }] } }
  return { resourceType: 'Condition', id, subject: to('Patient/teen'), code: { text: id }, ...meta }
}

function as(asking: Omit<Asking, 'clientId'>, now = '2024-06-15T16:00:00Z'): Caller {
  return caller.as(compileAccess({ clientId: 'c', ...asking }, 'system/*.cruds', token, { now: () => new Date(now) }))
}
const mother = (now?: string) => as({ kind: 'family', fhirUser: 'RelatedPerson/mother' }, now)
const teen = () => as({ kind: 'minor', fhirUser: 'Patient/teen' })
const clinic = (now?: string) => as({ kind: 'care-team', organization: 'Organization/clinic' }, now)
const seenBy = async (who: Caller): Promise<string[]> => {
  const { entry = [] } = await who.json('GET', 'Condition')
  return entry.map(({ resource }: Json) => resource.id).sort()
}

/** A release of that kind, whole, signed by that person for those labels, to that receiver. */
function release(kind: string, signer: string, labels: string[], receiver: string, more: object = {}): Json {
  const { id: _id, meta: _meta, ...rest } = structuredClone(form)
  return {
    ...rest,
    category: [{ coding: [{ system: `${canon}/CodeSystem/consent-kind`, code: kind }] }, ...(kind === 'release' ? [rest.category[1]] : [])],
    patient: to('Patient/teen'),
    dateTime: '2024-06-10T12:00:00-04:00',
    performer: [to(signer)],
    provision: {
      ...rest.provision,
      period: { start: '2024-06-10', end: '2030-01-01' },
      actor: [rest.provision.actor[0], { ...rest.provision.actor[1], reference: to(receiver) }],
      securityLabel: labels.map((code) => ({ system: actCode, code })),
    },
    ...more,
  }
}

suite('CARES-CON-02, CARES-CON-04: a parent releases, and revokes, by herself', () => {
  test('what she releases is seen by whom she names at the next request, and no longer once she revokes', async () => {
    expect(await seenBy(clinic())).toEqual(['asthma', 'visit'])
    const consent = await mother().json('POST', 'Consent', release('hiv', 'RelatedPerson/mother', ['HIV'], 'Organization/clinic'))
    expect(await seenBy(clinic())).toEqual(['asthma', 'virus', 'visit'])
    expect(await seenBy(as({ kind: 'care-team', organization: 'Organization/other' }))).toEqual([])
    const ifMatch = `W/"${consent.meta.versionId}"`
    const revoked = await mother().json('PUT', `Consent/${consent.id}`, { ...consent, status: 'inactive' }, { ifMatch })
    expect(revoked.status).toBe('inactive')
    expect(await seenBy(clinic())).toEqual(['asthma', 'visit'])
    // And no way back without a new signature.
    const again = mother().send('PUT', `Consent/${consent.id}`, { ...consent, status: 'active' }, { ifMatch: 'W/"2"' })
    expect((await refusal(again)).issues.map(({ details }) => details)).toEqual(['CARES-CON-04'])
  })

  test('a form that lacks something is refused with each part that it lacks, and kept as a draft', async () => {
    const lacking = release('hiv', 'RelatedPerson/mother', [], 'Organization/clinic')
    delete lacking.provision.purpose
    delete lacking.provision.securityLabel
    const { kind, issues } = await refusal(mother().send('POST', 'Consent', lacking))
    expect([kind, issues.map(({ details }) => details).sort()]).toEqual(['rule', ['CARES-CON-02', 'CARES-CON-07']])
    const draft = { ...lacking, status: 'draft' }
    expect((await mother().json('POST', 'Consent', draft)).status).toBe('draft')
    expect(await seenBy(clinic())).toEqual(['asthma', 'visit'])
  })
})

suite('CARES-CON-06: what a parent signed ends when the member is 18', () => {
  test('born on 29 February: the last moment of 28 February 2026, and 1 March; her sight ends then, too', async () => {
    const consent = await mother().json('POST', 'Consent', release('hiv', 'RelatedPerson/mother', ['HIV'], 'Organization/clinic'))
    const [before, on, after] = ['2026-03-01T04:59:59.999Z', '2026-03-01T05:00:00.000Z', '2026-03-02T05:00:00.000Z']
    expect(await seenBy(clinic(before))).toContain('virus')
    expect(await seenBy(clinic(on))).not.toContain('virus')
    expect(await seenBy(clinic(after))).not.toContain('virus')
    expect(await seenBy(mother(before))).toEqual(['asthma'])
    expect(await seenBy(mother(on))).toEqual([])
    expect(await seenBy(mother(after))).toEqual([])
    // A court that appoints a guardian leaves it in force.
    const guardian = {
      resourceType: 'RelatedPerson',
      id: 'guardian',
      patient: to('Patient/teen'),
      extension: [{ url: `${canon}/StructureDefinition/legal-authority`, extension: [{ url: 'kind', valueCode: 'court-guardian' }] }],
    }
    await caller.context.store.write(ownAccess('test'), [{ act: 'create', resource: guardian }])
    expect(await seenBy(clinic(on))).toContain('virus')
    await caller.context.store.write(ownAccess('test'), [
      { act: 'delete', type: 'RelatedPerson', id: 'guardian' },
      { act: 'delete', type: 'Consent', id: consent.id },
    ])
  })
})

suite('CARES-CON-05: what a minor consents to alone', () => {
  const own = () => release('minor-consented', 'Patient/teen', ['SEX'], 'RelatedPerson/aunt')

  test('is theirs to see, to release and to revoke; a parent knows of none of it', async () => {
    expect(await seenBy(teen())).toEqual(['visit'])
    expect(await seenBy(mother())).toEqual(['asthma'])
    const consent = await teen().json('POST', 'Consent', own())
    expect((await teen().json('GET', `Consent/${consent.id}`)).meta.security).toMatchObject([{ code: 'ADOL' }])
    expect((await refusal(mother().send('GET', `Consent/${consent.id}`))).kind).toBe('not-found')
    const [seen, unknown] = await Promise.all(
      [consent.id, 'nothing'].map((id) => refusal(mother().send('PUT', `Consent/${id}`, { ...consent, id, status: 'inactive' }))),
    )
    expect([seen!.kind, unknown!.kind]).toEqual(['not-found', 'not-found'])
    const revoked = await teen().json('PUT', `Consent/${consent.id}`, { ...consent, status: 'inactive' }, { ifMatch: 'W/"1"' })
    expect(revoked.status).toBe('inactive')
  })

  test('a parent whom the minor names sees what is named, until that is revoked', async () => {
    const consent = await teen().json('POST', 'Consent', release('minor-consented', 'Patient/teen', ['SEX'], 'RelatedPerson/mother'))
    expect(await seenBy(mother())).toEqual(['asthma', 'visit'])
    await teen().send('PUT', `Consent/${consent.id}`, { ...consent, status: 'inactive' }, { ifMatch: 'W/"1"' })
    expect(await seenBy(mother())).toEqual(['asthma'])
  })
})

suite('attack: a consent that lets its writer in', () => {
  const kindOf = async (sent: Promise<unknown>) => {
    const { kind, issues } = await refusal(sent)
    return [kind, ...new Set(issues.map(({ details }) => details))]
  }

  test('a parent signs for the minor’s own care, in her name or the minor’s', async () => {
    const hers = release('release', 'RelatedPerson/mother', ['SEX'], 'RelatedPerson/aunt')
    expect(await kindOf(mother().send('POST', 'Consent', hers))).toEqual(['rule', 'CARES-CON-05'])
    const forged = release('release', 'Patient/teen', ['SEX'], 'RelatedPerson/mother')
    const { performer: _, ...unsigned } = forged
    expect(await kindOf(mother().send('POST', 'Consent', forged))).toEqual(['forbidden', 'CARES-CON-05'])
    expect(
      await kindOf(mother().send('POST', 'Consent', { ...forged, performer: [to('RelatedPerson/mother'), to('Patient/teen')] })),
    ).toEqual(['forbidden', 'CARES-CON-05'])
    expect(await kindOf(mother().send('POST', 'Consent', unsigned))).toEqual(['forbidden', 'CARES-CON-05'])
    expect(await seenBy(mother())).toEqual(['asthma'])
  })

  test('a parent releases what is protected to herself', async () => {
    const hers = release('hiv', 'RelatedPerson/mother', ['HIV'], 'RelatedPerson/mother')
    expect(await kindOf(mother().send('POST', 'Consent', hers))).toEqual(['rule', 'CARES-CON-05'])
  })

  test.each(['hiv', 'part2'])('a clinic records a consent of the kind %s to itself, by whatever way', async (kind) => {
    const label = kind === 'hiv' ? 'HIV' : 'ETH'
    const itself = release(kind, 'RelatedPerson/mother', [label], 'Organization/clinic')
    const absolute = release(kind, 'RelatedPerson/mother', [label], 'http://localhost/fhir/R4/Organization/clinic')
    // A tie is read without the version, and so is this.
    const versioned = ['', 'http://localhost/fhir/R4/'].map((base) =>
      release(kind, 'RelatedPerson/mother', [label], `${base}Organization/clinic/_history/1`),
    )
    for (const one of [itself, absolute, ...versioned])
      expect(await kindOf(clinic().send('POST', 'Consent', one))).toEqual(['forbidden', 'CARES-CON-05'])
    const entry = [{ resource: itself, request: { method: 'POST', url: 'Consent' } }]
    const bundled = clinic().send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })
    expect(await kindOf(bundled)).toEqual(['forbidden', 'CARES-CON-05'])
    const { id } = await clinic().json('POST', 'Consent', { ...itself, status: 'draft' })
    const patched = clinic().send('PATCH', `Consent/${id}`, [{ op: 'replace', path: '/status', value: 'active' }])
    expect(await kindOf(patched)).toEqual(['forbidden', 'CARES-CON-05'])
    expect(await seenBy(clinic())).not.toContain('virus')
  })

  test('a clinic records an exception for emergencies, by which it would be let in itself, whomever it names', async () => {
    const excepted = release('emergency-exception', 'RelatedPerson/mother', ['HIV'], 'Organization/other')
    const { actor: _, ...unnamed } = excepted.provision
    for (const one of [excepted, { ...excepted, provision: unnamed }])
      expect(await kindOf(clinic().send('POST', 'Consent', one))).toEqual(['forbidden', 'CARES-CON-05'])
    expect((await clinic().json('POST', 'Consent', { ...excepted, status: 'draft' })).status).toBe('draft')
    expect((await mother().json('POST', 'Consent', excepted)).status).toBe('active')
  })

  test('a consent whose kind is of somebody else’s system, so that no gate judges it', async () => {
    const foreign = {
      ...release('hiv', 'RelatedPerson/mother', ['HIV'], 'Organization/third'),
      category: [{ coding: [{ system: 'urn:x', code: 'hiv' }] }],
    }
    await clinic().send('POST', 'Consent', foreign)
    await caller.context.store.write(ownAccess('test'), [
      {
        act: 'create',
        resource: {
          resourceType: 'EpisodeOfCare',
          id: 'e3',
          status: 'active',
          patient: to('Patient/teen'),
          managingOrganization: to('Organization/third'),
        },
      },
    ])
    expect(await seenBy(as({ kind: 'care-team', organization: 'Organization/third' }))).toEqual(['asthma', 'visit'])
  })

  test('a hospital, a pediatrician and a plan record none at all', async () => {
    for (const kind of ['hospital', 'pediatrician', 'health-plan'] as const) {
      const sent = as({ kind, organization: 'Organization/clinic' }).send(
        'POST',
        'Consent',
        release('hiv', 'RelatedPerson/mother', ['HIV'], 'Organization/x'),
      )
      expect(await kindOf(sent)).toEqual(['not-found', 'not-to-be-written'])
    }
  })
})
