// Made by `npm run profiles` from the code systems in profiles/. Do not edit: change the FSH and run it again.

/** Canonical URL of each local code system. */
export const systems = {
  absenceReason: 'https://cares-fhir.example.org/CodeSystem/absence-reason',
  accessGround: 'https://cares-fhir.example.org/CodeSystem/access-ground',
  accessibilityNeed: 'https://cares-fhir.example.org/CodeSystem/accessibility-need',
  agency: 'https://cares-fhir.example.org/CodeSystem/agency',
  answerMark: 'https://cares-fhir.example.org/CodeSystem/answer-mark',
  assessmentKind: 'https://cares-fhir.example.org/CodeSystem/assessment-kind',
  assignmentSource: 'https://cares-fhir.example.org/CodeSystem/assignment-source',
  callDisposition: 'https://cares-fhir.example.org/CodeSystem/call-disposition',
  capability: 'https://cares-fhir.example.org/CodeSystem/capability',
  careplanKind: 'https://cares-fhir.example.org/CodeSystem/careplan-kind',
  caresActivity: 'https://cares-fhir.example.org/CodeSystem/cares-activity',
  caresProviderType: 'https://cares-fhir.example.org/CodeSystem/cares-provider-type',
  caresRole: 'https://cares-fhir.example.org/CodeSystem/cares-role',
  certificationStatus: 'https://cares-fhir.example.org/CodeSystem/certification-status',
  clockCode: 'https://cares-fhir.example.org/CodeSystem/clock-code',
  clockState: 'https://cares-fhir.example.org/CodeSystem/clock-state',
  communicationKind: 'https://cares-fhir.example.org/CodeSystem/communication-kind',
  competency: 'https://cares-fhir.example.org/CodeSystem/competency',
  consentKind: 'https://cares-fhir.example.org/CodeSystem/consent-kind',
  consultedAnswer: 'https://cares-fhir.example.org/CodeSystem/consulted-answer',
  consultedParty: 'https://cares-fhir.example.org/CodeSystem/consulted-party',
  contactMode: 'https://cares-fhir.example.org/CodeSystem/contact-mode',
  contactWith: 'https://cares-fhir.example.org/CodeSystem/contact-with',
  coordinationFunction: 'https://cares-fhir.example.org/CodeSystem/coordination-function',
  cpActivity: 'https://cares-fhir.example.org/CodeSystem/cp-activity',
  cpRole: 'https://cares-fhir.example.org/CodeSystem/cp-role',
  cspActivity: 'https://cares-fhir.example.org/CodeSystem/csp-activity',
  cspRole: 'https://cares-fhir.example.org/CodeSystem/csp-role',
  cspSetting: 'https://cares-fhir.example.org/CodeSystem/csp-setting',
  cspTrainingTopic: 'https://cares-fhir.example.org/CodeSystem/csp-training-topic',
  deliveryChannel: 'https://cares-fhir.example.org/CodeSystem/delivery-channel',
  determination: 'https://cares-fhir.example.org/CodeSystem/determination',
  documentKind: 'https://cares-fhir.example.org/CodeSystem/document-kind',
  documentSection: 'https://cares-fhir.example.org/CodeSystem/document-section',
  educationLevel: 'https://cares-fhir.example.org/CodeSystem/education-level',
  engagement: 'https://cares-fhir.example.org/CodeSystem/engagement',
  entryMark: 'https://cares-fhir.example.org/CodeSystem/entry-mark',
  error: 'https://cares-fhir.example.org/CodeSystem/error',
  experienceKind: 'https://cares-fhir.example.org/CodeSystem/experience-kind',
  findingOrigin: 'https://cares-fhir.example.org/CodeSystem/finding-origin',
  findingReason: 'https://cares-fhir.example.org/CodeSystem/finding-reason',
  followUpException: 'https://cares-fhir.example.org/CodeSystem/follow-up-exception',
  followUpInformant: 'https://cares-fhir.example.org/CodeSystem/follow-up-informant',
  followUpOutput: 'https://cares-fhir.example.org/CodeSystem/follow-up-output',
  goalHorizon: 'https://cares-fhir.example.org/CodeSystem/goal-horizon',
  goalKind: 'https://cares-fhir.example.org/CodeSystem/goal-kind',
  hieDirection: 'https://cares-fhir.example.org/CodeSystem/hie-direction',
  hieMode: 'https://cares-fhir.example.org/CodeSystem/hie-mode',
  icpDomain: 'https://cares-fhir.example.org/CodeSystem/icp-domain',
  icpStatementAbout: 'https://cares-fhir.example.org/CodeSystem/icp-statement-about',
  icpStatementAnswer: 'https://cares-fhir.example.org/CodeSystem/icp-statement-answer',
  informationSourceKind: 'https://cares-fhir.example.org/CodeSystem/information-source-kind',
  informationSourceUse: 'https://cares-fhir.example.org/CodeSystem/information-source-use',
  legalAuthority: 'https://cares-fhir.example.org/CodeSystem/legal-authority',
  letterCategory: 'https://cares-fhir.example.org/CodeSystem/letter-category',
  linkageType: 'https://cares-fhir.example.org/CodeSystem/linkage-type',
  masshealthCoverageType: 'https://cares-fhir.example.org/CodeSystem/masshealth-coverage-type',
  masshealthPlanType: 'https://cares-fhir.example.org/CodeSystem/masshealth-plan-type',
  meetingKind: 'https://cares-fhir.example.org/CodeSystem/meeting-kind',
  minorConsentBasis: 'https://cares-fhir.example.org/CodeSystem/minor-consent-basis',
  needStatus: 'https://cares-fhir.example.org/CodeSystem/need-status',
  onecareRole: 'https://cares-fhir.example.org/CodeSystem/onecare-role',
  onecareTrainingTopic: 'https://cares-fhir.example.org/CodeSystem/onecare-training-topic',
  pmpmAnswer: 'https://cares-fhir.example.org/CodeSystem/pmpm-answer',
  program: 'https://cares-fhir.example.org/CodeSystem/program',
  readinessTopic: 'https://cares-fhir.example.org/CodeSystem/readiness-topic',
  recordKind: 'https://cares-fhir.example.org/CodeSystem/record-kind',
  referralKind: 'https://cares-fhir.example.org/CodeSystem/referral-kind',
  removalReason: 'https://cares-fhir.example.org/CodeSystem/removal-reason',
  requirement: 'https://cares-fhir.example.org/CodeSystem/requirement',
  schoolAnswer: 'https://cares-fhir.example.org/CodeSystem/school-answer',
  serviceKind: 'https://cares-fhir.example.org/CodeSystem/service-kind',
  socialNeedAnswer: 'https://cares-fhir.example.org/CodeSystem/social-need-answer',
  socialNeedDomain: 'https://cares-fhir.example.org/CodeSystem/social-need-domain',
  staffLicense: 'https://cares-fhir.example.org/CodeSystem/staff-license',
  surveyDomain: 'https://cares-fhir.example.org/CodeSystem/survey-domain',
  taskKind: 'https://cares-fhir.example.org/CodeSystem/task-kind',
  tcmProgram: 'https://cares-fhir.example.org/CodeSystem/tcm-program',
  trainingKind: 'https://cares-fhir.example.org/CodeSystem/training-kind',
  trainingTopic: 'https://cares-fhir.example.org/CodeSystem/training-topic',
  welcomeChannel: 'https://cares-fhir.example.org/CodeSystem/welcome-channel',
} as const

