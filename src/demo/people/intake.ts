import { addDays, addMonths } from '#programs/vocabulary/calendar.ts'
import type { Child } from './child.ts'
import { earlyIntervention, school } from './providers.ts'
import { answered, claims, concept, ext, type Loaded, narrative, noon, note, own, parts, to } from './record.ts'

const questionnaire = 'https://cares-fhir.example.org/Questionnaire'

/** From referral to signature: what must be on file before the enrollment's first day. */
export function intake(child: Child): Loaded[] {
  const { id, enrolled, provider, coordinator, language, story } = child
  const patient = to(`Patient/${id}`)
  const parent = to(`RelatedPerson/${id}-parent-1`)
  const yes = (linkId: string, value: boolean) => answered(linkId, { valueBoolean: value })
  return [
    {
      resourceType: 'ServiceRequest',
      id: `${id}-program-referral`,
      text: narrative('Referral into CARES for Kids'),
      status: 'active',
      intent: 'order',
      category: [concept(own('referral-kind', 'program-referral'))],
      code: { text: 'CARES for Kids care coordination' },
      subject: patient,
      authoredOn: addDays(enrolled, -10),
      requester: to(child.primaryCare),
      performer: [to(provider.organization)],
    },
    {
      resourceType: 'Task',
      id: `${id}-identified`,
      text: narrative('Identified by the provider'),
      status: 'completed',
      intent: 'order',
      code: concept(own('task-kind', 'member-identified')),
      for: patient,
      owner: to(provider.organization),
      authoredOn: noon(addDays(enrolled, -9)),
    },
    {
      resourceType: 'QuestionnaireResponse',
      id: `${id}-evaluation`,
      text: narrative('Eligibility evaluation'),
      questionnaire: `${questionnaire}/cares-eligibility-evaluation`,
      status: 'completed',
      subject: patient,
      authored: noon(addDays(enrolled, -6)),
      author: to(provider.staff['senior-care-manager']),
      item: [
        answered('regulation-section', { valueString: '130 CMR 405.477(C)' }),
        answered('determination', { valueCoding: own('determination', 'eligible') }),
        answered('determiner', { valueReference: to(provider.staff['senior-care-manager']) }),
        answered('date', { valueDate: addDays(enrolled, -6) }),
        yes('multi-organ-chronic-disease', story.diagnoses.length > 2),
        yes('functional-limitation', true),
        yes('ongoing-technology-use', story.technology),
        yes('high-resource-need', true),
      ],
    },
    {
      resourceType: 'Encounter',
      id: `${id}-education`,
      meta: claims('cares-service'),
      text: narrative('The program was explained'),
      extension: [
        ext('contact-mode', { valueCode: 'in-person' }),
        ext('service-note', {
          valueAnnotation: note(
            coordinator,
            noon(addDays(enrolled, -5)),
            'Explained what CARES does, who is on the team, and that nothing else changes.',
          ),
        }),
        ext('interpreter-used', { valueBoolean: language.code !== 'en' }),
      ],
      status: 'finished',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'HH' },
      type: [concept(own('cares-activity', 'program-education'))],
      subject: patient,
      participant: [{ individual: to(coordinator) }],
      period: { start: `${addDays(enrolled, -5)}T15:00:00Z`, end: `${addDays(enrolled, -5)}T16:00:00Z` },
      serviceProvider: to(provider.organization),
    },
    {
      resourceType: 'Communication',
      id: `${id}-rights`,
      text: narrative('Rights and responsibilities were explained'),
      language: language.code,
      status: 'completed',
      category: [concept(own('communication-kind', 'rights-and-responsibilities'))],
      subject: patient,
      recipient: [parent],
      sender: to(coordinator),
      sent: noon(addDays(enrolled, -5)),
      payload: [{ contentString: 'Your rights and responsibilities in CARES for Kids' }],
    },
    consent(child, 'choice', 'choice-acknowledgement', [
      ...[
        'Bay Harbor Community Health Center',
        "Commonwealth Children's Hospital",
        'Pioneer Valley Pediatric Associates',
        'no care coordination',
      ].map((option) => ext('option-offered', { valueString: option })),
      ext('choice-made', { valueString: provider.name }),
    ]),
    consent(child, 'consent', 'program-enrollment', []),
    release(child),
  ]
}

function consent(child: Child, name: string, kind: string, extension: ReturnType<typeof ext>[]): Loaded {
  const { id, enrolled } = child
  return {
    resourceType: 'Consent',
    id: `${id}-${name}`,
    ...(kind === 'program-enrollment' ? { meta: claims('cares-program-consent') } : {}),
    text: narrative(kind === 'program-enrollment' ? 'Consent to enrollment in CARES' : 'Choice of provider'),
    ...(extension.length > 0 ? { extension } : {}),
    status: 'active',
    scope: concept({ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }),
    category: [concept(own('consent-kind', kind)), concept({ system: 'http://loinc.org', code: '59284-0' })],
    patient: to(`Patient/${id}`),
    dateTime: `${addDays(enrolled, -4)}T16:00:00Z`,
    performer: [to(`RelatedPerson/${id}-parent-1`)],
    organization: [to(child.provider.organization)],
    policyRule: concept({ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTIN' }),
  }
}

function release(child: Child): Loaded {
  const { id, enrolled, provider } = child
  const actor = (role: string, reference: string) => ({
    role: concept({ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: role }),
    reference: to(reference),
  })
  return {
    resourceType: 'Consent',
    id: `${id}-release`,
    meta: claims('cares-release'),
    text: narrative('Release of information'),
    extension: [
      parts('required-statements', {
        'right-to-revoke': { valueBoolean: true },
        'no-conditioning': { valueBoolean: true },
        redisclosure: { valueBoolean: true },
        'form-version': { valueString: '2023-07' },
      }),
      ext('representative-authority', { valueString: 'Parent of the minor' }),
    ],
    status: 'active',
    scope: concept({ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }),
    category: [concept({ system: 'http://loinc.org', code: '64292-6' }), concept(own('consent-kind', 'release'))],
    patient: to(`Patient/${id}`),
    dateTime: `${addDays(enrolled, -4)}T16:10:00Z`,
    performer: [to(`RelatedPerson/${id}-parent-1`)],
    organization: [to(provider.organization)],
    sourceAttachment: {
      contentType: 'text/plain',
      title: 'Signed release',
      data: Buffer.from(`Release of information, form 2023-07, signed ${addDays(enrolled, -4)}`).toString('base64'),
    },
    policyRule: concept({ system: 'http://terminology.hl7.org/CodeSystem/consentpolicycodes', code: 'hipaa-auth' }),
    provision: {
      type: 'permit',
      period: { start: addDays(enrolled, -4), end: addMonths(enrolled, 24) },
      actor: [
        actor('CST', provider.organization),
        actor('IRCP', child.primaryCare),
        ...(child.school === undefined ? [actor('IRCP', earlyIntervention)] : [actor('IRCP', school(child.school))]),
      ],
      purpose: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'TREAT' }],
      class: [{ system: 'http://hl7.org/fhir/resource-types', code: 'CarePlan' }],
      dataPeriod: { start: addDays(enrolled, -400) },
    },
  }
}
