import type {
  Claim,
  Communication,
  Consent,
  Coverage,
  CoverageEligibilityResponse,
  Encounter,
  EpisodeOfCare,
  HealthcareService,
  Organization,
  Patient,
  Practitioner,
  PractitionerRole,
  QuestionnaireResponse,
  RelatedPerson,
  Resource,
} from '@medplum/fhirtypes'

export const canon = 'https://cares-fhir.example.org'
export const coding = (system: string, code: string) => ({ coding: [{ system: `${canon}/CodeSystem/${system}`, code }] })
export const extensionUrl = (name: string) => `${canon}/StructureDefinition/${name}`

const meta = { versionId: '1' }

/**
 * The record of Aino, born 2015-03-10, ready to be enrolled with Harbor Health Center from 2024-05-01 on, when today is
 * 2024-05-06. Invented. Each test takes it and spoils one thing.
 */
export function readyToEnroll() {
  const patient: Patient = {
    resourceType: 'Patient',
    id: 'aino',
    meta,
    identifier: [{ system: `${canon}/sid/masshealth-member-id`, value: '100000000017' }],
    birthDate: '2015-03-10',
    communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'fi' }] }, preferred: true }],
  }
  const mother: RelatedPerson = {
    resourceType: 'RelatedPerson',
    id: 'mother',
    meta,
    patient: { reference: 'Patient/aino' },
    extension: [{ url: extensionUrl('legal-authority'), extension: [{ url: 'kind', valueCode: 'parent' }] }],
  }
  const coverage: Coverage = {
    resourceType: 'Coverage',
    id: 'standard',
    meta,
    status: 'active',
    type: coding('masshealth-coverage-type', 'standard'),
    subscriberId: '100000000017',
    beneficiary: { reference: 'Patient/aino' },
    payor: [{ display: 'MassHealth' }],
    period: { start: '2024-01-01' },
  }
  const check: CoverageEligibilityResponse = {
    resourceType: 'CoverageEligibilityResponse',
    id: 'check',
    meta,
    status: 'active',
    purpose: ['validation'],
    patient: { reference: 'Patient/aino' },
    created: '2024-04-25T15:00:00Z',
    servicedDate: '2024-04-25',
    request: { reference: 'CoverageEligibilityRequest/ask' },
    outcome: 'complete',
    insurer: { display: 'MassHealth' },
    insurance: [{ coverage: { reference: 'Coverage/standard' }, inforce: true }],
  }
  const education: Encounter = {
    resourceType: 'Encounter',
    id: 'education',
    meta,
    status: 'finished',
    class: { code: 'VR' },
    type: [coding('cares-activity', 'program-education')],
    subject: { reference: 'Patient/aino' },
    period: { start: '2024-04-20T14:00:00Z' },
    extension: [{ url: extensionUrl('contact-mode'), valueCode: 'telehealth' }],
  }
  const rights: Communication = {
    resourceType: 'Communication',
    id: 'rights',
    meta,
    status: 'completed',
    category: [coding('communication-kind', 'rights-and-responsibilities')],
    subject: { reference: 'Patient/aino' },
    sent: '2024-04-20T14:30:00Z',
    language: 'fi',
  }
  const choice: Consent = {
    resourceType: 'Consent',
    id: 'choice',
    meta,
    status: 'active',
    scope: coding('consent-kind', 'choice-acknowledgement'),
    category: [coding('consent-kind', 'choice-acknowledgement')],
    patient: { reference: 'Patient/aino' },
    dateTime: '2024-04-20',
    extension: [
      { url: extensionUrl('option-offered'), valueString: 'Harbor Health Center' },
      { url: extensionUrl('option-offered'), valueString: 'Hill Children’s Hospital' },
      { url: extensionUrl('choice-made'), valueString: 'Harbor Health Center' },
    ],
  }
  const consent: Consent = {
    resourceType: 'Consent',
    id: 'consent',
    meta,
    status: 'active',
    scope: coding('consent-kind', 'program-enrollment'),
    category: [coding('consent-kind', 'program-enrollment')],
    patient: { reference: 'Patient/aino' },
    dateTime: '2024-04-22',
    performer: [{ reference: 'RelatedPerson/mother' }],
  }
  const evaluation: QuestionnaireResponse = {
    resourceType: 'QuestionnaireResponse',
    id: 'evaluation',
    meta,
    status: 'completed',
    questionnaire: `${canon}/Questionnaire/cares-eligibility-evaluation`,
    subject: { reference: 'Patient/aino' },
    item: [
      { linkId: 'determination', answer: [{ valueCoding: { system: `${canon}/CodeSystem/determination`, code: 'eligible' } }] },
      { linkId: 'determiner', answer: [{ valueReference: { reference: 'PractitionerRole/manager' } }] },
      { linkId: 'date', answer: [{ valueDate: '2024-04-23' }] },
      { linkId: 'multi-organ-chronic-disease', answer: [{ valueBoolean: true }] },
      { linkId: 'functional-limitation', answer: [{ valueBoolean: false }] },
    ],
  }
  const manager: PractitionerRole = {
    resourceType: 'PractitionerRole',
    id: 'manager',
    meta,
    practitioner: { reference: 'Practitioner/nurse' },
    organization: { reference: 'Organization/harbor' },
    code: [coding('cares-role', 'senior-care-manager')],
    location: [{ reference: 'Location/pier' }],
    period: { start: '2023-09-01' },
  }
  const nurse: Practitioner = { resourceType: 'Practitioner', id: 'nurse', meta }
  const provider: Organization = {
    resourceType: 'Organization',
    id: 'harbor',
    meta,
    name: 'Harbor Health Center',
    identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' }],
    type: [coding('cares-provider-type', 'chc')],
    extension: [{ url: extensionUrl('masshealth-participation'), valuePeriod: { start: '2020-01-01' } }],
  }
  const service: HealthcareService = {
    resourceType: 'HealthcareService',
    id: 'pier-cares',
    meta,
    program: [coding('program', 'cares')],
    providedBy: { reference: 'Organization/harbor' },
    location: [{ reference: 'Location/pier' }],
    extension: [
      { url: extensionUrl('tcm-enrollment'), valuePeriod: { start: '2023-08-01' } },
      {
        url: extensionUrl('cares-certification'),
        extension: [
          { url: 'status', valueCode: 'approved' },
          { url: 'effectiveDate', valueDate: '2023-09-01' },
          { url: 'notice', valueReference: { reference: 'DocumentReference/notice' } },
        ],
      },
    ],
  }
  return { patient, mother, coverage, check, education, rights, choice, consent, evaluation, manager, nurse, provider, service }
}

