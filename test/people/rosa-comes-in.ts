import type { Communication, Consent, Coverage, Encounter, EpisodeOfCare, QuestionnaireResponse, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { coded, concept, ext, loinc, own, ref, snomed } from './spelling.ts'

/** How Rosa came into CARES: referred 2024-03-04, found eligible, told of it, consented, enrolled from 2024-03-15. */
export function rosaComesIn(): Resource[] {
  return [
    coverage(),
    {
      resourceType: 'CoverageEligibilityResponse',
      id: 'rosas-check',
      status: 'active',
      purpose: ['validation'],
      patient: ref('Patient/rosa'),
      servicedDate: '2024-03-15',
      created: '2024-03-14T10:00:00-04:00',
      request: { display: 'EVS inquiry' },
      outcome: 'complete',
      insurer: { display: 'MassHealth' },
      insurance: [{ coverage: ref('Coverage/rosas-standard'), inforce: true }],
    },
    {
      resourceType: 'ServiceRequest',
      id: 'rosas-referral-in',
      status: 'active',
      intent: 'order',
      category: [concept('referral-kind', 'program-referral')],
      code: { text: 'CARES for Kids' },
      subject: ref('Patient/rosa'),
      authoredOn: '2024-03-04',
      requester: ref('PractitionerRole/lena-role'),
      performer: [ref('Organization/holyoke-chc')],
    },
    {
      resourceType: 'Task',
      id: 'rosa-identified',
      status: 'completed',
      intent: 'order',
      code: concept('task-kind', 'member-identified'),
      for: ref('Patient/rosa'),
      owner: ref('Organization/holyoke-chc'),
      authoredOn: '2024-03-05',
    },
    evaluation(),
    education(),
    rights(),
    consent('rosas-choice', 'choice-acknowledgement', '2024-03-12T10:05:00-04:00'),
    consent('rosas-consent', 'program-enrollment', '2024-03-12T10:10:00-04:00'),
    enrollment(),
  ]
}

function coverage(): Coverage {
  return {
    resourceType: 'Coverage',
    id: 'rosas-standard',
    status: 'active',
    type: { coding: [own('masshealth-coverage-type', 'standard'), { system: 'https://nahdo.org/sopt', code: '2' }] },
    subscriberId: '100020003000',
    beneficiary: ref('Patient/rosa'),
    relationship: coded('http://terminology.hl7.org/CodeSystem/subscriber-relationship', 'self'),
    period: { start: '2020-01-01' },
    payor: [{ display: 'MassHealth' }],
    order: 1,
  }
}

function evaluation(): QuestionnaireResponse {
  const facet = (linkId: string, yes: boolean) => ({ linkId, answer: [{ valueBoolean: yes }] })
  return {
    resourceType: 'QuestionnaireResponse',
    id: 'rosas-evaluation',
    questionnaire: `${canon}/Questionnaire/cares-eligibility-evaluation`,
    status: 'completed',
    subject: ref('Patient/rosa'),
    authored: '2024-03-11T14:00:00-04:00',
    author: ref('PractitionerRole/noor-role'),
    item: [
      { linkId: 'regulation-section', answer: [{ valueString: '130 CMR 405.477(C)' }] },
      { linkId: 'determination', answer: [{ valueCoding: own('determination', 'eligible') }] },
      { linkId: 'determiner', answer: [{ valueReference: ref('PractitionerRole/noor-role') }] },
      { linkId: 'date', answer: [{ valueDate: '2024-03-11' }] },
      { linkId: 'evidence', answer: [{ valueReference: ref('Condition/epilepsy') }, { valueReference: ref('Condition/cerebral-palsy') }] },
      facet('multi-organ-chronic-disease', true),
      facet('functional-limitation', true),
      facet('ongoing-technology-use', true),
      facet('high-resource-need', true),
    ],
  }
}

function education(): Encounter {
  return {
    resourceType: 'Encounter',
    id: 'rosas-program-education',
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'HH' },
    type: [concept('cares-activity', 'program-education')],
    subject: ref('Patient/rosa'),
    period: { start: '2024-03-12T09:00:00-04:00', end: '2024-03-12T10:00:00-04:00' },
    serviceProvider: ref('Organization/holyoke-chc'),
    participant: [{ individual: ref('PractitionerRole/obi-role') }],
    extension: [ext('contact-mode', { valueCode: 'in-person' }), ext('interpreter-used', { valueBoolean: true })],
  }
}

function rights(): Communication {
  return {
    resourceType: 'Communication',
    id: 'rosas-rights',
    status: 'completed',
    category: [concept('communication-kind', 'rights-and-responsibilities')],
    subject: ref('Patient/rosa'),
    sent: '2024-03-12T10:00:00-04:00',
    recipient: [ref('RelatedPerson/rosas-mother')],
    sender: ref('PractitionerRole/obi-role'),
    language: 'es',
  }
}

function consent(id: string, kind: string, at: string): Consent {
  return {
    resourceType: 'Consent',
    id,
    status: 'active',
    scope: coded('http://terminology.hl7.org/CodeSystem/consentscope', 'treatment'),
    category: [coded(loinc, '59284-0'), concept('consent-kind', kind)],
    patient: ref('Patient/rosa'),
    dateTime: at,
    performer: [ref('RelatedPerson/rosas-mother')],
    policyRule: coded('http://terminology.hl7.org/CodeSystem/consentpolicycodes', 'cric'),
    ...(kind === 'choice-acknowledgement'
      ? {
          extension: [
            ext('option-offered', { valueString: 'Holyoke Canal Health Center' }),
            ext('option-offered', { valueString: 'Another CARES provider, or other targeted case management' }),
            ext('choice-made', { valueString: 'Holyoke Canal Health Center' }),
          ],
        }
      : {}),
  }
}

function enrollment(): EpisodeOfCare {
  return {
    resourceType: 'EpisodeOfCare',
    id: 'rosas-enrollment',
    status: 'active',
    type: [concept('program', 'cares')],
    patient: ref('Patient/rosa'),
    managingOrganization: ref('Organization/holyoke-chc'),
    referralRequest: [ref('ServiceRequest/rosas-referral-in')],
    period: { start: '2024-03-15' },
    careManager: ref('PractitionerRole/obi-role'),
    team: [ref('CareTeam/rosas-team')],
    diagnosis: [{ condition: ref('Condition/cerebral-palsy'), role: coded(snomed, '8319008') }],
    extension: [ext('service-location', { valueReference: ref('Location/holyoke-main') }), ext('intake-date', { valueDate: '2024-03-06' })],
  }
}
