import type { ResourceJson } from '#storage/store.ts'

/** What is common to the whole invented population, for searches to aim at. */
export const organizations = 40
export const staff = 200
export const system = 'https://cares-fhir.example.org/sid/masshealth-member-id'
const kind = 'https://cares-fhir.example.org/CodeSystem/careplan-kind'

/** Sixteen resources of one invented member; the same number gives the same records. */
export function recordOf(n: number): ResourceJson[] {
  const id = `m${n}`
  const subject = { reference: `Patient/${id}` }
  const day = (offset: number) => new Date(Date.UTC(2024, 0, 1) + ((n * 7 + offset * 31) % 700) * 86_400_000).toISOString().slice(0, 10)
  const organization = { reference: `Organization/o${n % organizations}` }
  const worker = (k: number) => ({ reference: `PractitionerRole/s${(n * 3 + k) % staff}` })
  return [
    {
      resourceType: 'Patient',
      id,
      identifier: [
        { type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MA' }] }, system, value: memberNumber(n) },
      ],
      name: [{ family: `Family${n % 997}`, given: [`Given${n % 89}`, `Middle${n % 13}`] }],
      gender: n % 2 ? 'female' : 'male',
      birthDate: `20${String(4 + (n % 20)).padStart(2, '0')}-0${1 + (n % 9)}-1${n % 10}`,
      address: [{ line: [`${n} Main Street`], city: 'Boston', state: 'MA', postalCode: `02${String(n % 1000).padStart(3, '0')}` }],
      communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: n % 3 ? 'en' : 'es' }] }, preferred: true }],
      managingOrganization: organization,
    },
    {
      resourceType: 'EpisodeOfCare',
      id: `${id}-e`,
      status: n % 10 ? 'active' : 'finished',
      type: [{ coding: [{ system: 'https://cares-fhir.example.org/CodeSystem/program', code: 'cares' }] }],
      patient: subject,
      managingOrganization: organization,
      period: { start: day(1) },
      careManager: worker(0),
    },
    {
      resourceType: 'CareTeam',
      id: `${id}-t`,
      status: 'active',
      subject,
      participant: [0, 1, 2].map((k) => ({ member: worker(k) })),
      managingOrganization: [organization],
    },
    carePlanOf(`${id}-p0`, n, 'icp'),
    carePlanOf(`${id}-p1`, n, 'emergency-plan'),
    ...[0, 1, 2].map((k) => ({
      resourceType: 'Encounter',
      id: `${id}-v${k}`,
      status: 'finished',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: k ? 'AMB' : 'HH' },
      type: [{ coding: [{ system: 'https://cares-fhir.example.org/CodeSystem/cares-activity', code: `activity-${(n + k) % 9}` }] }],
      subject,
      participant: [{ individual: worker(k) }],
      period: { start: `${day(k * 5)}T14:00:00Z`, end: `${day(k * 5)}T15:00:00Z` },
      serviceProvider: organization,
    })),
    ...[0, 1, 2].map((k) => ({
      resourceType: 'Task',
      id: `${id}-k${k}`,
      status: ['requested', 'in-progress', 'completed'][(n + k) % 3],
      intent: 'order',
      code: {
        coding: [
          { system: 'https://cares-fhir.example.org/CodeSystem/task-kind', code: ['program-clock', 'referral-follow-up', 'scm-review'][k] },
        ],
      },
      focus: { reference: `CarePlan/${id}-p0` },
      for: subject,
      authoredOn: `${day(k)}T10:00:00Z`,
      owner: worker(k),
      restriction: { period: { end: day(k + 3) } },
    })),
    ...[0, 1].map((k) => ({
      resourceType: 'Condition',
      id: `${id}-c${k}`,
      clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item' }] }],
      code: { coding: [{ system: 'http://snomed.info/sct', code: String(100_000 + ((n + k) % 300)) }], text: 'A condition' },
      subject,
      onsetDateTime: day(k),
    })),
    {
      resourceType: 'Goal',
      id: `${id}-g`,
      lifecycleStatus: 'active',
      description: { text: 'Walks to school' },
      subject,
      startDate: day(2),
    },
    {
      resourceType: 'Coverage',
      id: `${id}-i`,
      status: 'active',
      type: { coding: [{ system: 'https://nahdo.org/sopt', code: '2' }] },
      subscriberId: memberNumber(n),
      beneficiary: subject,
      payor: [{ reference: 'Organization/o0' }],
      period: { start: day(0) },
    },
    {
      resourceType: 'Consent',
      id: `${id}-s`,
      status: 'active',
      scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
      category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
      patient: subject,
      dateTime: day(4),
    },
  ]
}

/** A plan of about 4.5 KB, as the budget in the design measures it. */
export function carePlanOf(id: string, n: number, category: string): ResourceJson {
  const note = 'The family and the team agreed on this step and on who takes it; the school nurse knows it too. '
  return {
    resourceType: 'CarePlan',
    id,
    meta: { profile: [`https://cares-fhir.example.org/StructureDefinition/cares-${category}`] },
    text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${note.repeat(8)}</p></div>` },
    status: n % 5 ? 'active' : 'completed',
    intent: 'plan',
    category: [
      { coding: [{ system: 'http://hl7.org/fhir/us/core/CodeSystem/careplan-category', code: 'assess-plan' }] },
      { coding: [{ system: kind, code: category }] },
    ],
    title: 'Plan',
    subject: { reference: `Patient/m${n}` },
    period: { start: '2024-01-01', end: '2024-12-31' },
    created: '2024-01-01T09:00:00Z',
    author: { reference: `PractitionerRole/s${n % staff}` },
    careTeam: [{ reference: `CareTeam/m${n}-t` }],
    addresses: [0, 1].map((k) => ({ reference: `Condition/m${n}-c${k}`, display: `A condition ${k}` })),
    goal: Array.from({ length: 6 }, (_, k) => ({ reference: `Goal/m${n}-g${k}`, display: `A goal of this member, number ${k}` })),
    activity: Array.from({ length: 8 }, (_, k) => ({
      reference: { reference: `ServiceRequest/m${n}-r${k}`, display: `Service ${k} arranged with the family` },
      progress: [{ time: '2024-02-01T10:00:00Z', text: `${note}${k}` }],
    })),
    note: Array.from({ length: 5 }, (_, k) => ({ time: '2024-01-15T10:00:00Z', text: `${note}${k}` })),
  }
}

/** Twelve digits, as a MassHealth member ID has. */
export function memberNumber(n: number): string {
  return String(100_000_000_000 + n)
}