/** Why somebody took no part: {canon}/CodeSystem/absence-reason */
export const absenceReason = [
  'declined',
  'too-young',
  'unable',
  'unavailable',
  'excluded-by-law',
] as const
export type AbsenceReason = (typeof absenceReason)[number]

/** Ground of an access: {canon}/CodeSystem/access-ground */
export const accessGround = [
  'provider',
  'care-team',
  'general-practitioner',
  'payer',
  'treating',
  'task',
  'referral',
  'release',
  'release-for-minor',
  'request',
  'parent',
  'guardian',
  'custody',
  'authorization',
  'emergency',
  'self',
  'role',
  'directory',
  'emergency-plan',
] as const
export type AccessGround = (typeof accessGround)[number]

/** Accessibility need: {canon}/CodeSystem/accessibility-need */
export const accessibilityNeed = [
  'none',
  'wheelchair',
  'interpreter-asl',
  'large-print',
  'plain-language',
  'transport',
  'other',
] as const
export type AccessibilityNeed = (typeof accessibilityNeed)[number]

/** State agency: {canon}/CodeSystem/agency */
export const agency = [
  'dph',
  'dmh',
  'dds',
  'dcf',
  'dta',
  'dys',
  'dese',
  'other',
] as const
export type Agency = (typeof agency)[number]

/** Mark of an answer: {canon}/CodeSystem/answer-mark */
export const answerMark = [
  'may-be-withheld',
] as const
export type AnswerMark = (typeof answerMark)[number]

/** Kind of assessment: {canon}/CodeSystem/assessment-kind */
export const assessmentKind = [
  'initial',
  'annual',
  'event-triggered',
  'abbreviated',
] as const
export type AssessmentKind = (typeof assessmentKind)[number]

/** Source of an assignment: {canon}/CodeSystem/assignment-source */
export const assignmentSource = [
  'auto',
  'identified',
  'referred',
] as const
export type AssignmentSource = (typeof assignmentSource)[number]

/** Disposition of an on-call contact: {canon}/CodeSystem/call-disposition */
export const callDisposition = [
  'advised',
  'referred',
  'emergency',
  'scheduled',
  'no-action',
] as const
export type CallDisposition = (typeof callDisposition)[number]

/** Capability of an actor: {canon}/CodeSystem/capability */
export const capability = [
  'authorize-service',
  'write-ltss-plan',
  'write-waiver-plan',
  'write-plan-care-plan',
  'write-program-plan',
  'propose-service',
  'set-quantity',
  'screen-flexible-services',
  'decide-referral',
  'request-authorization',
  'decide-authorization',
] as const
export type Capability = (typeof capability)[number]

/** Kind of care plan: {canon}/CodeSystem/careplan-kind */
export const careplanKind = [
  'icp',
  'emergency-plan',
  'adult-transition',
  'aftercare',
  'ltss-cp',
  'waiver-isp',
  'provider-program',
  'csp',
  'csp-crisis',
  'csp-discharge',
  'csp-aftercare',
] as const
export type CareplanKind = (typeof careplanKind)[number]

