import type { HealthcareService, Location, Organization, Practitioner, PractitionerRole, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { coded, concept, ext, own, part, phone, ref } from './spelling.ts'

const npi = 'http://hl7.org/fhir/sid/us-npi'

/** An invented community health center that gives CARES, its site, its service and certification, and its staff. */
export function teamOfHolyoke(): Resource[] {
  return [
    center(),
    site(),
    service(),
    ...staff('ines', '1910000011', 'Ines', 'Carvalho', 'senior-care-manager', '413-555-0111', 'RN'),
    ...staff('obi', '1910000029', 'Obi', 'Okafor', 'care-coordinator', '413-555-0112', 'BS'),
    ...staff('fern', '1910000037', 'Fern', 'Whitlock', 'family-support', '413-555-0113', 'CHW'),
    ...staff('noor', '1910000045', 'Noor', 'Haddad', 'senior-medical-professional', '413-555-0114', 'MD'),
    ...staff('paul', '1910000052', 'Paul', 'Brandt', 'program-director', '413-555-0115', 'MD'),
    ...staff('lena', '1910000060', 'Lena', 'Marsh', 'primary-care', '413-555-0140', 'MD'),
    body('holyoke-school', 'Cabot Street School', '413-555-0150'),
    body('valley-nursing', 'Valley Pediatric Nursing', '413-555-0160'),
    body('neurology', 'Western Mass Pediatric Neurology', '413-555-0170'),
  ]
}

function center(): Organization {
  return {
    resourceType: 'Organization',
    id: 'holyoke-chc',
    active: true,
    name: 'Holyoke Canal Health Center',
    identifier: [
      { system: npi, value: '1234567893' },
      { system: `${canon}/sid/masshealth-provider-id-sl`, value: '110000001A' },
    ],
    type: [concept('cares-provider-type', 'chc')],
    telecom: phone('413-555-0100'),
    address: [{ line: ['40 Canal Row'], city: 'Holyoke', state: 'MA', postalCode: '01040', country: 'US' }],
    extension: [ext('masshealth-participation', { valuePeriod: { start: '2020-01-01' } })],
  }
}

function site(): Location {
  return {
    resourceType: 'Location',
    id: 'holyoke-main',
    status: 'active',
    name: 'Holyoke Canal, main site',
    telecom: phone('413-555-0100'),
    address: { line: ['40 Canal Row'], city: 'Holyoke', state: 'MA', postalCode: '01040', country: 'US' },
    managingOrganization: ref('Organization/holyoke-chc'),
  }
}

function service(): HealthcareService {
  return {
    resourceType: 'HealthcareService',
    id: 'holyoke-cares',
    active: true,
    providedBy: ref('Organization/holyoke-chc'),
    program: [concept('program', 'cares')],
    name: 'CARES for Kids at Holyoke Canal',
    location: [ref('Location/holyoke-main')],
    telecom: phone('413-555-0199'),
    availableTime: [{ daysOfWeek: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], allDay: true }],
    extension: [
      ext('tcm-enrollment', { valuePeriod: { start: '2023-07-07' } }),
      ext('cares-certification', {
        extension: [
          part('status', { valueCode: 'approved' }),
          part('effectiveDate', { valueDate: '2023-07-07' }),
          part('notice', { valueReference: ref('DocumentReference/holyoke-approval') }),
        ],
      }),
    ],
  }
}

/** A person and the one role that they hold; the role is `<id>-role`. */
function staff(id: string, number: string, given: string, family: string, role: string, line: string, qualification: string): Resource[] {
  const person: Practitioner = {
    resourceType: 'Practitioner',
    id,
    active: true,
    name: [{ given: [given], family }],
    identifier: [{ system: npi, value: number }],
    telecom: phone(line),
    qualification: [
      {
        code: coded('http://terminology.hl7.org/CodeSystem/v2-0360', qualification),
        period: { start: '2012-06-01' },
        issuer: { display: 'Commonwealth of Massachusetts' },
      },
    ],
    extension: [
      ext('experience', {
        extension: [part('kind', { valueCode: 'target-population' }), part('period', { valuePeriod: { start: '2012-07-01' } })],
      }),
    ],
  }
  const held: PractitionerRole = {
    resourceType: 'PractitionerRole',
    id: `${id}-role`,
    active: true,
    practitioner: { reference: `Practitioner/${id}`, display: `${given} ${family}` },
    organization: ref('Organization/holyoke-chc'),
    code: [{ coding: [own('cares-role', role)] }],
    location: [ref('Location/holyoke-main')],
    healthcareService: [ref('HealthcareService/holyoke-cares')],
    period: { start: '2023-07-07' },
    telecom: phone(line),
  }
  return [person, held]
}

/** A body outside the center that takes part in a child's care. */
function body(id: string, name: string, line: string): Organization {
  return { resourceType: 'Organization', id, active: true, name, telecom: phone(line) }
}
