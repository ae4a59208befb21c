import { describe, expect, test } from '@jest/globals'
import type {
  AllergyIntolerance,
  CarePlan,
  Composition,
  CompositionSection,
  MedicationRequest,
  Patient,
  Resource,
} from '@medplum/fhirtypes'
import { member } from '#demo/people/member.ts'
import { sharedRecords } from '#demo/people/providers.ts'
import { emergencyDocument, emergencyTypes } from '#programs/cares/plans/document/emergency-document.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { changed, completeRecord, find, without } from '../../../../people/complete-record.ts'
import { rosasEmergencyPlan } from '../../../../people/rosas-plan.ts'
import { coded, ext, ref, snomed, statement } from '../../../../people/spelling.ts'

function read(
  records: readonly Resource[] = completeRecord(),
  more: { on?: string; language?: string; plan?: CarePlan; withheld?: boolean } = {},
) {
  const on = more.on ?? '2024-05-01'
  return emergencyDocument({
    plan: more.plan ?? find<CarePlan>(records, 'CarePlan/rosas-emergency-plan'),
    records,
    on,
    now: `${on}T12:00:00-04:00`,
    language: more.language,
    settings: settingsFrom(),
    base: 'https://example.org/fhir/R4',
    withheld: more.withheld,
  })
}

const composition = ({ bundle }: ReturnType<typeof read>) => bundle.entry![0]!.resource as Composition
const section = (document: ReturnType<typeof read>, title: string): CompositionSection => {
  const found = composition(document).section!.find((one) => one.title === title)
  if (!found) throw new Error(`no section ${title}`)
  return found
}
/** The words of the page, tags away. */
const words = (html: string) =>
  html
    .slice(html.indexOf('<body'))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')