/** CARES activity: {canon}/CodeSystem/cares-activity */
export const caresActivity = [
  'comprehensive-assessment',
  'annual-reassessment',
  'event-reassessment',
  'abbreviated-evaluation',
  'icp-development',
  'icp-update',
  'care-planning-meeting',
  'emergency-plan-update',
  'adult-transition-plan',
  'family-advocacy',
  'team-liaison',
  'education-coordination',
  'dme-home-appointment-pa',
  'hrsn-coordination',
  'eligibility-benefits-support',
  'care-transition',
  'adult-clinician-linkage',
  'decision-support-referral',
  'adult-readiness-education',
  'regular-contact',
  'on-call-triage',
  'monitoring-review',
  'referral-follow-up',
  'transfer-timing-review',
  'case-review-meeting',
  'program-education',
  'consent-taking',
  'outreach-attempt',
  'staff-consult',
  'aftercare-planning',
] as const
export type CaresActivity = (typeof caresActivity)[number]
/** Federal part of targeted case management: assessment, care-plan, referral, monitoring, or none */
export const caresActivityPart: Readonly<Record<CaresActivity, 'assessment' | 'care-plan' | 'referral' | 'monitoring' | 'none'>> = {
  'comprehensive-assessment': 'assessment',
  'annual-reassessment': 'assessment',
  'event-reassessment': 'assessment',
  'abbreviated-evaluation': 'assessment',
  'icp-development': 'care-plan',
  'icp-update': 'care-plan',
  'care-planning-meeting': 'care-plan',
  'emergency-plan-update': 'care-plan',
  'adult-transition-plan': 'care-plan',
  'family-advocacy': 'referral',
  'team-liaison': 'referral',
  'education-coordination': 'referral',
  'dme-home-appointment-pa': 'referral',
  'hrsn-coordination': 'referral',
  'eligibility-benefits-support': 'referral',
  'care-transition': 'referral',
  'adult-clinician-linkage': 'referral',
  'decision-support-referral': 'referral',
  'adult-readiness-education': 'referral',
  'regular-contact': 'monitoring',
  'on-call-triage': 'monitoring',
  'monitoring-review': 'monitoring',
  'referral-follow-up': 'monitoring',
  'transfer-timing-review': 'monitoring',
  'case-review-meeting': 'none',
  'program-education': 'none',
  'consent-taking': 'none',
  'outreach-attempt': 'none',
  'staff-consult': 'none',
  'aftercare-planning': 'none',
}
/** May count towards the two services of a month, by default */
export const caresActivityCountable: Readonly<Record<CaresActivity, boolean>> = {
  'comprehensive-assessment': true,
  'annual-reassessment': true,
  'event-reassessment': true,
  'abbreviated-evaluation': true,
  'icp-development': true,
  'icp-update': true,
  'care-planning-meeting': true,
  'emergency-plan-update': true,
  'adult-transition-plan': true,
  'family-advocacy': true,
  'team-liaison': true,
  'education-coordination': true,
  'dme-home-appointment-pa': true,
  'hrsn-coordination': true,
  'eligibility-benefits-support': true,
  'care-transition': true,
  'adult-clinician-linkage': true,
  'decision-support-referral': true,
  'adult-readiness-education': true,
  'regular-contact': true,
  'on-call-triage': true,
  'monitoring-review': true,
  'referral-follow-up': true,
  'transfer-timing-review': true,
  'case-review-meeting': false,
  'program-education': false,
  'consent-taking': false,
  'outreach-attempt': false,
  'staff-consult': false,
  'aftercare-planning': false,
}

/** CARES provider type: {canon}/CodeSystem/cares-provider-type */
export const caresProviderType = [
  'chc',
  'aoh',
  'hlhc',
  'hospital-satellite',
  'group-practice',
] as const
export type CaresProviderType = (typeof caresProviderType)[number]

/** Role in the CARES team: {canon}/CodeSystem/cares-role */
export const caresRole = [
  'program-director',
  'senior-care-manager',
  'care-coordinator',
  'family-support',
  'senior-medical-professional',
  'first-line-contact',
  'primary-care',
  'specialist',
  'dental',
  'behavioral-health',
  'school',
  'early-intervention',
  'ccm',
  'continuous-nursing',
  'community-support',
  'state-agency',
  'managed-care',
  'natural-support',
  'parent-guardian',
  'member',
  'adult-clinician',
] as const
export type CaresRole = (typeof caresRole)[number]

/** Status of a certification: {canon}/CodeSystem/certification-status */
export const certificationStatus = [
  'draft',
  'submitted',
  'info-requested',
  'approved',
  'denied',
  'withdrawn',
] as const
export type CertificationStatus = (typeof certificationStatus)[number]

/** Named clock: {canon}/CodeSystem/clock-code */
export const clockCode = [
  'enrollment-60',
  'enrollment-letter',
  'icp-copy',
  'annual-reassessment',
  'event-reassessment',
  'monitoring-review',
  'referral-follow-up',
  'icp-update',
  'adult-transition-plan',
  'decision-support',
  'termination-letter',
  'aftercare-plan',
  'pcp-share',
  'initial-training',
  'annual-training',
  'claim-filing',
  'smp-consult',
] as const
export type ClockCode = (typeof clockCode)[number]

/** State of a clock: {canon}/CodeSystem/clock-state */
export const clockState = [
  'not-started',
  'running',
  'due-soon',
  'met',
  'met-late',
  'excused',
  'overdue',
  'not-applicable',
] as const
export type ClockState = (typeof clockState)[number]

/** Kind of communication: {canon}/CodeSystem/communication-kind */
export const communicationKind = [
  'enrollment-letter',
  'termination-letter',
  'rights-and-responsibilities',
  'choice-acknowledgement',
  'icp-share',
  'icp-copy',
  'cease-notice',
  'scheduled-beyond-30',
  'no-date-known',
  'case-note',
  'first-line-change',
  'part2-notice',
  'hiv-notice',
  'part-declined',
  'training-opportunity',
  'offer',
  'welcome',
  'csp-termination-notice',
  'consent-revoked',
] as const
export type CommunicationKind = (typeof communicationKind)[number]

/** Competency: {canon}/CodeSystem/competency */
export const competency = [
  'motivational-interviewing',
  'trauma-informed-care',
  'medical-complexity-literacy',
  'transition-and-referral',
] as const
export type Competency = (typeof competency)[number]

/** Kind of consent: {canon}/CodeSystem/consent-kind */
export const consentKind = [
  'program-enrollment',
  'release',
  'removal',
  'choice-acknowledgement',
  'minor-consented',
  'part2',
  'hiv',
  'ferpa',
  'emergency-exception',
] as const
export type ConsentKind = (typeof consentKind)[number]

/** Answer about a consultation: {canon}/CodeSystem/consulted-answer */
export const consultedAnswer = [
  'yes',
  'no',
  'not-applicable',
] as const
export type ConsultedAnswer = (typeof consultedAnswer)[number]

/** Party consulted: {canon}/CodeSystem/consulted-party */
export const consultedParty = [
  'member',
  'parent-guardian',
  'providers',
  'agencies',
  'team',
] as const
export type ConsultedParty = (typeof consultedParty)[number]

/** Mode of contact: {canon}/CodeSystem/contact-mode */
export const contactMode = [
  'in-person',
  'telehealth',
  'phone',
  'message',
  'collateral',
] as const
export type ContactMode = (typeof contactMode)[number]

