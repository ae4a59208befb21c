import { addDays, addMonths } from '#programs/vocabulary/calendar.ts'
import type { Child } from './child.ts'
import { earlyIntervention, familyNetwork, masshealth, nursingAgency, plans, school, specialist } from './providers.ts'
import { answered, type Chapter, claims, concept, ext, type Loaded, narrative, note, own, parts, to } from './record.ts'

const questionnaire = 'https://cares-fhir.example.org/Questionnaire'

/** Noon in Massachusetts, near enough, on a day: when sample records are written. */
export function noon(day: string): string {
  return `${day}T17:00:00Z`
}

/** A child and family, their cover, and how they came into the program. */
export function arrival(child: Child): Chapter[] {
  const { enrolled } = child
  return [
    { title: 'the family', at: noon(addDays(enrolled, -10)), resources: [...people(child), ...cover(child)] },
    { title: 'referral, evaluation, consent', at: noon(addDays(enrolled, -3)), resources: intake(child) },
    { title: 'enrollment', at: noon(enrolled), resources: [team(child), enrollment(child)] },
  ]
}

export function people(child: Child): Loaded[] {
  const { id, given, family, language, address, story } = child
  const languages = [
    { language: concept({ system: 'urn:ietf:bcp:47', code: language.code, display: language.display }), preferred: true },
    ...(language.code === 'en' ? [] : [{ language: concept({ system: 'urn:ietf:bcp:47', code: 'en', display: 'English' }) }]),
  ]
  return [
    {
      resourceType: 'Patient',
      id,
      meta: claims('cares-patient'),
      text: narrative(`${given} ${family}, born ${child.birthDate}`),
      extension: [
        ext('accessibility-need', {
          valueCodeableConcept: story.equipment.some((item) => item.includes('wheelchair'))
            ? concept(own('accessibility-need', 'wheelchair'), 'Step-free rooms and a changing place')
            : concept(own('accessibility-need', 'none')),
        }),
        ext('preferred-contact-mode', { valueCode: 'in-person' }),
      ],
      identifier: [
        {
          type: concept({ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MA' }),
          system: 'https://cares-fhir.example.org/sid/masshealth-member-id',
          value: child.memberId,
        },
      ],
      active: true,
      name: [{ use: 'official', family, given: given.split(' ') }],
      telecom: [{ system: 'phone', value: child.parents[0]!.phone, use: 'home' }],
      gender: child.gender,
      birthDate: child.birthDate,
      address: [{ use: 'home', line: [address.line], city: address.city, state: 'MA', postalCode: address.zip, country: 'US' }],
      communication: languages,
      generalPractitioner: [to(child.primaryCare)],
    },
    ...child.parents.map(
      (parent, index): Loaded => ({
        resourceType: 'RelatedPerson',
        id: `${id}-parent-${index + 1}`,
        meta: claims('cares-guardian'),
        text: narrative(`${parent.given} ${family}, parent`),
        extension: [parts('legal-authority', { kind: { valueCode: 'parent' } })],
        active: true,
        patient: to(`Patient/${id}`),
        relationship: [concept({ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: parent.relation })],
        name: [{ use: 'official', family, given: [parent.given] }],
        telecom: [
          { system: 'phone', value: parent.phone, use: 'mobile' },
          ...(parent.email === undefined ? [] : [{ system: 'email' as const, value: parent.email }]),
        ],
        communication: languages.slice(0, 1),
      }),
    ),
  ]
}

export function cover(child: Child): Loaded[] {
  const { id, memberId } = child
  const plan = plans[child.plan]!
  const check = (name: string, day: string): Loaded => ({
    resourceType: 'CoverageEligibilityResponse',
    id: `${id}-${name}`,
    text: narrative(`Eligibility checked for ${day}`),
    status: 'active',
    purpose: ['validation'],
    patient: to(`Patient/${id}`),
    servicedDate: day,
    created: noon(day),
    request: { display: 'Eligibility Verification System' },
    outcome: 'complete',
    insurer: to(masshealth),
    insurance: [{ coverage: to(`Coverage/${id}-masshealth`), inforce: true }],
  })
  return [
    {
      resourceType: 'Coverage',
      id: `${id}-masshealth`,
      meta: claims('cares-coverage'),
      text: narrative(`MassHealth ${child.coverageType}`),
      identifier: [
        {
          type: concept({ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MB' }),
          system: 'https://cares-fhir.example.org/sid/masshealth-member-id',
          value: memberId,
        },
      ],
      status: 'active',
      type: concept([
        own('masshealth-coverage-type', child.coverageType),
        { system: 'https://nahdo.org/sopt', code: '2', display: 'Medicaid' },
      ]),
      subscriberId: memberId,
      beneficiary: to(`Patient/${id}`),
      relationship: concept({ system: 'http://terminology.hl7.org/CodeSystem/subscriber-relationship', code: 'self' }),
      period: { start: addDays(child.enrolled, -400) },
      payor: [to(plan.reference)],
      order: 1,
      class: [
        {
          type: concept({ system: 'http://terminology.hl7.org/CodeSystem/coverage-class', code: 'plan' }),
          value: plan.type,
          name: plan.name,
        },
      ],
    },
    check('eligibility-check', addDays(child.enrolled, -2)),
  ]
}

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

export function team(child: Child): Loaded {
  const { id, enrolled, provider, story } = child
  const since = { start: enrolled }
  const entry = (role: string, member: string) => ({ role: [concept(own('cares-role', role))], member: to(member), period: since })
  const none = (category: string, reason: string) =>
    parts('category-none', { category: { valueCode: category }, reason: { valueString: reason } })
  return {
    resourceType: 'CareTeam',
    id: `${id}-team`,
    meta: claims('cares-care-team'),
    text: narrative(`The team of ${child.given}`),
    extension: [
      ...(story.technology ? [] : [none('continuous-nursing', 'No skilled nursing is ordered')]),
      none('ccm', 'Not in complex care management'),
      none('state-agency', 'No agency is involved'),
      none('dental', 'The family looks for a dentist'),
      none('behavioral-health', 'Not needed now'),
      ...(child.school === undefined ? [none('school', 'Not of school age')] : [none('early-intervention', 'Past the third birthday')]),
    ],
    status: 'active',
    name: `Team of ${child.given} ${child.family}`,
    subject: to(`Patient/${id}`),
    period: since,
    participant: [
      entry('member', `Patient/${id}`),
      ...child.parents.map((_, index) => entry('parent-guardian', `RelatedPerson/${id}-parent-${index + 1}`)),
      entry('first-line-contact', child.coordinator),
      entry('care-coordinator', child.coordinator),
      entry('senior-care-manager', provider.staff['senior-care-manager']),
      entry('family-support', provider.staff['family-support']),
      entry('primary-care', child.primaryCare),
      ...story.specialists.map((specialty) => entry('specialist', specialist(specialty))),
      child.school === undefined ? entry('early-intervention', earlyIntervention) : entry('school', school(child.school)),
      ...(story.technology ? [entry('continuous-nursing', nursingAgency)] : []),
      entry('community-support', familyNetwork),
      entry('managed-care', plans[child.plan]!.reference),
    ],
    managingOrganization: [to(provider.organization)],
    telecom: [{ system: 'phone', value: '617-555-1030', use: 'work' }],
  }
}

export function enrollment(child: Child): Loaded {
  const { id, enrolled, provider } = child
  return {
    resourceType: 'EpisodeOfCare',
    id: `${id}-enrollment`,
    meta: claims('cares-enrollment'),
    text: narrative(`Enrolled in CARES from ${enrolled}`),
    extension: [
      ext('service-location', { valueReference: to(provider.location) }),
      ext('intake-date', { valueDate: addDays(enrolled, -8) }),
    ],
    status: 'active',
    type: [concept(own('program', 'cares'))],
    patient: to(`Patient/${id}`),
    managingOrganization: to(provider.organization),
    period: { start: enrolled },
    referralRequest: [to(`ServiceRequest/${id}-program-referral`)],
    careManager: to(child.coordinator),
    team: [to(`CareTeam/${id}-team`)],
  }
}