describe('CARES-EMG-01: the emergency plan is read in seconds', () => {
  test('CARES-EMG-01: from the types that are fetched for it alone, with nothing lost of what the whole record would give', () => {
    const staff = ['PractitionerRole', 'Practitioner', 'Organization', 'Location', 'Medication', 'HealthcareService']
    const fetched = ({ resourceType }: Resource) => [...emergencyTypes, ...staff].includes(resourceType)
    // What the complete record has none of.
    const patient = ref('Patient/rosa')
    const more = [
      { resourceType: 'Device', id: 'pump', status: 'active', patient, deviceName: [{ name: 'Feeding pump', type: 'user-friendly-name' }] },
      { resourceType: 'DeviceRequest', id: 'chair', status: 'active', codeCodeableConcept: { text: 'Wheelchair' }, subject: patient },
      { resourceType: 'MedicationStatement', id: 'iron', status: 'active', medicationCodeableConcept: { text: 'Iron' }, subject: patient },
      {
        resourceType: 'Observation',
        id: 'weight',
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
        effectiveDateTime: '2024-04-20',
        valueQuantity: { value: 21.5, unit: 'kg' },
      },
    ] as Resource[]
    const whole = read([...completeRecord(), ...more])
    expect(read([...completeRecord(), ...more].filter(fetched))).toEqual(whole)
    for (const said of ['Feeding pump', 'Wheelchair', 'Iron', '21.5 kg']) expect(whole.html).toContain(said)
    const shared = sharedRecords() as Resource[]
    for (let index = 0; index < 12; index += 1) {
      const { chapters } = member(index, { seed: 5, today: '2026-11-20', months: 3 })
      const own = chapters.flatMap(({ resources }) => resources) as Resource[]
      const plan = own.find(({ id }) => id?.endsWith('-emergency-plan')) as CarePlan
      const on = { plan, on: '2026-11-22' }
      expect(read([...own, ...shared].filter(fetched), on)).toEqual(read([...own, ...shared], on))
    }
  })

  test('CARES-EMG-01: allergies first, then medicines with dose, then what the child needs, and whom to call', () => {
    const page = words(read().html)
    const order = [
      'Rosa Delgado',
      'Latex',
      'Hives and wheezing',
      'Diazepam rectal gel 10 mg',
      '10 mg rectally for a seizure over 5 minutes',
      'wheelchair',
      'Epilepsy',
      'Alma Delgado',
      '413-555-0120',
      'Lena Marsh',
      '413-555-0199',
    ]
    const at = order.map((word) => page.indexOf(word))
    expect(at.every((place) => place >= 0)).toBe(true)
    expect(at).toEqual([...at].sort((one, other) => one - other))
  })

  test('CARES-EMG-01: every number to call can be dialled at a touch', () => {
    expect(read().html).toContain('<a href="tel:4135550140">')
    expect(read().html.match(/href="tel:/g)).toHaveLength(5)
  })

  test('CARES-EMG-01: the newest weight stands on top, with its day', () => {
    const weight = (id: string, day: string, value: number): Resource => ({
      resourceType: 'Observation',
      id,
      status: 'final',
      code: coded('http://loinc.org', '29463-7'),
      subject: ref('Patient/rosa'),
      effectiveDateTime: day,
      valueQuantity: { value, unit: 'kg' },
    })
    expect(words(read([...completeRecord(), weight('a', '2024-03-02', 21.04), weight('b', '2023-03-02', 18)]).html)).toContain(
      'Weight 21 kg (2024-03-02)',
    )
  })

  test('CARES-EMG-01: nothing on file never looks like none', () => {
    const bare = without(
      completeRecord(),
      'AllergyIntolerance/latex',
      'MedicationRequest/levetiracetam',
      'MedicationRequest/diazepam-rectal',
    )
    const document = read(bare)
    expect(section(document, 'Allergies').emptyReason!.coding![0]!.code).toBe('notasked')
    expect(section(document, 'Medicines now').emptyReason!.coding![0]!.code).toBe('notasked')
    expect(words(document.html).match(/This does not mean that there is none/g)!.length).toBeGreaterThanOrEqual(2)
    const asserted = read(bare, {
      plan: rosasEmergencyPlan({
        extension: [...rosasEmergencyPlan().extension!, statement('allergies', 'none'), statement('medications', 'none')],
      }),
    })
    expect(section(asserted, 'Allergies').emptyReason!.coding![0]!.code).toBe('nilknown')
    expect(words(asserted.html)).toContain('None known')
    expect(words(asserted.html)).toContain('Takes no medicine')
  })

  test('CARES-EMG-01: "no known allergy" on record is said as none known', () => {
    const noKnown = changed<AllergyIntolerance>(completeRecord(), 'AllergyIntolerance/latex', (one) => ({
      ...one,
      code: coded(snomed, '716186003'),
    }))
    expect(words(read(noKnown).html)).toContain('Allergies None known')
  })

  test('CARES-EMG-01: a dose in parts is put into words, and a missing one is said to be', () => {
    const dosed = (change: Partial<MedicationRequest>) =>
      words(
        read(
          changed<MedicationRequest>(completeRecord(), 'MedicationRequest/levetiracetam', ({ dosageInstruction: _, ...one }) => ({
            ...one,
            ...change,
          })),
        ).html,
      )
    expect(
      dosed({
        dosageInstruction: [
          {
            doseAndRate: [{ doseQuantity: { value: 4, unit: 'mL' } }],
            route: { text: 'G-tube' },
            timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
          },
        ],
      }),
    ).toContain('4 mL, G-tube, 2 × / 1 d')
    expect(dosed({})).toContain('Levetiracetam 100 mg/mL dose not on file')
  })
})

describe('CARES-EMG-03: what is served is current, or says that it is not', () => {
  const reviewed = (day: string) =>
    rosasEmergencyPlan({
      created: '2023-01-02',
      extension: [...rosasEmergencyPlan().extension!.slice(0, 2), ext('last-reviewed', { valueDate: day })],
    })
  const stale = (plan: CarePlan, on: string, records = completeRecord()) => read(records, { plan, on }).html.includes('Out of date')

  test('CARES-EMG-03: twelve months after the review it is current, a day later it is not', () => {
    expect(stale(reviewed('2024-04-22'), '2025-04-22')).toBe(false)
    expect(stale(reviewed('2024-04-22'), '2025-04-23')).toBe(true)
    expect(stale(reviewed('2024-02-29'), '2025-02-28')).toBe(true)
  })

  test('CARES-EMG-03: a change seven days after the review can wait, an eighth day is too long', () => {
    const begun = (day: string) => [
      ...completeRecord(),
      { ...find<MedicationRequest>(completeRecord(), 'MedicationRequest/levetiracetam'), id: 'new', authoredOn: day },
    ]
    expect(stale(reviewed('2024-04-22'), '2024-05-01', begun('2024-04-29'))).toBe(false)
    expect(stale(reviewed('2024-04-22'), '2024-05-01', begun('2024-04-30'))).toBe(true)
    expect(stale(reviewed('2024-04-22'), '2024-04-29', begun('2024-04-30'))).toBe(false)
  })

  test('CARES-EMG-03: a new dose is a change on the day it was stored, a history loaded late is not', () => {
    const stored = (versionId: string) =>
      changed<MedicationRequest>(completeRecord(), 'MedicationRequest/levetiracetam', (one) => ({
        ...one,
        meta: { versionId, lastUpdated: '2024-05-10T12:00:00Z' },
      }))
    expect(stale(reviewed('2024-04-22'), '2024-05-20', stored('1'))).toBe(false)
    expect(stale(reviewed('2024-04-22'), '2024-05-20', stored('2'))).toBe(true)
  })

  test('CARES-EMG-03: never reviewed is out of date, and is served all the same', () => {
    const document = read(completeRecord(), { plan: rosasEmergencyPlan({ extension: rosasEmergencyPlan().extension!.slice(0, 2) }) })
    expect(words(document.html)).toContain('Never reviewed')
    expect(words(document.html)).toContain('Latex')
  })

  test('CARES-EMG-03: each part says how old it is, and the document of which version it was made', () => {
    expect(words(read().html)).toContain('latest entry 2024-01-09, 113 days old')
    expect(section(read(), 'Medicines now').text!.div).toContain('latest entry 2024-01-09, 113 days old')
    const versioned = changed<CarePlan>(completeRecord(), 'CarePlan/rosas-emergency-plan', (plan) => ({
      ...plan,
      meta: { versionId: '7' },
    }))
    expect(composition(read(versioned)).extension).toContainEqual(
      ext('source-version', { valueString: 'CarePlan/rosas-emergency-plan/_history/7' }),
    )
  })

  test('CARES-EMG-02: that the law may withhold something is said, not whether it does', () => {
    expect(words(read(completeRecord(), { withheld: true }).html)).toContain('Entries that the law protects may be withheld.')
  })
})

describe('CARES-EMG-01: as a document Bundle and as a page', () => {
  test('CARES-EMG-01: the Composition comes first and everything it names is inside', () => {
    const { bundle } = read()
    expect(bundle.type).toBe('document')
    expect(bundle.entry![0]!.resource!.resourceType).toBe('Composition')
    const inside = new Set(bundle.entry!.map(({ resource }) => `${resource!.resourceType}/${resource!.id}`))
    const named = composition({ bundle } as ReturnType<typeof read>).section!.flatMap(
      ({ entry }) => entry?.map(({ reference }) => reference!) ?? [],
    )
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((reference) => !inside.has(reference))).toEqual([])
    expect(new Set(bundle.entry!.map(({ fullUrl }) => fullUrl)).size).toBe(bundle.entry!.length)
  })

  test('CARES-EMG-01: a section that is empty says why', () => {
    for (const one of composition(read()).section!) expect(Boolean(one.entry?.length) || Boolean(one.emptyReason)).toBe(true)
  })

  test('CARES-EMG-03: the same record at the same moment gives the same bytes', () => {
    expect(read().html).toBe(read().html)
    expect(JSON.stringify(read().bundle)).toBe(JSON.stringify(read().bundle))
  })

  test.each([
    ['es', 'Alergias'],
    ['pt', 'Alergias'],
    ['ht', 'Alèji'],
    ['vi', 'Dị ứng'],
    ['es-MX', 'Alergias'],
    ['km', 'Allergies'],
  ])('CARES-EMG-01: in %s allergies are headed %s', (language, heading) => {
    const { html } = read(completeRecord(), { language })
    expect(html).toContain(`<h2>${heading}</h2>`)
    expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="(es|pt|ht|vi|en)">/)
  })

  test('CARES-EMG-01: without a word about it, the ambulance gets English', () => {
    expect(read().html).toContain('<html lang="en">')
  })

  test('CARES-EMG-01: the page is one file that fetches nothing and runs nothing', () => {
    const { html } = read()
    expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son\w+=/i)
  })

  test('CARES-EMG-01: words from the record cannot become markup, in the page or in the Bundle', () => {
    const evil = '"><script>alert(1)</script>&<img src=x onerror=y>\u0000'
    const record = changed<Patient>(
      changed<AllergyIntolerance>(completeRecord(), 'AllergyIntolerance/latex', (one) => ({
        ...one,
        code: { text: evil },
        reaction: [{ manifestation: [{ text: evil }] }],
      })),
      'Patient/rosa',
      (one) => ({ ...one, name: [{ text: evil }], communication: [{ language: { text: evil } }] }),
    )
    const document = read(record, { language: evil })
    expect(document.html).not.toMatch(/<script|<img/)
    expect(document.html).not.toContain('\u0000')
    expect(document.html).toContain('&lt;script&gt;')
    for (const one of composition(document).section!) expect(one.text!.div).not.toMatch(/<script|<img/)
  })

  test('CARES-EMG-01: a "number" that is not one is shown and not linked', () => {
    const odd = changed<Resource & { telecom: object[] }>(
      completeRecord(),
      'Organization/neurology',
      (one) => ({ ...one, telecom: [{ system: 'phone', value: 'javascript:1234567' }] }) as never,
    )
    expect(read(odd).html).toContain('<span class="phone">javascript:1234567</span>')
    expect(read(odd).html).not.toContain('tel:1234567')
  })
})