/** Who was met: {canon}/CodeSystem/contact-with */
export const contactWith = [
  'member',
  'parent-guardian',
  'collateral',
  'sibling',
] as const
export type ContactWith = (typeof contactWith)[number]

/** Coordination function: {canon}/CodeSystem/coordination-function */
export const coordinationFunction = [
  'assessment',
  'care-planning',
  'service-coordination',
  'care-transition',
  'social-needs',
  'health-education',
] as const
export type CoordinationFunction = (typeof coordinationFunction)[number]

/** Activity of an LTSS Community Partner: {canon}/CodeSystem/cp-activity */
export const cpActivity = [
  'outreach-engagement',
  'needs-informed-choice',
  'ltss-care-plan',
  'coordinate-ltss-social',
  'plan-team',
  'agency-provider-work',
] as const
export type CpActivity = (typeof cpActivity)[number]

/** Role around an LTSS Community Partner: {canon}/CodeSystem/cp-role */
export const cpRole = [
  'cp-care-coordinator',
  'plan-care-coordinator',
  'waiver-case-manager',
  'dds-service-coordinator',
  'ltss-provider',
  'tpa',
] as const
export type CpRole = (typeof cpRole)[number]

/** Activity of a community support program: {canon}/CodeSystem/csp-activity */
export const cspActivity = [
  'outreach',
  'needs-assessment',
  'service-planning',
  'linkage',
  'travel-engagement',
  'transport-short-term',
  'benefits-help',
  'housing-help',
  'health-research',
  'peer-support',
  'education',
  'crisis-support',
  'csp-discharge-planning',
  'telehealth-assist',
] as const
export type CspActivity = (typeof cspActivity)[number]

/** Role in a community support program: {canon}/CodeSystem/csp-role */
export const cspRole = [
  'csp-worker',
  'csp-supervisor',
  'therapist',
  'esp',
] as const
export type CspRole = (typeof cspRole)[number]

/** Setting of a community support contact: {canon}/CodeSystem/csp-setting */
export const cspSetting = [
  'home',
  'shelter',
  'emergency-room',
  'inpatient-unit',
  'diversionary-unit',
  'day-program',
  'office',
  'community',
  'remote',
] as const
export type CspSetting = (typeof cspSetting)[number]

/** Training topic of a community support program: {canon}/CodeSystem/csp-training-topic */
export const cspTrainingTopic = [
  'co-occurring-disorders',
  'trauma-informed-care',
  'tbi',
  'motivational-interviewing',
  'stages-of-change',
  'progressive-engagement',
  'adult-psychiatric-conditions',
  'substance-use',
  'recovery',
  'medical-issues',
  'boundaries',
  'confidentiality',
  'peers-as-workers',
  'ending-service-well',
] as const
export type CspTrainingTopic = (typeof cspTrainingTopic)[number]

/** Delivery channel: {canon}/CodeSystem/delivery-channel */
export const deliveryChannel = [
  'certified-mail',
  'mail',
  'electronic',
  'portal',
  'fax',
  'direct',
  'in-hand',
] as const
export type DeliveryChannel = (typeof deliveryChannel)[number]

/** Determination of clinical eligibility: {canon}/CodeSystem/determination */
export const determination = [
  'eligible',
  'not-eligible',
  'pending',
] as const
export type Determination = (typeof determination)[number]

/** Kind of document: {canon}/CodeSystem/document-kind */
export const documentKind = [
  'enrollment-letter',
  'termination-letter',
  'icp',
  'emergency-plan',
  'aftercare-plan',
  'transition-plan',
  'release-form',
  'authority-document',
  'consent-form',
  'certification-notice',
  'certification-application',
  'policy',
  'training-policy',
  'training-certificate',
  'iep',
  'plan-504',
  'program-planning-note',
  'condition-fact-sheet',
  'discharge-plan',
  'shared-plan',
  'hand-over-summary',
  'agreement',
  'progress-note',
] as const
export type DocumentKind = (typeof documentKind)[number]

/** Section of a document: {canon}/CodeSystem/document-section */
export const documentSection = [
  'care-team',
  'health-summary',
  'services',
  'goals',
  'education',
  'social-needs',
  'steps',
  'transitions',
  'emergency-plan',
  'accessibility',
  'medications',
  'allergies',
  'accommodations',
  'providers',
  'conditions',
  'ending',
  'recommendations',
  'referrals',
  'treatments',
  'medical-summary',
  'fact-sheet',
  'legal-papers',
] as const
export type DocumentSection = (typeof documentSection)[number]
/** LOINC code that stands beside, or none */
export const documentSectionLoinc: Readonly<Record<DocumentSection, '85847-2' | '11348-0' | '62387-6' | '61146-7' | 'none' | '29762-2' | '18776-5' | '10160-0' | '48765-2' | '11450-4'>> = {
  'care-team': '85847-2',
  'health-summary': '11348-0',
  'services': '62387-6',
  'goals': '61146-7',
  'education': 'none',
  'social-needs': '29762-2',
  'steps': '18776-5',
  'transitions': 'none',
  'emergency-plan': 'none',
  'accessibility': 'none',
  'medications': '10160-0',
  'allergies': '48765-2',
  'accommodations': 'none',
  'providers': 'none',
  'conditions': '11450-4',
  'ending': 'none',
  'recommendations': 'none',
  'referrals': 'none',
  'treatments': 'none',
  'medical-summary': 'none',
  'fact-sheet': 'none',
  'legal-papers': 'none',
}

/** Level of education: {canon}/CodeSystem/education-level */
export const educationLevel = [
  'high-school',
  'associate',
  'bachelor',
  'master',
  'doctorate',
] as const
export type EducationLevel = (typeof educationLevel)[number]

/** Engagement of staff: {canon}/CodeSystem/engagement */
export const engagement = [
  'employed',
  'contracted',
] as const
export type Engagement = (typeof engagement)[number]

/** Mark of an entry: {canon}/CodeSystem/entry-mark */
export const entryMark = [
  'late-entry',
] as const
export type EntryMark = (typeof entryMark)[number]

