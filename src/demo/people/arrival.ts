import { addDays } from '#programs/vocabulary/calendar.ts'
import type { Child } from './child.ts'
import { intake } from './intake.ts'
import { earlyIntervention, familyNetwork, masshealth, nursingAgency, plans, school, specialist } from './providers.ts'
import { type Chapter, claims, concept, ext, type Loaded, narrative, noon, own, parts, to } from './record.ts'

/** A child and family, their cover, and how they came into the program. */
export function arrival(child: Child): Chapter[] {
  const { enrolled } = child
  return [
    { title: 'the family', at: noon(addDays(enrolled, -10)), resources: [...people(child), ...cover(child)] },
    { title: 'referral, evaluation, consent', at: noon(addDays(enrolled, -3)), resources: intake(child) },
    { title: 'enrollment', at: noon(enrolled), resources: [team(child), enrollment(child)] },
  ]
}

/** The child and the parents. */
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

/** MassHealth cover, and the eligibility check before the enrollment. */
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

/** The child's care team, and why some kinds of helper are not on it. */
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

/** The enrollment, open from its first day. */
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
