import type { Organization, Practitioner, PractitionerRole } from '@medplum/fhirtypes'
import { conditions } from './conditions/index.ts'
import { schools } from './families.ts'
import { npiOf } from './npi.ts'
import { claims, concept, ext, type Loaded, narrative, own, parts, to } from './record.ts'

/** A certified CARES provider and its team, as sample members see them. */
export interface SampleProvider {
  name: string
  type: 'chc' | 'aoh' | 'group-practice'
  organization: string
  location: string
  service: string
  /** References of PractitionerRoles by role; two coordinators, one of each other role. */
  staff: Readonly<
    Record<
      | 'program-director'
      | 'senior-care-manager'
      | 'care-coordinator'
      | 'second-coordinator'
      | 'family-support'
      | 'senior-medical-professional',
      string
    >
  >
}

const places: readonly Pick<SampleProvider, 'name' | 'type'>[] = [
  { name: 'Bay Harbor Community Health Center', type: 'chc' },
  { name: "Commonwealth Children's Hospital, Complex Care", type: 'aoh' },
  { name: 'Pioneer Valley Pediatric Associates', type: 'group-practice' },
]

/** The three CARES providers of the sample. */
export const providers: readonly SampleProvider[] = places.map(({ name, type }, index) => ({
  name,
  type,
  organization: `Organization/provider-${index + 1}`,
  location: `Location/provider-${index + 1}-site`,
  service: `HealthcareService/provider-${index + 1}-cares`,
  staff: {
    'program-director': `PractitionerRole/provider-${index + 1}-program-director`,
    'senior-care-manager': `PractitionerRole/provider-${index + 1}-senior-care-manager`,
    'care-coordinator': `PractitionerRole/provider-${index + 1}-care-coordinator`,
    'second-coordinator': `PractitionerRole/provider-${index + 1}-second-coordinator`,
    'family-support': `PractitionerRole/provider-${index + 1}-family-support`,
    'senior-medical-professional': `PractitionerRole/provider-${index + 1}-senior-medical-professional`,
  },
}))

const staffNames: Readonly<Record<keyof SampleProvider['staff'], readonly [given: string, family: string, license: string][]>> = {
  'program-director': [
    ['Rosalind', 'Achterberg', 'MD'],
    ['Gideon', 'Marchetti', 'MD'],
    ['Leonora', 'Sandoval', 'NP'],
  ],
  'senior-care-manager': [
    ['Colleen', 'Rourke', 'RN'],
    ['Beatrice', 'Olatunji', 'RN'],
    ['Dominic', 'Farias', 'LICSW'],
  ],
  'care-coordinator': [
    ['Yesenia', 'Polanco', 'BA'],
    ['Trung', 'Lam', 'BSW'],
    ['Margaux', 'Bellerive', 'BA'],
  ],
  'second-coordinator': [
    ['Isaac', 'Feldman', 'BSW'],
    ['Odette', 'Cesaire', 'BA'],
    ['Sofia', 'Lemos', 'BSW'],
  ],
  'family-support': [
    ['Tamika', 'Greaves', 'CHW'],
    ['Luz', 'Arroyo', 'CHW'],
    ['Hanh', 'Doan', 'CHW'],
  ],
  'senior-medical-professional': [
    ['Anselm', 'Burke', 'MD'],
    ['Petra', 'Novak', 'NP'],
    ['Cyrus', 'Daruwala', 'MD'],
  ],
}

const primaryCareNames = [
  ['Eleanor', 'Whitfield'],
  ['Samir', 'Haddad'],
  ['Josefina', 'Luna'],
  ['Bertrand', 'Olivier'],
  ['Kimanh', 'Dao'],
  ['Walter', 'Simms'],
] as const

/** References of the pediatricians' roles. */
export const primaryCare: readonly string[] = primaryCareNames.map((_, index) => `PractitionerRole/pcp-${index + 1}`)