/** Error of this server: {canon}/CodeSystem/error */
export const error = [
  'not-found',
  'deleted',
  'audit-trail',
  'exists',
  'address',
  'unknown-address',
  'address-too-long',
  'headers-too-large',
  'not-http',
  'sent-too-slowly',
  'method-not-allowed',
  'unsupported-type',
  'unsupported-interaction',
  'unsupported-operation',
  'not-acceptable',
  'media-type',
  'content-encoding',
  'encoding',
  'invalid-json',
  'body-too-large',
  'too-deep',
  'too-many-entries',
  'unknown-parameter',
  'unsupported-parameter',
  'unsupported-modifier',
  'invalid-parameter',
  'missing-parameter',
  'invalid-search-parameter',
  'invalid-search-value',
  'continuation',
  'too-many-parameters',
  'too-many-clauses',
  'too-many-values',
  'too-many-codes',
  'value-too-long',
  'chain-too-long',
  'chain-too-wide',
  'words-too-wide',
  'filter-too-deep',
  'too-many-sort-keys',
  'too-many-includes',
  'graphql',
  'graphql-layout',
  'query-too-long',
  'query-too-deep',
  'query-too-costly',
  'too-many-fields',
  'too-many-lookups',
  'too-many-resources',
  'answer-too-large',
  'structure',
  'unknown',
  'unknown-element',
  'value',
  'format',
  'type',
  'invariant',
  'binding',
  'code-invalid',
  'unknown-code',
  'required',
  'cardinality',
  'slicing',
  'extension-url',
  'unknown-extension',
  'extension-context',
  'attachment-size',
  'attachment-hash',
  'profile',
  'profile-type',
  'profile-unknown',
  'not-checked',
  'value-set-not-expanded',
  'definition-unknown',
  'date-not-supported',
  'too-costly',
  'expression-too-costly',
  'too-many-issues',
  'reference',
  'reference-target',
  'type-mismatch',
  'id-mismatch',
  'invalid-id',
  'duplicate',
  'written-twice',
  'conflict',
  'version-conflict',
  'precondition-required',
  'multiple-matches',
  'no-token',
  'invalid-token',
  'token-not-active',
  'insufficient-scope',
  'scope',
  'not-to-be-written',
  'treatment-over',
  'made-up-trail',
  'past-sight',
  'not-for-this-client',
  'distributed',
  'forbidden',
  'purpose',
  'too-many-requests',
  'too-busy',
  'statement-timeout',
  'request-timeout',
  'database-unavailable',
  'unavailable',
  'unexpected',
] as const
export type Error = (typeof error)[number]

/** Kind of experience: {canon}/CodeSystem/experience-kind */
export const experienceKind = [
  'clinical',
  'target-population',
  'administrative',
  'youth-families',
  'lived-experience',
] as const
export type ExperienceKind = (typeof experienceKind)[number]

/** Origin of a finding: {canon}/CodeSystem/finding-origin */
export const findingOrigin = [
  'write',
] as const
export type FindingOrigin = (typeof findingOrigin)[number]

/** Reason of a finding that no row names: {canon}/CodeSystem/finding-reason */
export const findingReason = [
  'claim-adjust-or-void',
  'late-entry',
  'stale-emergency-plan',
  'source-without-release',
] as const
export type FindingReason = (typeof findingReason)[number]

/** Why a follow-up was not made: {canon}/CodeSystem/follow-up-exception */
export const followUpException = [
  'member-unreachable',
  'family-declined',
  'member-hospitalized',
  'provider-unresponsive',
  'emergency',
  'other',
] as const
export type FollowUpException = (typeof followUpException)[number]

/** Informant of a follow-up: {canon}/CodeSystem/follow-up-informant */
export const followUpInformant = [
  'member',
  'representative',
  'provider',
] as const
export type FollowUpInformant = (typeof followUpInformant)[number]

/** Output of a referral follow-up: {canon}/CodeSystem/follow-up-output */
export const followUpOutput = [
  'received',
  'met-need',
  'informant',
  'made-on',
] as const
export type FollowUpOutput = (typeof followUpOutput)[number]

/** Horizon of a goal: {canon}/CodeSystem/goal-horizon */
export const goalHorizon = [
  'short',
  'long',
  'aspirational',
] as const
export type GoalHorizon = (typeof goalHorizon)[number]

/** Kind of goal: {canon}/CodeSystem/goal-kind */
export const goalKind = [
  'clinical',
  'functional',
  'developmental',
  'social',
] as const
export type GoalKind = (typeof goalKind)[number]

/** Direction of exchange: {canon}/CodeSystem/hie-direction */
export const hieDirection = [
  'one-way',
  'two-way',
  'unknown',
] as const
export type HieDirection = (typeof hieDirection)[number]

/** Mode of exchange: {canon}/CodeSystem/hie-mode */
export const hieMode = [
  'digital',
  'telephone',
  'fax',
  'other',
  'unknown',
] as const
export type HieMode = (typeof hieMode)[number]

/** Domain of need: {canon}/CodeSystem/icp-domain */
export const icpDomain = [
  'medical',
  'social',
  'educational',
  'other',
] as const
export type IcpDomain = (typeof icpDomain)[number]

/** What a plan statement is about: {canon}/CodeSystem/icp-statement-about */
export const icpStatementAbout = [
  'domain-medical',
  'domain-social',
  'domain-educational',
  'domain-other',
  'kind-clinical',
  'kind-functional',
  'kind-developmental',
  'kind-social',
  'aspirational',
  'services',
  'medical-history',
  'behavioral-history',
  'personal-circumstances',
  'educational-circumstances',
  'behavioral-circumstances',
  'social-circumstances',
  'has-iep',
  'has-504',
  'school-supports',
  'housing',
  'nutrition',
  'utilities',
  'transport',
  'transitions',
  'family-member',
  'family-parent',
  'accessibility',
  'medications',
  'allergies',
  'team-primary-care',
  'team-specialist',
  'team-dental',
  'team-behavioral-health',
  'team-school',
  'team-early-intervention',
  'team-ccm',
  'team-continuous-nursing',
  'team-community-support',
  'team-state-agency',
  'team-managed-care',
  'team-natural-support',
  'team-adult-clinician',
  'team-program-director',
  'team-senior-care-manager',
  'team-care-coordinator',
  'team-family-support',
  'team-senior-medical-professional',
  'team-first-line-contact',
  'team-parent-guardian',
  'team-member',
] as const
export type IcpStatementAbout = (typeof icpStatementAbout)[number]

