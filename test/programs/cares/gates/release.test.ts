import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import type { Consent } from '@medplum/fhirtypes'
import { releaseParts } from '#programs/cares/gates/release.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'

const canon = 'https://cares-fhir.example.org'
const example = readFileSync('profiles/compiled/examples/Consent-noors-release.json', 'utf8')
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'

function decide(change: (consent: Consent) => void = () => {}, previous?: Consent) {
  const resource = JSON.parse(example) as Consent
  change(resource)
  if (!releaseParts.applies(resource, previous)) return 'not judged'
  const proposal = { resource, previous, today: '2024-05-06', now: '2024-05-06T16:00:00Z', settings: settingsFrom() }
  return releaseParts.decide(proposal, []).map(({ cites, effect, code, at }) => `${cites.id} ${effect} ${code} ${at.join()}`)
}

const ofKind =
  (kind: string, labels: string[] = []) =>
  (consent: Consent) => {
    consent.category = [{ coding: [{ system: `${canon}/CodeSystem/consent-kind`, code: kind }] }]
    consent.provision!.securityLabel = labels.map((code) => ({ system: actCode, code }))
  }
const without = (role: string) => (consent: Consent) => {
  const provision = consent.provision!
  provision.actor = provision.actor!.filter((actor) => actor.role.coding?.[0]?.code !== role)
}
const statement = (name: string, value: object | undefined) => (consent: Consent) => {
  const { extension = [] } = consent.extension!.find(({ url }) => url.endsWith('/required-statements'))!
  const at = extension.findIndex(({ url }) => url === name)
  if (value === undefined) extension.splice(at, 1)
  else extension[at] = { url: name, ...value }
}

describe('CARES-CON-02: a release in force has its six parts', () => {
  test('the example has them', () => expect(decide()).toEqual([]))

  test.each<[string, (consent: Consent) => void, string]>([
    ['what', ({ provision }) => void delete provision!.class, 'provision.class'],
    ['who discloses', without('CST'), 'provision.actor'],
    ['who receives', without('IRCP'), 'provision.actor'],
    ['why', ({ provision }) => void delete provision!.purpose, 'provision.purpose'],
    ['until when', ({ provision }) => void delete provision!.period!.end, 'provision.period.end'],
    ['who signed', (consent) => void delete consent.performer, 'performer'],
    ['when', (consent) => void delete consent.dateTime, 'performer'],
    [
      'the signature itself',
      (consent) => {
        delete consent.verification
        delete consent.sourceAttachment
      },
      'performer',
    ],
    ['a representative’s authority', (consent) => void consent.extension!.shift(), 'extension'],
    ['that it is an authorization', (consent) => void delete consent.policyRule, 'policyRule'],
  ])('without %s it stays a draft', (_, spoil, at) => {
    expect(decide(spoil)).toEqual([`CARES-CON-02 refuses required Consent.${at}`])
    expect(
      decide((consent) => {
        spoil(consent)
        consent.status = 'draft'
      }),
    ).toBe('not judged')
  })

  test('all that is missing at once', () => {
    expect(
      decide((consent) => void Object.assign(consent, { provision: undefined, performer: undefined, extension: undefined })),
    ).toHaveLength(10)
  })

  test('codes say what as well as classes; an event ends it as well as a day; a form is a signature, and so is a verification', () => {
    expect(
      decide((consent) => {
        consent.provision!.code = [{ text: 'the plan of care' }]
        delete consent.provision!.class
        delete consent.provision!.period!.end
        consent.extension!.push({ url: `${canon}/StructureDefinition/expiry-event`, valueString: 'End of the school year' })
        delete consent.sourceAttachment
      }),
    ).toEqual([])
  })

  test('it ends on the day of the signature at the earliest', () => {
    const until = (end: string) => decide(({ provision }) => void Object.assign(provision!.period!, { end: end }))
    expect(until('2024-02-07')).toEqual(['CARES-CON-02 refuses value Consent.provision.period.end'])
    expect(until('2024-02-08')).toEqual([])
  })

  test('the member needs no authority', () => {
    expect(
      decide((consent) => {
        consent.extension!.shift()
        consent.performer = [{ reference: 'Patient/noor' }]
      }),
    ).toEqual([])
  })

  test('a refusal releases nothing, so it lacks nothing', () => {
    expect(decide((consent) => void Object.assign(consent, { provision: { type: 'deny' } }))).toEqual([])
  })
})