const specialties = [...new Set(conditions.flatMap((condition) => condition.specialists))]
const specialistNames = [
  'Abernathy',
  'Balakrishnan',
  'Castellano',
  'Dembele',
  'Eriksson',
  'Farrokhzad',
  'Goldfarb',
  'Hanrahan',
  'Ilunga',
  'Jaworski',
  'Kapoor',
  'Lindholm',
  'Morozov',
  'Nakagawa',
  'Obregon',
  'Papadakis',
  'Quintero',
  'Rasmussen',
  'Szabo',
  'Takahashi',
  'Umana',
  'Vasquez',
  'Wetherby',
  'Yilmaz',
  'Zielinski',
  'Amsel',
  'Brightman',
  'Corrigan',
]

/** Reference of the specialist's role in a specialty. */
export function specialist(specialty: string): string {
  return `PractitionerRole/specialist-${specialties.indexOf(specialty) + 1}`
}

/** Reference of a school, by its place in the list of schools. */
export function school(index: number): string {
  return `Organization/school-${index + 1}`
}

export const masshealth = 'Organization/masshealth'
export const plans: readonly { reference: string; name: string; type: string }[] = [
  { reference: 'Organization/plan-1', name: 'Tidewater Health Partnership Plan', type: 'acpp' },
  { reference: 'Organization/plan-2', name: 'Steeple Hill Primary Care ACO', type: 'primary-care-aco' },
]
/** Practices of the pediatricians, two doctors in each. */
export const practices: readonly string[] = [1, 2, 3].map((number) => `Organization/pediatrics-${number}`)
const practiceNames = ['Savin Hill Pediatrics', 'Charles Street Pediatrics', 'Mill River Pediatrics']
/** A hospital that treats whoever comes. */
export const hospital = 'Organization/harborside-hospital'
export const earlyIntervention = 'Organization/early-intervention'
export const nursingAgency = 'Organization/nursing-agency'
export const familyNetwork = 'Organization/family-network'

const phone = (number: number) => [{ system: 'phone' as const, value: `617-555-${String(1000 + number).slice(-4)}`, use: 'work' as const }]

function organization(reference: string, name: string, number: number, more: Partial<Organization> = {}): Loaded {
  return {
    resourceType: 'Organization',
    id: reference.split('/')[1]!,
    text: narrative(name),
    active: true,
    name,
    telecom: phone(number),
    ...more,
  }
}

function staff(
  reference: string,
  [given, family, license]: readonly [string, string, string],
  number: number,
  role: PractitionerRole,
): Loaded[] {
  const id = reference.split('/')[1]!
  const practitioner: Practitioner = {
    resourceType: 'Practitioner',
    id: `${id}-person`,
    text: narrative(`${given} ${family}, ${license}`),
    active: true,
    identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: npiOf(5000 + number) }],
    name: [{ use: 'official', given: [given], family, suffix: [license] }],
    qualification: [{ code: { text: license }, period: { start: '2015-06-01' }, issuer: { display: 'Commonwealth of Massachusetts' } }],
  }
  return [
    practitioner as Loaded,
    {
      ...role,
      id,
      practitioner: to(`Practitioner/${id}-person`, `${given} ${family}`),
      telecom: phone(200 + number),
      active: true,
    } as Loaded,
  ]
}

/**
 * Everything that members share: MassHealth, plans, the certified providers with their teams, pediatricians,
 * specialists, schools and agencies. Loaded once, before any member.
 */
