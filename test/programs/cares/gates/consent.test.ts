import { describe, expect, test } from '@jest/globals'
import type { Consent, DocumentReference, Extension, RelatedPerson, Resource } from '@medplum/fhirtypes'
import { signedConsent } from '#programs/cares/gates/consent.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { coding, extensionUrl, readyToEnroll, recordsOf, type Story } from '../ready-to-enroll.ts'

const signedOn = '2024-04-22'

function decide(
  change: (story: Story) => void = () => {},
  { config, previous, more = [] }: { config?: unknown; previous?: Consent; more?: Resource[] } = {},
) {
  const story = readyToEnroll()
  change(story)
  const proposal = { resource: story.consent, previous, today: '2024-05-06', now: '2024-05-06T16:00:00Z', settings: settingsFrom(config) }
  return signedConsent.decide(proposal, recordsOf(story, ...more)).map(({ cites, effect, code }) => `${cites.id} ${effect} ${code}`)
}

const refused = ['CARES-CON-05 refuses business-rule']
const byMember = ({ consent }: Story) => void Object.assign(consent, { performer: [{ reference: 'Patient/aino' }] })
const born = (story: Story, birthDate: string) => void Object.assign(story.patient, { birthDate })

function authority(
  kind: string,
  { period, allows = [], document }: { period?: { start?: string; end?: string }; allows?: string[]; document?: boolean } = {},
): Extension {
  return {
    url: extensionUrl('legal-authority'),
    extension: [
      { url: 'kind', valueCode: kind },
      ...allows.map((valueCode) => ({ url: 'allows', valueCode })),
      ...(document ? [{ url: 'document', valueReference: { reference: 'DocumentReference/affidavit' } }] : []),
      ...(period ? [{ url: 'period', valuePeriod: period }] : []),
    ],
  }
}

const heldBy =
  (...extension: Extension[]) =>
  (story: Story) =>
    void Object.assign(story.mother, { extension })
const also =
  (...changes: ((story: Story) => void)[]) =>
  (story: Story) => {
    for (const change of changes) change(story)
  }

describe('CARES-CON-05: for a member under 18 a parent or guardian signs', () => {
  test('a parent, a guardian, a court guardian or an agency with custody may', () => {
    for (const kind of ['parent', 'legal-guardian', 'court-guardian', 'custody-agency']) expect(decide(heldBy(authority(kind)))).toEqual([])
  })

  test('somebody related without authority may not, nor a stranger', () => {
    expect(decide(heldBy())).toEqual(refused)
    expect(decide(({ consent }) => void Object.assign(consent, { performer: [{ reference: 'RelatedPerson/neighbour' }] }))).toEqual(refused)
  })

  test('the authority holds on the day of the signature, both ends included', () => {
    const during = (start: string, end: string) => decide(heldBy(authority('legal-guardian', { period: { start, end } })))
    expect(during(signedOn, signedOn)).toEqual([])
    expect(during('2024-04-23', '2025-01-01')).toEqual(refused)
    expect(during('2024-01-01', '2024-04-21')).toEqual(refused)
  })

  test('a relation that has ended, or is switched off, gives no authority', () => {
    const related = (change: Partial<RelatedPerson>) => decide(({ mother }) => void Object.assign(mother, change))
    expect(related({ period: { end: '2024-04-22' } })).toEqual([])
    expect(related({ period: { end: '2024-04-21' } })).toEqual(refused)
    expect(related({ active: false })).toEqual(refused)
  })

  test('the day before the 18th birthday the parent signs, on it the member does', () => {
    const turns = (day: string) => (story: Story) => born(story, day)
    expect(decide(turns('2006-04-23'))).toEqual([])
    expect(decide(turns('2006-04-22'))).toEqual(refused)
    expect(decide(also(turns('2006-04-22'), byMember))).toEqual([])
    expect(decide(also(turns('2006-04-23'), byMember))).toEqual(refused)
  })
})

