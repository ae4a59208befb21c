import { describe, expect, test } from '@jest/globals'
import type { CareTeam, Communication, Consent, Patient, RelatedPerson, Resource } from '@medplum/fhirtypes'
import { icpShare } from '#programs/cares/gates/icp-share.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { coded, concept, ext, ref } from '../../../people/spelling.ts'

// Kit is 18 on 1 July 2024.
const kit: Patient = { resourceType: 'Patient', id: 'kit', birthDate: '2006-07-01', generalPractitioner: [ref('Practitioner/pcp')] }
const mother: RelatedPerson = {
  resourceType: 'RelatedPerson',
  id: 'ma',
  patient: ref('Patient/kit'),
  extension: [ext('legal-authority', { extension: [{ url: 'kind', valueCode: 'parent' }] })],
}
const seat = (role: string, member: string, period?: object) => ({
  role: [concept('cares-role', role)],
  member: ref(member),
  ...(period && { period }),
})
const team: CareTeam = {
  resourceType: 'CareTeam',
  id: 'team',
  status: 'active',
  subject: ref('Patient/kit'),
  participant: [
    seat('specialist', 'Practitioner/lungs'),
    seat('dental', 'Practitioner/teeth', { end: '2024-05-09' }),
    seat('school', 'Organization/school'),
    seat('community-support', 'Organization/ymca'),
    seat('state-agency', 'Organization/dds'),
  ],
}
const release = (to: object, more: Partial<Consent> = {}, provision: Consent['provision'] = {}): Consent => ({
  resourceType: 'Consent',
  id: 'release',
  status: 'active',
  scope: {},
  category: [concept('consent-kind', 'release')],
  patient: ref('Patient/kit'),
  dateTime: '2024-05-01',
  performer: [ref('RelatedPerson/ma')],
  provision: {
    period: { start: '2024-05-01', end: '2024-12-31' },
    class: [{ system: 'http://hl7.org/fhir/resource-types', code: 'CarePlan' }],
    actor: [{ role: coded('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'IRCP'), reference: to }],
    ...provision,
  },
  ...more,
})
const share = (to: object[], sent = '2024-05-10T12:00:00Z', more: Partial<Communication> = {}): Communication => ({
  resourceType: 'Communication',
  id: 'share',
  status: 'completed',
  category: [concept('communication-kind', 'icp-share')],
  subject: ref('Patient/kit'),
  recipient: to,
  sent,
  ...more,
})
const decide = (resource: Communication, more: Resource[] = [], configured?: object) =>
  icpShare
    .decide({ resource, today: '2024-05-10', now: '2024-05-10T16:00:00Z', settings: settingsFrom(configured) }, [
      kit,
      mother,
      team,
      ...more,
    ])
    .map(({ cites, effect, at }) => `${cites.id} ${effect} ${at.join()}`)
const barred = ['CARES-CON-01 forbids Communication.recipient[0]']
const school = ref('Organization/school')

describe('CARES-ICP-06, CARES-CON-01: a plan goes to whoever has a basis on the day', () => {
  test('CARES-ICP-06: the family, the PCP, who is on the team now; not a stranger, nor who left the team the day before', () => {
    for (const whom of ['Patient/kit', 'RelatedPerson/ma', 'Practitioner/pcp', 'Practitioner/lungs'])
      expect(decide(share([ref(whom)]))).toEqual([])
    expect(decide(share([ref('Practitioner/stranger')]))).toEqual(barred)
    expect(decide(share([ref('Practitioner/teeth')], '2024-05-09T12:00:00Z'))).toEqual([])
    expect(decide(share([ref('Practitioner/teeth')]))).toEqual(barred)
  })

  test.each(['Organization/school', 'Organization/ymca', 'Organization/dds'])(
    'AMB-17: %s is on the team and needs a release all the same',
    (whom) => {
      expect(decide(share([ref(whom)]))).toEqual(barred)
      expect(decide(share([ref(whom)]), [release(ref(whom))])).toEqual([])
      expect(decide(share([ref(whom)]), [release(ref('Organization/other'))])).toEqual(barred)
    },
  )

  test('each recipient is judged by itself', () => {
    expect(decide(share([ref('Practitioner/pcp'), school]))).toEqual(['CARES-CON-01 forbids Communication.recipient[1]'])
    expect(decide(share([]))).toEqual(['CARES-ICP-06 refuses Communication.recipient'])
  })

  test('a body without a record here is known by its name', () => {
    const named = { display: 'Oliver Street School' }
    expect(decide(share([named]), [release(named)])).toEqual([])
    expect(decide(share([named]), [release({ display: 'Another School' })])).toEqual(barred)
    expect(decide(share([{}]), [release({})])).toEqual(barred)
  })

  test('CARES-CON-04: from the day of its signature to the last of its period', () => {
    const on = (sent: string) => decide(share([school], `${sent}T16:00:00Z`), [release(school, { performer: [ref('Patient/kit')] })])
    expect(on('2024-04-30')).toEqual(barred)
    expect(on('2024-05-01')).toEqual([])
    expect(on('2024-12-31')).toEqual([])
    expect(on('2025-01-01')).toEqual(barred)
  })

  test.each<[string, Consent]>([
    ['a draft', release(school, { status: 'draft' })],
    ['a revoked one', release(school, { status: 'inactive' })],
    ['a refusal', release(school, {}, { type: 'deny' })],
    ['one of other records', release(school, {}, { class: [{ system: 'http://hl7.org/fhir/resource-types', code: 'Immunization' }] })],
    ['one to have school records', release(school, { category: [concept('consent-kind', 'ferpa')] })],
  ])('%s is no release of the plan', (_, consent) => {
    expect(decide(share([school]), [consent])).toEqual(barred)
  })

  test('CARES-CON-06: what a parent signed, and the parent’s own right, end with the 18th birthday', () => {
    const on = (sent: string, whom: object) => decide(share([whom], `${sent}T16:00:00Z`), [release(school)])
    expect([on('2024-06-30', school), on('2024-06-30', ref('RelatedPerson/ma'))]).toEqual([[], []])
    for (const day of ['2024-07-01', '2024-07-02'])
      expect([on(day, school), on(day, ref('RelatedPerson/ma')), on(day, ref('Patient/kit'))]).toEqual([barred, barred, []])
  })

  test('AMB-17: where a release is asked of everybody, those who care need one as well; the family does not', () => {
    const asked = { 'tpo-without-roi': [{ from: '2020-01-01', value: 'require-roi' }] }
    expect(decide(share([ref('Practitioner/pcp')]), [], asked)).toEqual(barred)
    expect(decide(share([ref('Practitioner/pcp')]), [release(ref('Practitioner/pcp'))], asked)).toEqual([])
    expect(decide(share([ref('RelatedPerson/ma')]), [], asked)).toEqual([])
  })

  test('a share that is only being prepared is not judged; one that is on record may be noted on, not sent to others', () => {
    const before = share([ref('Practitioner/pcp')])
    expect(icpShare.applies(share([school], undefined, { status: 'preparation' }), undefined)).toBe(false)
    expect(icpShare.applies({ ...before, note: [{ text: 'received' }] }, before)).toBe(false)
    expect(icpShare.applies({ ...before, recipient: [school] }, before)).toBe(true)
    expect(icpShare.applies(before, { ...before, status: 'preparation' })).toBe(true)
    expect(icpShare.applies({ ...before, category: [concept('communication-kind', 'icp-copy')] }, undefined)).toBe(false)
  })
})
