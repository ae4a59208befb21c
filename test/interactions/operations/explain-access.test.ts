import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccessPlan, ownAccess } from '#auth/access-plan.ts'
import { registerClient } from '#auth/clients.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { registerUser } from '#auth/people/users.ts'
import { planOf } from '#auth/plan-of.ts'
import { canon } from '#fhir/issue.ts'
import { makePartner } from '../../auth/partner.ts'
import { type Caller, type Json, openCaller, refusal } from '../caller.ts'

// Why somebody may see something: oneself, or for administrators anybody who is registered.
const spread = process.env.STORE_DISTRIBUTED === '1'
const suite = spread ? describe.skip : describe
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
const to = (reference: string) => ({ reference })
const canary = 'Zebedee'
let caller: Caller

beforeAll(async () => {
  caller = await openCaller()
  const { opened, context } = caller
  const {
    client: { jwks },
  } = await makePartner('ES384')
  await registerClient(opened.tokens, {
    clientId: 'clinic',
    description: 'A clinic',
    jwks,
    scope: 'system/*.rs',
    kind: 'care-team',
    organization: 'Organization/clinic',
  })
  await registerClient(opened.tokens, { clientId: 'goals', description: 'Goals alone', jwks, scope: 'system/Goal.rs', kind: 'system' })
  await registerUser(opened.tokens, {
    username: 'mother',
    name: 'Mother',
    fhirUser: 'RelatedPerson/mother',
    password: 'a long enough password',
  })
  caller = caller.with({ accessOf: planOf(opened.tokens, { store: context.store, now: context.now }) })
  await context.store.write(
    ownAccess('test'),
    [
      { resourceType: 'Patient', id: 'm', name: [{ family: canary }], birthDate: '2015-01-01' },
      {
        resourceType: 'EpisodeOfCare',
        id: 'e',
        status: 'active',
        patient: to('Patient/m'),
        managingOrganization: to('Organization/clinic'),
      },
      {
        resourceType: 'RelatedPerson',
        id: 'mother',
        patient: to('Patient/m'),
        extension: [{ url: `${canon}/StructureDefinition/legal-authority`, extension: [{ url: 'kind', valueCode: 'parent' }] }],
      },
      {
        resourceType: 'Consent',
        id: 'c',
        status: 'active',
        patient: to('Patient/m'),
        category: [{ coding: [{ system: `${canon}/CodeSystem/consent-kind`, code: 'hiv' }] }],
        dateTime: '2024-01-01',
        performer: [to('RelatedPerson/mother')],
        provision: { actor: [{ role: { coding: [{ code: 'IRCP' }] }, reference: to('Organization/clinic') }] },
      },
      {
        resourceType: 'Condition',
        id: 'hiv',
        subject: to('Patient/m'),
        code: { text: canary },
        meta: { security: [{ system: actCode, code: 'HIV' }] },
      },
      { resourceType: 'Condition', id: 'cold', subject: to('Patient/m'), code: { text: canary } },
    ].map((resource) => ({ act: 'create', resource })),
  )
}, 60_000)
afterAll(() => caller.opened.close())

const said = ({ parameter }: Json, name: string): Json[] => parameter.filter((one: Json) => one.name === name)
const decision = (answer: Json) => said(answer, 'decision')[0].valueCode
const by = (answer: Json) => said(answer, 'by').map(({ valueReference }: Json) => valueReference.reference)
const clinic = (): AccessPlan => {
  const plan = compileAccess(
    { clientId: 'clinic', kind: 'care-team', organization: 'Organization/clinic' },
    'system/*.rs',
    Buffer.alloc(32),
  )
  return { ...plan, tokenHash: undefined, now: caller.context.now }
}

suite('$explain-access', () => {
  test('oneself: permitted by the enrollment, and for what is labelled by the Consent as well', async () => {
    const answer = await caller.as(clinic()).json('GET', 'Condition/hiv/$explain-access')
    expect([decision(answer), by(answer)]).toEqual(['permit', ['Consent/c', 'EpisodeOfCare/e']])
    expect(by(await caller.as(clinic()).json('GET', 'Condition/cold/$explain-access'))).toEqual(['EpisodeOfCare/e'])
  })

  test('an administrator asks about a client, a user, and both', async () => {
    const ask = (query: string) => caller.as(admin()).json('GET', `Condition/hiv/$explain-access?${query}`)
    expect(by(await ask('client=clinic'))).toEqual(['Consent/c', 'EpisodeOfCare/e'])
    expect(decision(await ask('user=mother'))).toBe('deny')
    const cold = await caller.as(admin()).json('GET', 'Condition/cold/$explain-access?user=RelatedPerson/mother')
    expect([decision(cold), by(cold)]).toEqual(['permit', ['RelatedPerson/mother']])
    const goals = await ask('client=goals')
    expect([decision(goals), said(goals, 'predicate')[0].part[1].valueBoolean]).toEqual(['deny', false])
    expect(decision(await ask('client=goals&user=mother'))).toBe('deny')
  })

  test('nobody of that name is nobody', async () => {
    for (const query of ['client=nobody', 'user=nobody'])
      expect((await refusal(caller.as(admin()).send('GET', `Condition/hiv/$explain-access?${query}`))).kind).toBe('malformed')
  })

  test('attack: others learn of nobody but themselves, and of nothing that they may not see', async () => {
    for (const query of ['client=clinic', 'user=mother', 'purpose=ETREAT'])
      expect((await refusal(caller.as(clinic()).send('GET', `Condition/hiv/$explain-access?${query}`))).kind).toBe('forbidden')
    const stranger = {
      ...clinic(),
      ...compileAccess({ clientId: 'x', kind: 'hospital', organization: 'Organization/x' }, 'system/*.rs', Buffer.alloc(32)),
    }
    const asks = (id: string) => caller.as({ ...stranger, tokenHash: undefined }).json('GET', `Condition/${id}/$explain-access`)
    expect(await asks('hiv')).toEqual(await asks('nothing'))
  })

  test('no health data in any of it', async () => {
    for (const query of ['client=clinic', 'user=mother', ''])
      expect(JSON.stringify(await caller.as(admin()).json('GET', `Condition/hiv/$explain-access?${query}`))).not.toContain(canary)
  })
})

function admin(): AccessPlan {
  return ownAccess('administrator')
}