describe('CARES-CON-05: from 18 on the member signs, unless a court appointed a guardian', () => {
  const adult = also((story: Story) => born(story, '2005-01-01'))

  test('a court guardian signs then, and the member does not', () => {
    expect(decide(also(adult, heldBy(authority('court-guardian'))))).toEqual([])
    expect(decide(also(adult, heldBy(authority('court-guardian')), byMember))).toEqual(refused)
  })

  test('after the guardianship has ended the member signs again', () => {
    const until = (end: string) =>
      decide(also(adult, heldBy(authority('court-guardian', { period: { start: '2023-01-01', end } })), byMember))
    expect(until('2024-04-21')).toEqual([])
    expect(until('2024-04-22')).toEqual(refused)
  })

  test('a parent or other guardian no longer signs', () => {
    for (const kind of ['parent', 'legal-guardian', 'caregiver-authorization'])
      expect(decide(also(adult, heldBy(authority(kind))))).toEqual(refused)
  })
})

describe('CARES-CON-05: a minor signs where the law lets them', () => {
  const onGround = (...bases: string[]) =>
    also(
      byMember,
      ({ patient }) =>
        void Object.assign(patient, { extension: bases.map((valueCode) => ({ url: extensionUrl('minor-consent-basis'), valueCode })) }),
    )

  const finding = (basis: string, author: string[], change: Partial<DocumentReference> = {}): DocumentReference => ({
    resourceType: 'DocumentReference',
    id: `finding-${author.join('-')}`,
    status: 'current',
    type: coding('minor-consent-basis', basis),
    date: `${signedOn}T10:00:00-04:00`,
    author: author.map((one) => ({ reference: `Practitioner/${one}` })),
    content: [{ attachment: { title: 'Finding' } }],
    ...change,
  })
  const twoFound = [finding('drug-dependency', ['gray']), finding('drug-dependency', ['ortiz'])]
  const own = ({ consent }: Story) => void Object.assign(consent, { category: [coding('consent-kind', 'minor-consented')] })

  test('drug dependency is the finding of two physicians, by the day of the signature', () => {
    const dependent = also(onGround('drug-dependency'), own, (story) => born(story, '2010-01-01'))
    const with_ = (...more: Resource[]) => decide(dependent, { more })
    expect(with_(...twoFound)).toEqual([])
    expect(with_(finding('drug-dependency', ['gray', 'ortiz']))).toEqual([])
    expect(with_()).toEqual(refused)
    expect(with_(finding('drug-dependency', ['gray']))).toEqual(refused)
    expect(with_(finding('drug-dependency', ['gray']), finding('drug-dependency', ['gray'], { id: 'again' }))).toEqual(refused)
    expect(with_(twoFound[0]!, finding('mature-minor', ['ortiz']))).toEqual(refused)
    expect(with_(twoFound[0]!, finding('drug-dependency', ['ortiz'], { date: '2024-04-23T10:00:00-04:00' }))).toEqual(refused)
    expect(with_(twoFound[0]!, finding('drug-dependency', ['ortiz'], { status: 'entered-in-error' }))).toEqual(refused)
    expect(with_(twoFound[0]!, finding('drug-dependency', [], { author: [{ reference: 'RelatedPerson/mother' }] }))).toEqual(refused)
    expect(signedConsent.needs(readyToEnroll().consent).types).toContain('DocumentReference')
  })

  test('a mature minor is one by a documented judgment', () => {
    expect(decide(onGround('mature-minor'))).toEqual(refused)
    expect(decide(onGround('mature-minor'), { more: [finding('mature-minor', ['gray'])] })).toEqual([])
  })

  test('for care of their own the parent stands in when the minor asks, by a recorded request that says so', () => {
    const asked = (allows: string[], document = true) => decide(also(own, heldBy(authority('parent', { allows, document }))))
    expect(asked(['minor-consented'])).toEqual([])
    expect(asked(['minor-consented'], false)).toEqual(refused)
    expect(asked(['release'])).toEqual(refused)
  })

  test('without a ground not at all; as spouse, parent, soldier, pregnant or living apart for all care', () => {
    expect(decide(byMember)).toEqual(refused)
    for (const basis of ['married', 'widowed', 'divorced', 'parent', 'armed-forces', 'pregnant', 'living-apart']) {
      expect(decide(onGround(basis))).toEqual([])
    }
  })

  test('a public-health disease or drug dependency reaches only that very care', () => {
    const forThatCare = ({ consent }: Story) => void Object.assign(consent, { category: [coding('consent-kind', 'minor-consented')] })
    for (const basis of ['public-health-disease', 'drug-dependency']) {
      expect(decide(onGround(basis))).toEqual(refused)
      const older = (story: Story) => born(story, '2012-04-22')
      expect(decide(also(onGround(basis), older, forThatCare), { more: twoFound })).toEqual([])
    }
  })

  test('drug dependency from 12 on: not the day before the 12th birthday', () => {
    const aged = (day: string) =>
      decide(
        also(
          onGround('drug-dependency'),
          (story) => born(story, day),
          ({ consent }) => void Object.assign(consent, { category: [coding('consent-kind', 'minor-consented')] }),
        ),
        { more: twoFound },
      )
    expect(aged('2012-04-22')).toEqual([])
    expect(aged('2012-04-23')).toEqual(refused)
  })

  test('for care that the minor consented to alone the parent is not the representative', () => {
    expect(decide(({ consent }) => void Object.assign(consent, { category: [coding('consent-kind', 'minor-consented')] }))).toEqual(refused)
  })
})