/** Answer of a plan statement: {canon}/CodeSystem/icp-statement-answer */
export const icpStatementAnswer = [
  'none-identified',
  'none-stated',
  'none-known',
  'none-foreseen',
  'none-yet',
  'none',
  'listed',
  'stated',
  'yes',
  'no',
  'not-school-age',
  'declined',
  'too-young',
  'unable',
  'unavailable',
  'excluded-by-law',
  'not-applicable',
  'not-needed',
] as const
export type IcpStatementAnswer = (typeof icpStatementAnswer)[number]

/** Kind of information source: {canon}/CodeSystem/information-source-kind */
export const informationSourceKind = [
  'member',
  'parent-guardian',
  'clinician',
  'state-agency',
  'social-service',
  'educator',
  'record',
] as const
export type InformationSourceKind = (typeof informationSourceKind)[number]

/** Use of an information source: {canon}/CodeSystem/information-source-use */
export const informationSourceUse = [
  'used',
  'not-applicable',
  'unavailable',
] as const
export type InformationSourceUse = (typeof informationSourceUse)[number]

/** Legal authority over a member: {canon}/CodeSystem/legal-authority */
export const legalAuthority = [
  'parent',
  'legal-guardian',
  'court-guardian',
  'caregiver-authorization',
  'custody-agency',
] as const
export type LegalAuthority = (typeof legalAuthority)[number]

/** Kind of letter: {canon}/CodeSystem/letter-category */
export const letterCategory = [
  'enrollment-letter',
  'termination-letter',
] as const
export type LetterCategory = (typeof letterCategory)[number]

/** Type of linkage: {canon}/CodeSystem/linkage-type */
export const linkageType = [
  'primary-care',
  'peer-recovery',
  'self-help',
  'consumer-run',
  'advocacy',
  'community',
] as const
export type LinkageType = (typeof linkageType)[number]

/** MassHealth coverage type: {canon}/CodeSystem/masshealth-coverage-type */
export const masshealthCoverageType = [
  'standard',
  'commonhealth',
  'careplus',
  'family-assistance',
  'limited',
  'buy-in',
  'senior-buy-in',
  'other',
] as const
export type MasshealthCoverageType = (typeof masshealthCoverageType)[number]

/** MassHealth plan type: {canon}/CodeSystem/masshealth-plan-type */
export const masshealthPlanType = [
  'acpp',
  'primary-care-aco',
  'mco-administered-aco',
  'mco',
  'pcc-plan',
  'ffs',
  'one-care',
  'sco',
] as const
export type MasshealthPlanType = (typeof masshealthPlanType)[number]

/** Kind of meeting: {canon}/CodeSystem/meeting-kind */
export const meetingKind = [
  'care-planning',
  'case-review',
  'individual-supervision',
  'group-supervision',
  'aftercare-meeting',
  'referred-service',
] as const
export type MeetingKind = (typeof meetingKind)[number]

/** Basis on which a minor may consent: {canon}/CodeSystem/minor-consent-basis */
export const minorConsentBasis = [
  'married',
  'widowed',
  'divorced',
  'parent',
  'armed-forces',
  'pregnant',
  'living-apart',
  'public-health-disease',
  'drug-dependency',
  'mature-minor',
] as const
export type MinorConsentBasis = (typeof minorConsentBasis)[number]

/** Status of an identified need: {canon}/CodeSystem/need-status */
export const needStatus = [
  'open',
  'addressed',
  'resolved',
  'no-action',
] as const
export type NeedStatus = (typeof needStatus)[number]

/** Role in a One Care team: {canon}/CodeSystem/onecare-role */
export const onecareRole = [
  'care-coordinator',
  'clinical-care-manager',
  'lts-coordinator',
  'single-contact',
  'ict-participant',
] as const
export type OnecareRole = (typeof onecareRole)[number]

/** Training topic of a One Care team: {canon}/CodeSystem/onecare-training-topic */
export const onecareTrainingTopic = [
  'person-centered-planning',
  'cultural-competence',
  'accessibility-accommodation',
  'independent-living-recovery',
  'wellness',
] as const
export type OnecareTrainingTopic = (typeof onecareTrainingTopic)[number]

/** Answer of a month's payment eligibility: {canon}/CodeSystem/pmpm-answer */
export const pmpmAnswer = [
  'payable',
] as const
export type PmpmAnswer = (typeof pmpmAnswer)[number]

/** Care program: {canon}/CodeSystem/program */
export const program = [
  'cares',
  'csp',
  'ltss-cp',
  'bh-cp',
  'one-care',
  'icc',
  'dds-tcm',
  'dmh-tcm',
  'dcf-tcm',
  'dys-tcm',
  'ei-service-coordination',
  'ccm',
  'aco-care-management',
  'other',
] as const
export type Program = (typeof program)[number]

/** Topic of adult readiness: {canon}/CodeSystem/readiness-topic */
export const readinessTopic = [
  'legal-decision-change',
  'privacy-consent',
  'self-advocacy',
  'information-access',
] as const
export type ReadinessTopic = (typeof readinessTopic)[number]

/** Kind of record: {canon}/CodeSystem/record-kind */
export const recordKind = [
  'training-record',
  'competency-attestation',
  'waiver',
  'issuance',
] as const
export type RecordKind = (typeof recordKind)[number]

/** Kind of referral: {canon}/CodeSystem/referral-kind */
export const referralKind = [
  'program-referral',
  'service-referral',
  'transfer-referral',
] as const
export type ReferralKind = (typeof referralKind)[number]