export type Story = ReturnType<typeof readyToEnroll>

/** The enrollment that the record is ready for. */
export function enrollmentFrom(start: string, change: Partial<EpisodeOfCare> = {}): EpisodeOfCare {
  return {
    resourceType: 'EpisodeOfCare',
    id: 'enrollment',
    meta,
    status: 'active',
    type: [coding('program', 'cares')],
    patient: { reference: 'Patient/aino' },
    managingOrganization: { reference: 'Organization/harbor' },
    period: { start },
    extension: [
      { url: extensionUrl('service-location'), valueReference: { reference: 'Location/pier' } },
      { url: extensionUrl('intake-date'), valueDate: '2024-04-15' },
    ],
    ...change,
  }
}

/** A service of the coordinator, in all that makes it count. */
export function service(id: string, activity: string, start: string, change: Partial<Encounter> = {}): Encounter {
  return {
    resourceType: 'Encounter',
    id,
    meta,
    status: 'finished',
    class: { code: 'AMB' },
    type: [coding('cares-activity', activity)],
    subject: { reference: 'Patient/aino' },
    period: { start },
    serviceProvider: { reference: 'Organization/harbor' },
    participant: [{ individual: { reference: 'PractitionerRole/manager' } }],
    extension: [
      { url: extensionUrl('contact-mode'), valueCode: 'phone' },
      {
        url: extensionUrl('service-note'),
        valueAnnotation: { text: 'Talked it over.', authorReference: { reference: 'PractitionerRole/manager' } },
      },
    ],
    ...change,
  }
}

/** A claim of another program, for a day or a span. */
export function claimOf(program: string, serviced: { servicedDate?: string; servicedPeriod?: { start: string; end: string } }): Claim {
  return {
    resourceType: 'Claim',
    id: `claim-${program}`,
    meta,
    status: 'active',
    type: { text: 'professional' },
    use: 'claim',
    patient: { reference: 'Patient/aino' },
    created: '2024-06-10',
    provider: { display: 'another agency' },
    priority: { text: 'normal' },
    insurance: [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/standard' } }],
    item: [{ sequence: 1, productOrService: { text: 'case management' }, programCode: [coding('tcm-program', program)], ...serviced }],
  }
}

/** The records of a story, and more. */
export function recordsOf(story: Story, ...more: Resource[]): Resource[] {
  return [...Object.values(story), ...more]
}