describe('CARES-CON-05: an adult caregiver signs what a document allows (AMB-52)', () => {
  const paper = (allows: string[], document = true, period?: { start?: string; end?: string }) =>
    heldBy(authority('caregiver-authorization', { allows, document, period }))

  test('with the document, for what it says', () => {
    expect(decide(paper(['program-enrollment']))).toEqual([])
    expect(decide(paper(['release']))).toEqual(refused)
    expect(decide(paper(['program-enrollment'], false))).toEqual(refused)
  })

  test('while it runs', () => {
    expect(decide(paper(['program-enrollment'], true, { start: '2023-05-01', end: signedOn }))).toEqual([])
    expect(decide(paper(['program-enrollment'], true, { start: '2023-05-01', end: '2024-04-21' }))).toEqual(refused)
  })

  test('being an adult on that day', () => {
    const caregiverBorn = (birthDate: string) =>
      also(paper(['program-enrollment']), ({ mother }) => void Object.assign(mother, { birthDate }))
    expect(decide(caregiverBorn('2006-04-22'))).toEqual([])
    expect(decide(caregiverBorn('2006-04-23'))).toEqual(refused)
  })

  test('not at all where the setting is off', () => {
    const config = { 'caregiver-consent': [{ from: signedOn, value: 'off' }] }
    expect(decide(paper(['program-enrollment']), { config })).toEqual(refused)
    expect(decide(undefined, { config })).toEqual([])
  })
})

describe('CARES-CON-05: what a signature needs', () => {
  test('a day and a signer, both asked for at once', () => {
    expect(decide(({ consent }) => void Object.assign(consent, { dateTime: undefined, performer: [] }))).toEqual(
      Array(2).fill('CARES-CON-05 refuses required'),
    )
  })

  test('a member whose birth date is not known to the day gives nobody a basis', () => {
    expect(decide((story) => born(story, '2015-03'))).toEqual(refused)
  })

  test('a decline or a revocation is not a signature', () => {
    for (const status of ['rejected', 'inactive', 'draft'] as const) {
      expect(decide(also(heldBy(), ({ consent }) => void Object.assign(consent, { status })))).toEqual([])
    }
  })

  test('a consent in force is not judged anew when something else in it changes', () => {
    const { consent } = readyToEnroll()
    expect(decide(heldBy(), { previous: consent })).toEqual([])
    expect(decide(heldBy(), { previous: { ...consent, status: 'draft' } })).toEqual(refused)
  })

  test('consents of other kinds are none of this gate’s business', () => {
    const { consent, choice } = readyToEnroll()
    expect([signedConsent.applies(consent), signedConsent.applies(choice)]).toEqual([true, false])
  })
})