/** Reason for removal: {canon}/CodeSystem/removal-reason */
export const removalReason = [
  'criteria-not-met',
  'conditions-resolved',
  'goals-met',
  'lower-intensity',
  'family-declined',
  'masshealth-lost',
  'moved-out',
  'own-choice',
  'deceased',
  'provider-ceased',
  'transfer',
] as const
export type RemovalReason = (typeof removalReason)[number]
/** An administrative end, which skips the reason checks */
export const removalReasonAdministrative: Readonly<Record<RemovalReason, boolean>> = {
  'criteria-not-met': false,
  'conditions-resolved': false,
  'goals-met': false,
  'lower-intensity': false,
  'family-declined': false,
  'masshealth-lost': false,
  'moved-out': false,
  'own-choice': false,
  'deceased': true,
  'provider-ceased': true,
  'transfer': true,
}

/** Requirement: {canon}/CodeSystem/requirement */
export const requirement = [
  'TIME-01',
  'TIME-02',
  'TIME-03',
  'TIME-04',
  'TIME-05',
  'TIME-06',
  'TIME-07',
  'TIME-08',
  'TIME-09',
  'TIME-10',
  'TIME-11',
  'TIME-12',
  'CARES-ELG-01',
  'CARES-ELG-02',
  'CARES-ELG-03',
  'CARES-ELG-04',
  'CARES-ELG-05',
  'CARES-PRV-01',
  'CARES-PRV-02',
  'CARES-PRV-03',
  'CARES-PRV-04',
  'CARES-PRV-05',
  'CARES-PRV-06',
  'CARES-PRV-07',
  'CARES-PRV-08',
  'CARES-PRV-09',
  'CARES-ASN-01',
  'CARES-ASN-02',
  'CARES-ASN-03',
  'CARES-ASN-04',
  'CARES-ASN-05',
  'CARES-ASN-06',
  'CARES-ASN-07',
  'CARES-ASN-08',
  'CARES-ASN-09',
  'CARES-ASN-10',
  'CARES-ASN-11',
  'CARES-ASN-12',
  'CARES-STF-01',
  'CARES-STF-02',
  'CARES-STF-03',
  'CARES-STF-04',
  'CARES-STF-05',
  'CARES-STF-06',
  'CARES-STF-07',
  'CARES-STF-08',
  'CARES-STF-09',
  'CARES-STF-10',
  'CARES-STF-11',
  'CARES-STF-12',
  'CARES-STF-13',
  'CARES-STF-14',
  'CARES-STF-15',
  'CARES-TRN-01',
  'CARES-TRN-02',
  'CARES-TRN-03',
  'CARES-TRN-04',
  'CARES-TRN-05',
  'CARES-TRN-06',
  'CARES-TRN-07',
  'CARES-TRN-08',
  'CARES-ASM-01',
  'CARES-ASM-02',
  'CARES-ASM-03',
  'CARES-ASM-04',
  'CARES-ASM-05',
  'CARES-ASM-06',
  'CARES-ASM-07',
  'CARES-ASM-08',
  'CARES-ASM-09',
  'CARES-ASM-10',
  'CARES-ICP-01',
  'CARES-ICP-02',
  'CARES-ICP-03',
  'CARES-ICP-04',
  'CARES-ICP-05',
  'CARES-ICP-06',
  'CARES-ICP-07',
  'CARES-ICP-08',
  'CARES-ICP-09',
  'CARES-ICP-10',
  'CARES-ICP-11',
  'CARES-ICP-12',
  'CARES-ICP-13',
  'CARES-ICP-14',
  'CARES-ICP-15',
  'CARES-ICP-16',
  'CARES-ICP-17',
  'CARES-ICP-18',
  'CARES-EMG-01',
  'CARES-EMG-02',
  'CARES-EMG-03',
  'CARES-COO-01',
  'CARES-COO-02',
  'CARES-COO-03',
  'CARES-COO-04',
  'CARES-COO-05',
  'CARES-COO-06',
  'CARES-COO-07',
  'CARES-COO-08',
  'CARES-COO-09',
  'CARES-COO-10',
  'CARES-COO-11',
  'CARES-COO-12',
  'CARES-TRA-01',
  'CARES-TRA-02',
  'CARES-TRA-03',
  'CARES-TRA-04',
  'CARES-TRA-05',
  'CARES-TRA-06',
  'CARES-MON-01',
  'CARES-MON-02',
  'CARES-MON-03',
  'CARES-MON-04',
  'CARES-MON-05',
  'CARES-MON-06',
  'CARES-MON-07',
  'CARES-MON-08',
  'CARES-MON-09',
  'CARES-QLT-01',
  'CARES-QLT-02',
  'CARES-QLT-03',
  'CARES-QLT-04',
  'CARES-QLT-05',
  'CARES-QLT-06',
  'CARES-QLT-07',
  'CARES-QLT-08',
  'CARES-CON-01',
  'CARES-CON-02',
  'CARES-CON-03',
  'CARES-CON-04',
  'CARES-CON-05',
  'CARES-CON-06',
  'CARES-CON-07',
  'CARES-CON-08',
  'CARES-REM-01',
  'CARES-REM-02',
  'CARES-REM-03',
  'CARES-REM-04',
  'CARES-REM-05',
  'CARES-REM-06',
  'CARES-REM-07',
  'CARES-REM-08',
  'CARES-REM-09',
  'CARES-REM-10',
  'CARES-REM-11',
  'CARES-REM-12',
  'CARES-REM-13',
  'CARES-PAY-01',
  'CARES-PAY-02',
  'CARES-PAY-03',
  'CARES-PAY-04',
  'CARES-PAY-05',
  'CARES-PAY-06',
  'CARES-PAY-07',
  'CARES-PAY-08',
  'CARES-PAY-09',
  'CARES-PAY-10',
  'CARES-PAY-11',
  'CARES-PAY-12',
  'CARES-PAY-13',
  'CP-01',
  'CP-02',
  'CP-03',
  'CP-04',
  'CP-05',
  'CP-06',
  'CP-07',
  'CP-08',
  'CP-09',
  'CP-10',
  'CP-11',
  'CP-12',
  'CP-13',
  'CP-14',
  'CP-15',
  'CP-16',
  'CP-17',
  'CP-18',
  'OC-01',
  'OC-02',
  'OC-03',
  'OC-04',
  'OC-05',
  'OC-06',
  'OC-07',
  'OC-08',
  'OC-09',
  'OC-10',
  'OC-11',
  'OC-12',
  'OC-13',
  'OC-14',
  'OC-15',
  'OC-16',
  'CSP-01',
  'CSP-02',
  'CSP-03',
  'CSP-04',
  'CSP-05',
  'CSP-06',
  'CSP-07',
  'CSP-08',
  'CSP-09',
  'CSP-10',
  'CSP-11',
  'CSP-12',
  'CSP-13',
  'CSP-14',
  'CSP-15',
  'CSP-16',
  'CSP-17',
  'CSP-18',
  'CSP-19',
  'CSP-20',
  'CSP-21',
  'CSP-22',
  'CSP-23',
  'CSP-24',
  'CSP-25',
  'CSP-26',
  'CSP-27',
  'CSP-28',
  'CSP-29',
  'CSP-30',
  'CSP-31',
  'CSP-32',
  'LAW-01',
  'LAW-02',
  'LAW-03',
  'LAW-04',
  'LAW-05',
  'LAW-06',
  'LAW-07',
  'LAW-08',
  'LAW-09',
  'LAW-10',
] as const
export type Requirement = (typeof requirement)[number]