export function sharedRecords(): Loaded[] {
  const records: Loaded[] = [
    organization(masshealth, 'MassHealth', 1),
    ...plans.map((plan, index) => organization(plan.reference, plan.name, 2 + index)),
    organization(hospital, 'Harborside Hospital', 4),
    ...practices.map((practice, index) => organization(practice, practiceNames[index]!, 50 + index)),
    organization(earlyIntervention, 'Harbor Point Early Intervention', 5),
    organization(nursingAgency, 'Bright Lantern Continuous Nursing', 6),
    organization(familyNetwork, 'Families Side by Side Network', 7),
    ...schools.map((name, index) => organization(school(index), `${name} School`, 100 + index)),
  ]
  providers.forEach((provider, index) => {
    const number = index + 1
    const notice = `DocumentReference/provider-${number}-approval`
    records.push(
      organization(provider.organization, provider.name, 10 + index, {
        meta: claims('cares-provider'),
        identifier: [
          { system: 'http://hl7.org/fhir/sid/us-npi', value: npiOf(1000 + index) },
          { system: 'https://cares-fhir.example.org/sid/masshealth-provider-id-sl', value: `11005500${number}A` },
        ],
        type: [concept(own('cares-provider-type', provider.type))],
        extension: [ext('masshealth-participation', { valuePeriod: { start: '2018-01-01' } })],
      }),
      {
        resourceType: 'Location',
        id: provider.location.split('/')[1]!,
        meta: claims('cares-location'),
        text: narrative(`${provider.name}, main site`),
        status: 'active',
        name: `${provider.name}, main site`,
        telecom: phone(20 + index),
        address: { line: [`${100 + index} Dorchester Avenue`], city: 'Boston', state: 'MA', postalCode: '02125' },
        managingOrganization: to(provider.organization),
      },
      {
        resourceType: 'DocumentReference',
        id: `provider-${number}-approval`,
        text: narrative('Certification approval notice'),
        status: 'current',
        category: [concept(own('document-kind', 'certification-notice'))],
        date: '2023-08-15T14:00:00Z',
        content: [
          {
            attachment: {
              contentType: 'text/plain',
              title: 'Certification approval notice',
              data: Buffer.from(`CARES certification of ${provider.name}, effective 2023-09-01.`).toString('base64'),
            },
          },
        ],
      },
      {
        resourceType: 'HealthcareService',
        id: provider.service.split('/')[1]!,
        meta: claims('cares-program-service'),
        text: narrative(`CARES for Kids at ${provider.name}`),
        active: true,
        name: `CARES for Kids at ${provider.name}`,
        providedBy: to(provider.organization),
        program: [concept(own('program', 'cares'))],
        location: [to(provider.location)],
        telecom: phone(30 + index),
        availableTime: [{ daysOfWeek: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], allDay: true }],
        extension: [
          ext('tcm-enrollment', { valuePeriod: { start: '2023-09-01' } }),
          parts('cares-certification', {
            status: { valueCode: 'approved' },
            effectiveDate: { valueDate: '2023-09-01' },
            location: { valueReference: to(provider.location) },
            notice: { valueReference: to(notice) },
          }),
        ],
      },
    )
    Object.entries(provider.staff).forEach(([role, reference], place) => {
      const code = role === 'second-coordinator' ? 'care-coordinator' : role
      records.push(
        ...staff(reference, staffNames[role as keyof SampleProvider['staff']][index]!, number * 10 + place, {
          resourceType: 'PractitionerRole',
          meta: claims('cares-staff-role'),
          organization: to(provider.organization),
          code: [concept(own('cares-role', code))],
          location: [to(provider.location)],
          healthcareService: [to(provider.service)],
          period: { start: '2023-09-01' },
        }),
      )
    })
  })
  primaryCareNames.forEach(([given, family], index) => {
    records.push(
      ...staff(primaryCare[index]!, [given, family, 'MD'], 100 + index, {
        resourceType: 'PractitionerRole',
        organization: to(practices[Math.floor(index / 2)]!),
        code: [concept(own('cares-role', 'primary-care'))],
        specialty: [{ text: 'Pediatrics' }],
      }),
    )
  })
  specialties.forEach((specialty, index) => {
    const given = ['Ada', 'Bruno', 'Celia', 'Dov', 'Edith', 'Farid', 'Greta'][index % 7]!
    records.push(
      ...staff(specialist(specialty), [given, specialistNames[index % specialistNames.length]!, 'MD'], 150 + index, {
        resourceType: 'PractitionerRole',
        code: [concept(own('cares-role', 'specialist'))],
        specialty: [{ text: specialty }],
      }),
    )
  })
  return records
}
