import { describe, expect, test } from '@jest/globals'
import type { Consent, DocumentReference, Patient, RelatedPerson, Resource } from '@medplum/fhirtypes'
import { educationConsent } from '#programs/cares/gates/education-consent.ts'
import { schoolRecord } from '#programs/cares/gates/school-record.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { coded, concept, ext, ref } from '../../../people/spelling.ts'
import { referredOn } from '../clocks/read-one.ts'
import { found } from '../findings/watched.ts'

// Kit is 18 on 1 July 2024. 34 CFR 99.30: which records, what for, to whom, signed and dated; 34 CFR 99.5: by the student from 18 on.
const kit: Patient = { resourceType: 'Patient', id: 'kit', birthDate: '2006-07-01' }
const kin = (id: string, kind: string): RelatedPerson => ({
  resourceType: 'RelatedPerson',
  id,
  patient: ref('Patient/kit'),
  extension: [ext('legal-authority', { extension: [{ url: 'kind', valueCode: kind }] })],
})
const people = [kit, kin('ma', 'parent'), kin('court', 'court-guardian'), { ...kin('aunt', 'parent'), extension: [] }]
const consent = (more: Partial<Consent> = {}): Consent => ({
  resourceType: 'Consent',
  id: 'ferpa',
  status: 'active',
  scope: coded('http://terminology.hl7.org/CodeSystem/consentscope', 'patient-privacy'),
  category: [concept('consent-kind', 'ferpa')],
  patient: ref('Patient/kit'),
  dateTime: '2024-05-06',
  performer: [ref('RelatedPerson/ma')],
  sourceAttachment: { contentType: 'text/plain', data: 'c2lnbmVk' },
  provision: {
    class: [{ code: 'iep' }],
    purpose: [{ code: 'TREAT' }],
    actor: [{ role: coded('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'IRCP'), reference: ref('Organization/chc') }],
  },
  ...more,
})
const at = (today: string, resource: Resource) => ({ resource, today, now: `${today}T16:00:00Z`, settings: settingsFrom() })
const decide = (more?: Partial<Consent>, file: Resource[] = people.slice(0, 2)) =>
  educationConsent
    .decide(at('2024-08-01', consent(more)), file)
    .map(({ cites, effect, code, at: places }) => `${cites.id} ${effect} ${code} ${places.join()}`)

describe('CARES-CON-08: a consent to have school records', () => {
  test('CARES-CON-08: with its three contents, signed and dated by a parent, it comes into force', () => {
    expect(educationConsent.applies(consent(), undefined)).toBe(true)
    expect(decide()).toEqual([])
  })

  const { provision } = consent()
  test.each<[string, Partial<Consent>, string]>([
    ['which records', { provision: { ...provision, class: undefined } }, 'provision.class'],
    ['what for', { provision: { ...provision, purpose: [] } }, 'provision.purpose'],
    ['to whom', { provision: { ...provision, actor: undefined } }, 'provision.actor'],
    ['who signed', { performer: undefined }, 'performer'],
    ['on which day', { dateTime: undefined }, 'dateTime'],
    ['to the day', { dateTime: '2024-05' }, 'dateTime'],
    ['the signature', { sourceAttachment: undefined }, 'verification'],
  ])('without %s it stays a draft', (_, more, place) => {
    expect(decide(more)).toEqual([`CARES-CON-08 refuses required Consent.${place}`])
    expect(educationConsent.applies(consent({ ...more, status: 'draft' }), undefined)).toBe(false)
  })

  test('a refusal, a release of another kind are not judged by it', () => {
    expect(decide({ provision: { type: 'deny' } })).toEqual([])
    expect(educationConsent.applies(consent({ category: [concept('consent-kind', 'release')] }), undefined)).toBe(false)
  })

  test('an electronic signature says whose it is and when; one that says less, or is somebody else’s, is none', () => {
    const by = (verification: Consent['verification']) => decide({ sourceAttachment: undefined, verification })
    const none = ['CARES-CON-08 refuses required Consent.verification']
    const whole = { verified: true, verifiedWith: ref('RelatedPerson/ma'), verificationDate: '2024-05-06' }
    expect(by([whole])).toEqual([])
    expect(by([{ ...whole, verified: false }])).toEqual(none)
    expect(by([{ ...whole, verifiedWith: undefined }])).toEqual(none)
    expect(by([{ ...whole, verificationDate: undefined }])).toEqual(none)
    expect(by([{ ...whole, verifiedWith: ref('RelatedPerson/aunt') }])).toEqual(none)
  })

  const refused = ['CARES-CON-08 refuses business-rule Consent.performer']
  test('CARES-CON-08: the parent signs to the day before the 18th birthday, the student from that day on', () => {
    const by = (signer: string, dateTime: string) => decide({ performer: [ref(signer)], dateTime })
    expect(by('RelatedPerson/ma', '2024-06-30')).toEqual([])
    expect(by('Patient/kit', '2024-06-30')).toEqual(refused)
    for (const day of ['2024-07-01', '2024-07-02']) {
      expect(by('RelatedPerson/ma', day)).toEqual(refused)
      expect(by('Patient/kit', day)).toEqual([])
    }
  })

  test('a minor who decides on care alone does not on school records; who has no authority does not; a court’s guardian does', () => {
    const married = { ...kit, extension: [ext('minor-consent-basis', { valueCode: 'married' })] } as Patient
    expect(decide({ performer: [ref('Patient/kit')] }, [married])).toEqual(refused)
    expect(decide({ performer: [ref('RelatedPerson/aunt')] }, people)).toEqual(refused)
    expect(decide({ performer: [ref('RelatedPerson/court')], dateTime: '2024-07-15' }, people)).toEqual([])
  })
})

describe('CARES-CON-08: a school record that comes in', () => {
  const iep = (more: Partial<DocumentReference> = {}): DocumentReference => ({
    resourceType: 'DocumentReference',
    id: 'iep',
    status: 'current',
    category: [concept('document-kind', 'iep')],
    subject: ref('Patient/kit'),
    date: '2024-05-10T12:00:00Z',
    content: [{ attachment: { contentType: 'application/pdf' } }],
    ...more,
  })
  const warned = (consents: Consent[], today = '2024-05-10', more: Partial<DocumentReference> = {}) =>
    schoolRecord.decide(at(today, iep(more)), [...people.slice(0, 2), ...consents]).map(({ cites, effect }) => `${cites.id} ${effect}`)
  const warning = ['CARES-CON-08 warns']

  test('CARES-CON-08: stored with a warning without a consent, without one with it', () => {
    expect(warned([])).toEqual(warning)
    expect(warned([consent()])).toEqual([])
    expect(schoolRecord.applies(iep({ category: [concept('document-kind', 'plan-504')] }), undefined)).toBe(true)
    expect(schoolRecord.applies(iep({ category: [concept('document-kind', 'icp')] }), undefined)).toBe(false)
    expect(schoolRecord.applies(iep({ status: 'entered-in-error' }), undefined)).toBe(false)
  })

  test('a draft, a refusal, one signed the day after, one over the day before, one for care: none of these', () => {
    expect(warned([consent({ status: 'draft' })])).toEqual(warning)
    expect(warned([consent({ provision: { type: 'deny' } })])).toEqual(warning)
    expect(warned([consent({ dateTime: '2024-05-10' })])).toEqual([])
    expect(warned([consent({ dateTime: '2024-05-11' })])).toEqual(warning)
    expect(warned([consent({ provision: { period: { start: '2024-05-01', end: '2024-05-10' } } })])).toEqual([])
    expect(warned([consent({ provision: { period: { start: '2024-05-01', end: '2024-05-09' } } })])).toEqual(warning)
    expect(warned([consent({ category: [concept('consent-kind', 'release')] })])).toEqual(warning)
  })

  test('CARES-CON-06, CARES-CON-08: the parent’s consent ends with the 18th birthday, the student’s own begins', () => {
    const on = (day: string, consents: Consent[]) => warned(consents, day, { date: `${day}T16:00:00Z` })
    expect(on('2024-06-30', [consent()])).toEqual([])
    for (const day of ['2024-07-01', '2024-07-02']) {
      expect(on(day, [consent()])).toEqual(warning)
      expect(on(day, [consent({ performer: [ref('Patient/kit')], dateTime: '2024-07-01' })])).toEqual([])
    }
  })

  test('the finding is there as long as there is no consent; one that was revoked later has let it in', () => {
    const file = [...people.slice(0, 2), ...referredOn('2024-01-02').slice(1), iep()]
    const says = (consents: Consent[], day = '2024-06-01') => found('CARES-CON-08', [...file, ...consents], day)
    expect(says([])).toEqual(['DocumentReference/iep'])
    // The write warns for whoever it is about, so the watch does not close it for those who are not in the program.
    expect(found('CARES-CON-08', [kit, iep()], '2024-06-01')).toEqual(['DocumentReference/iep'])
    expect(says([consent({ dateTime: '2024-05-31' })])).toEqual([])
    const revoked = (lastUpdated: string) => consent({ status: 'inactive', meta: { lastUpdated } })
    expect(says([revoked('2024-05-20T12:00:00Z')])).toEqual([])
    expect(says([revoked('2024-05-09T12:00:00Z')])).toEqual(['DocumentReference/iep'])
  })
})