describe('CARES-CON-03: the form told the signer', () => {
  test.each(['right-to-revoke', 'no-conditioning', 'redisclosure'])('%s: true, and nothing else', (name) => {
    const refused = ['CARES-CON-03 refuses required Consent.extension']
    expect(decide(statement(name, { valueBoolean: false }))).toEqual(refused)
    expect(decide(statement(name, undefined))).toEqual(refused)
  })

  test('in a version that is named', () => {
    expect(decide(statement('form-version', { valueString: ' ' }))).toEqual(['CARES-CON-03 refuses required Consent.extension'])
  })
})

describe('CARES-CON-07: what has its own law', () => {
  test('is released in so many words, by its own kind', () => {
    expect(decide(ofKind('part2', ['42CFRPart2']))).toEqual([])
    expect(decide(ofKind('hiv', ['HIV']))).toEqual([])
    expect(decide(ofKind('part2'))).toEqual(['CARES-CON-07 refuses required Consent.provision.securityLabel'])
    expect(decide(ofKind('hiv'))).toEqual(['CARES-CON-07 refuses required Consent.provision.securityLabel'])
  })

  test('and never by a general release, nor by that of another kind', () => {
    const refused = ['CARES-CON-07 refuses business-rule Consent.provision.securityLabel']
    expect(decide(ofKind('release', ['HIV']))).toEqual(refused)
    expect(decide(ofKind('part2', ['ETH', 'HIV']))).toEqual(refused)
    expect(decide(ofKind('release', ['PSY']))).toEqual([])
  })

  test('an exception for emergencies names what it opens, and needs no receiver', () => {
    const bare = (labels: string[]) => (consent: Consent) => {
      ofKind('emergency-exception', labels)(consent)
      consent.provision = { securityLabel: consent.provision!.securityLabel }
    }
    expect(decide(bare([]))).toEqual(['CARES-CON-07 refuses required Consent.provision.securityLabel'])
    expect(decide(bare(['HIV']))).toEqual([])
  })
})

describe('CARES-CON-05: who signs for the member is not who receives', () => {
  const receives = (reference: string) => (consent: Consent) =>
    void Object.assign(consent.provision!.actor![1]!, { reference: { reference } })
  test('a mother releases nothing to herself', () => {
    expect(decide(receives('RelatedPerson/noors-mother'))).toEqual(['CARES-CON-05 refuses business-rule Consent.provision.actor'])
    expect(decide(receives('RelatedPerson/noors-aunt'))).toEqual([])
  })
})

describe('CARES-CON-04: what was revoked needs a new signature', () => {
  const revoked = { ...(JSON.parse(example) as Consent), status: 'inactive' } as Consent
  const refused = ['CARES-CON-04 refuses business-rule Consent.dateTime']
  test('the same signature does not bring it back; a later one does', () => {
    expect(decide(() => {}, revoked)).toEqual(refused)
    expect(decide((consent) => void Object.assign(consent, { dateTime: '2024-02-07' }), revoked)).toEqual(refused)
    expect(decide((consent) => void Object.assign(consent, { dateTime: '2024-02-09' }), revoked)).toEqual([])
    expect(decide(() => {}, { ...revoked, status: 'draft' })).toEqual([])
  })
})

test('consents of other kinds are judged elsewhere', () => {
  expect(decide(ofKind('program-enrollment'))).toBe('not judged')
})