/** Answer about a school plan: {canon}/CodeSystem/school-answer */
export const schoolAnswer = [
  'yes',
  'no',
  'not-school-age',
] as const
export type SchoolAnswer = (typeof schoolAnswer)[number]

/** Kind of planned or current service: {canon}/CodeSystem/service-kind */
export const serviceKind = [
  'current-service',
  'school-support',
  'recommended-step',
  'anticipated-transition',
  'adult-transition-plan-due',
  'transfer-of-care',
  'sdoh',
] as const
export type ServiceKind = (typeof serviceKind)[number]

/** Answer about a social need: {canon}/CodeSystem/social-need-answer */
export const socialNeedAnswer = [
  'yes',
  'no',
  'declined',
] as const
export type SocialNeedAnswer = (typeof socialNeedAnswer)[number]

/** Domain of a social need: {canon}/CodeSystem/social-need-domain */
export const socialNeedDomain = [
  'housing',
  'nutrition',
  'utilities',
  'transport',
] as const
export type SocialNeedDomain = (typeof socialNeedDomain)[number]

/** License or certification of staff: {canon}/CodeSystem/staff-license */
export const staffLicense = [
  'md',
  'do',
  'np',
  'pa',
  'rn',
  'lpn',
  'licsw',
  'lcsw',
  'lsw',
  'chw',
] as const
export type StaffLicense = (typeof staffLicense)[number]

/** Domain of the family experience survey: {canon}/CodeSystem/survey-domain */
export const surveyDomain = [
  'coordination',
  'communication',
  'family-impact',
  'goals-planning',
] as const
export type SurveyDomain = (typeof surveyDomain)[number]

/** Kind of task: {canon}/CodeSystem/task-kind */
export const taskKind = [
  'program-clock',
  'compliance-finding',
  'referral-follow-up',
  'scm-review',
  'smp-consult',
  'certification-application',
  'member-identified',
  'care-transition',
  'aftercare-start',
  'age-18-notice',
  'coverage-end',
  'eligibility-support',
  'pa-assistance',
  'reassessment-trigger',
  'transfer-hand-over',
  'program-decision',
  'data-request',
  'site-visit',
  'audit-request',
  'medical-necessity-request',
  'report-due',
  'letter-due',
  'plan-proposal',
  'csp-attempt',
  'csp-contact-24h',
  'supervisor-approval',
  'corrective-action',
  'readiness-item',
  'overlap-query',
  'iep-request',
  'emergency-access-review',
  '504-request',
] as const
export type TaskKind = (typeof taskKind)[number]

/** Programs beside CARES and how they stand to its payment: {canon}/CodeSystem/tcm-program */
export const tcmProgram = [
  'cares',
  'icc',
  'dds-tcm',
  'dmh-tcm',
  'dcf-tcm',
  'dys-tcm',
  'ei-service-coordination',
  'other',
  'ccm',
  'bh-cp',
  'ltss-cp',
  'csp',
  'one-care',
  'aco-care-management',
] as const
export type TcmProgram = (typeof tcmProgram)[number]
/** self, conflicts (service days exclude each other), warns, or none */
export const tcmProgramConflict: Readonly<Record<TcmProgram, 'self' | 'conflicts' | 'warns' | 'none'>> = {
  'cares': 'self',
  'icc': 'conflicts',
  'dds-tcm': 'conflicts',
  'dmh-tcm': 'conflicts',
  'dcf-tcm': 'conflicts',
  'dys-tcm': 'warns',
  'ei-service-coordination': 'warns',
  'other': 'warns',
  'ccm': 'none',
  'bh-cp': 'none',
  'ltss-cp': 'none',
  'csp': 'warns',
  'one-care': 'warns',
  'aco-care-management': 'warns',
}

/** Kind of training: {canon}/CodeSystem/training-kind */
export const trainingKind = [
  'initial',
  'annual',
] as const
export type TrainingKind = (typeof trainingKind)[number]

/** Training topic: {canon}/CodeSystem/training-topic */
export const trainingTopic = [
  'coordination-principles',
  'equity-implicit-bias',
  'privacy-hipaa-ferpa',
  'community-resources',
  'education-systems-iep-504',
  'shared-plan-life-course',
  'medical-aspects',
  'program-marketing',
  'outreach',
  'assessment-instruments',
] as const
export type TrainingTopic = (typeof trainingTopic)[number]

/** Preferred channel of a One Care member: {canon}/CodeSystem/welcome-channel */
export const welcomeChannel = [
  'home-visit',
  'email',
  'phone',
  'office',
] as const
export type WelcomeChannel = (typeof welcomeChannel)[number]
