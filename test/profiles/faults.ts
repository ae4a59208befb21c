const canon = 'https://cares-fhir.example.org'

// biome-ignore lint/suspicious/noExplicitAny: a fault is by its nature outside the type
export type Spoil = (record: any) => void

/** An extension of ours on a record. */
// biome-ignore lint/suspicious/noExplicitAny: as above
const extension = (record: any, name: string) => record.extension.find((one: any) => one.url === `${canon}/StructureDefinition/${name}`)
// biome-ignore lint/suspicious/noExplicitAny: as above
const without = (record: any, name: string) => {
  record.extension = record.extension.filter((one: { url: string }) => one.url !== `${canon}/StructureDefinition/${name}`)
}

/** One fault each: the requirement or guide that forbids it, what it is, and how to spoil an example so. */
export const faults: [requirement: string, what: string, reference: string, spoil: Spoil][] = [
  ['LAW-10', 'a member ID of eleven digits', 'Patient/noor', (r) => (r.identifier[0].value = '10048221607')],
  ['LAW-10', 'a member ID of thirteen digits', 'Patient/noor', (r) => (r.identifier[0].value = '1004822160730')],
  ['LAW-10', 'a member ID with a letter', 'Patient/noor', (r) => (r.identifier[0].value = '10048221607A')],
  ['LAW-10', 'a member without a member ID', 'Patient/noor', (r) => (r.identifier[0].system = 'http://hospital.example/mrn')],
  ['TIME-07', 'a member without a birth date', 'Patient/noor', (r) => delete r.birthDate],
  ['TIME-07', 'a birth date to the month', 'Patient/noor', (r) => (r.birthDate = '2016-09')],
  ['CARES-COO-02', 'a way to be met that is none', 'Patient/noor', (r) => (extension(r, 'preferred-contact-mode').valueCode = 'pigeon')],
  [
    'CARES-CON-05',
    'an authority that is none',
    'RelatedPerson/noors-mother',
    (r) => (extension(r, 'legal-authority').extension[0].valueCode = 'aunt'),
  ],
  [
    'AMB-52',
    'a caregiver without a document',
    'RelatedPerson/noors-mother',
    (r) => (extension(r, 'legal-authority').extension[0].valueCode = 'caregiver-authorization'),
  ],
  ['CARES-ELG-02', 'a coverage type outside the list', 'Coverage/noors-coverage', (r) => (r.type.coding[0].code = 'gold')],
  ['CARES-ELG-02', 'cover of no MassHealth type', 'Coverage/noors-coverage', (r) => r.type.coding.shift()],
  ['LAW-10', 'a subscriber ID with a dash', 'Coverage/noors-coverage', (r) => (r.subscriberId = '1004822-16073')],
  ['CP-02', 'a plan type outside the list', 'Coverage/noors-coverage', (r) => (r.class[0].value = 'platinum')],
  ['TIME-08', 'cover without a first day', 'Coverage/noors-coverage', (r) => delete r.period.start],
  ['CARES-ASN-09', 'an enrollment with nobody accountable', 'EpisodeOfCare/noors-enrollment', (r) => delete r.managingOrganization],
  ['TIME-01', 'an enrollment from a month', 'EpisodeOfCare/noors-enrollment', (r) => (r.period.start = '2024-02')],
  [
    'CARES-REM-09',
    'a reason outside the list',
    'EpisodeOfCare/noors-enrollment',
    (r) =>
      r.extension.push({
        url: `${canon}/StructureDefinition/removal-reason`,
        valueCodeableConcept: { coding: [{ system: `${canon}/CodeSystem/removal-reason`, code: 'bored' }] },
      }),
  ],
  [
    'CARES-COO-01',
    'a care manager who is a person, not a role',
    'EpisodeOfCare/noors-enrollment',
    (r) => (r.careManager.reference = 'Practitioner/luis'),
  ],
  ['CARES-ICP-08', 'a team role outside the list', 'CareTeam/noors-team', (r) => (r.participant[0].role[0].coding[0].code = 'mascot')],
  ['US Core CareTeam', 'two roles in one entry', 'CareTeam/noors-team', (r) => r.participant[0].role.push(r.participant[1].role[0])],
  ['CARES-ASM-01', 'an assessment of no kind', 'QuestionnaireResponse/noors-assessment', (r) => without(r, 'assessment-kind')],
  [
    'CARES-ASM-01',
    'an assessment of an unknown kind',
    'QuestionnaireResponse/noors-assessment',
    (r) => (extension(r, 'assessment-kind').valueCode = 'casual'),
  ],
  [
    'CARES-ASM-08',
    'a consultation with neither answer nor reason',
    'QuestionnaireResponse/noors-assessment',
    (r) => extension(r, 'consulted').extension.pop(),
  ],
  ['CARES-ASM-03', 'a need without a domain', 'Condition/need-airway', (r) => r.category.pop()],
  ['CARES-ASM-03', 'a need of an unknown domain', 'Condition/need-airway', (r) => (r.category[1].coding[0].code = 'spiritual')],
  [
    'CARES-ICP-13',
    'a social need answered with maybe',
    'Observation/transport-answer',
    (r) => (r.valueCodeableConcept.coding[0].code = 'maybe'),
  ],
  ['CARES-ICP-11', 'a goal due before it starts', 'Goal/goal-nights', (r) => (r.target[0].dueDate = '2024-03-04')],
  ['CARES-ICP-11', 'a goal due on the day it starts', 'Goal/goal-nights', (r) => (r.target[0].dueDate = '2024-03-05')],
  ['CARES-ICP-11', 'a goal of an unknown kind', 'Goal/goal-nights', (r) => (r.category[1].coding[0].code = 'heroic')],
  ['CARES-ICP-11', 'a horizon outside the list', 'Goal/goal-nights', (r) => (extension(r, 'goal-horizon').valueCode = 'someday')],
  [
    'CARES-ICP-05',
    'a step written into the plan itself',
    'CarePlan/noors-icp',
    (r) => (r.activity[0] = { detail: { status: 'scheduled', description: 'Nursing' } }),
  ],
  ['US Core CarePlan', 'a plan without assess-plan', 'CarePlan/noors-icp', (r) => r.category.shift()],
  [
    'CARES-ICP-04',
    'a statement about an unknown part',
    'CarePlan/noors-icp',
    (r) => (extension(r, 'icp-statement').extension[0].valueCode = 'weather'),
  ],
  ['CARES-ICP-04', 'a statement without an answer', 'CarePlan/noors-icp', (r) => extension(r, 'icp-statement').extension.splice(1, 1)],
  ['CARES-MON-05', 'an informant who is none', 'Task/pulmonary-follow-up', (r) => (r.output[2].valueCode = 'neighbor')],
  [
    'CARES-MON-05',
    'an answer in words where yes or no is asked',
    'Task/pulmonary-follow-up',
    (r) => (r.output[0] = { type: r.output[0].type, valueString: 'yes' }),
  ],
  ['CARES-MON-05', 'a follow-up of nothing', 'Task/pulmonary-follow-up', (r) => delete r.focus],
  [
    'CARES-MON-07',
    'a reason outside the list',
    'Task/pulmonary-follow-up',
    (r) => (r.statusReason = { coding: [{ system: `${canon}/CodeSystem/follow-up-exception`, code: 'forgot' }] }),
  ],
  ['TIME-12', 'a clock without a state', 'Task/monitoring-clock', (r) => delete r.businessStatus],
  ['TIME-12', 'a clock in an unknown state', 'Task/monitoring-clock', (r) => (r.businessStatus.coding[0].code = 'paused')],
  ['TIME-12', 'a clock that answers to no row', 'Task/monitoring-clock', (r) => (r.reasonCode.coding[0].code = 'CARES-MON-99')],
  ['section 0', 'a finding with no record at fault', 'Task/no-social-goal', (r) => delete r.focus],
  ['CARES-STF-10', 'a review by a person, not a role', 'Task/plan-review', (r) => (r.owner.reference = 'Practitioner/dana')],
  ['TIME-09', 'a service without a start', 'Encounter/home-visit', (r) => delete r.period.start],
  [
    'TIME-09',
    'a procedure whose period has no start',
    'Procedure/ride-help',
    (r) => {
      delete r.performedDateTime
      r.performedPeriod = { end: '2024-03-19' }
    },
  ],
  ['CARES-PAY-04', 'an activity outside the list', 'Encounter/home-visit', (r) => (r.type[0].coding[0].code = 'babysitting')],
  [
    'CARES-COO-02',
    'a contact mode outside the list',
    'Encounter/home-visit',
    (r) => (extension(r, 'contact-mode').valueCode = 'telepathy'),
  ],
  [
    'AMB-44',
    'a reason of absence outside the list',
    'Appointment/planning-meeting',
    (r) => (r.participant[2].extension[0].valueCode = 'rain'),
  ],
  ['CARES-ASN-08', 'a consent that nobody gave', 'Consent/noors-consent', (r) => delete r.performer],
  ['CARES-ASN-08', 'a consent without a day', 'Consent/noors-consent', (r) => delete r.dateTime],
  ['CARES-ASN-08', 'a consent signed by staff', 'Consent/noors-consent', (r) => (r.performer[0].reference = 'PractitionerRole/luis-cc')],
  ['CARES-CON-01', 'a release of another scope', 'Consent/noors-release', (r) => (r.scope.coding[0].code = 'treatment')],
  [
    'CARES-CON-03',
    'a form that leaves one statement open',
    'Consent/noors-release',
    (r) => extension(r, 'required-statements').extension.pop(),
  ],
  ['section 11.1', 'an NPI whose last digit is wrong', 'Organization/merrimack', (r) => (r.identifier[0].value = '1234567894')],
  ['section 11.1', 'an NPI of nine digits', 'Organization/merrimack', (r) => (r.identifier[0].value = '123456789')],
  ['CARES-PRV-01', 'a provider type outside the list', 'Organization/merrimack', (r) => (r.type[0].coding[0].code = 'spa')],
  [
    'CARES-PRV-06',
    'an approval without a day',
    'HealthcareService/merrimack-cares',
    (r) => extension(r, 'cares-certification').extension.splice(1, 1),
  ],
  [
    'CARES-PRV-06',
    'an approval without a notice',
    'HealthcareService/merrimack-cares',
    (r) => extension(r, 'cares-certification').extension.pop(),
  ],
  ['CARES-PRV-06', 'an approval without a location', 'HealthcareService/merrimack-cares', (r) => delete r.location],
  [
    'CARES-PRV-06',
    'a denial without a notice',
    'HealthcareService/merrimack-cares',
    (r) => (extension(r, 'cares-certification').extension = [{ url: 'status', valueCode: 'denied' }]),
  ],
  ['US Core PractitionerRole', 'a role that nobody can reach', 'PractitionerRole/luis-cc', (r) => delete r.telecom],
  [
    'CARES-TRN-03',
    'a training topic outside the list',
    'Basic/luis-privacy-training',
    (r) => (extension(r, 'topic').valueCode = 'juggling'),
  ],
  ['CARES-PAY-01', "a month's answer that does not answer", 'MeasureReport/march-answer', (r) => r.group.shift()],
  ['CARES-PAY-01', 'a test without a result', 'MeasureReport/march-answer', (r) => delete r.group[1].measureScore],
  ['CARES-ICP-12', 'a document without its education section', 'Composition/noors-icp-document', (r) => r.section.splice(4, 1)],
  ['CARES-EMG-01', 'an emergency document without allergies', 'Composition/noors-emergency-document', (r) => r.section.splice(1, 1)],
  ['R4 documents', 'a document Bundle without an identifier', 'Bundle/noors-icp-bundle', (r) => delete r.identifier],
  ['CARES-REM-11', 'an aftercare document without its ending', 'Composition/tavians-aftercare-document', (r) => r.section.shift()],
  [
    'CARES-TRA-02',
    'a transition document without a medical summary',
    'Composition/tavians-transition-document',
    (r) => r.section.splice(1, 1),
  ],
  ['R4 documents', 'an emergency Bundle that is a collection', 'Bundle/noors-emergency-bundle', (r) => (r.type = 'collection')],
  ['R4 documents', 'an aftercare Bundle without its Composition', 'Bundle/tavians-aftercare-bundle', (r) => r.entry.shift()],
  ['R4 documents', 'a transition Bundle of no moment', 'Bundle/tavians-transition-bundle', (r) => delete r.timestamp],
  ['CARES-EMG-01', 'an emergency plan that is only proposed', 'CarePlan/noors-emergency-plan', (r) => (r.intent = 'proposal')],
  [
    'CARES-TRA-01',
    'a transition plan with steps of its own',
    'CarePlan/tavians-transition-plan',
    (r) => (r.activity = [{ detail: { status: 'scheduled' } }]),
  ],
  [
    'CARES-REM-11',
    'an aftercare plan with a reason outside the list',
    'CarePlan/tavians-aftercare-plan',
    (r) => (extension(r, 'removal-reason').valueCodeableConcept.coding[0].code = 'bored'),
  ],
  ['CARES-REM-11', 'an agreement to removal that nobody gave', 'Consent/removal-agreed', (r) => delete r.performer],
  [
    'CARES-ASN-06',
    'a communication of an unknown kind',
    'Communication/rights-explained',
    (r) => (r.category[0].coding[0].code = 'gossip'),
  ],
  ['CARES-ASN-12', 'a letter of another type', 'DocumentReference/enrollment-letter', (r) => (r.type.coding[0].code = '18776-5')],
  ['CARES-MON-06', 'a referral of no day', 'ServiceRequest/pulmonary-referral', (r) => delete r.authoredOn],
  ['CARES-MON-06', 'a need-based day in words', 'ServiceRequest/pulmonary-referral', (r) => (extension(r, 'needed-by').valueDate = 'soon')],
  ['CARES-PRV-07', 'a location that nobody runs', 'Location/merrimack-lawrence', (r) => delete r.managingOrganization],
  ['CARES-STF-12', 'a degree outside the list', 'Practitioner/luis', (r) => (r.qualification[0].code.coding[0].code = 'kindergarten')],
  [
    'CARES-STF-07',
    'experience of an unknown kind',
    'Practitioner/dana',
    (r) => (extension(r, 'experience').extension[0].valueCode = 'talent'),
  ],
  ['roster', 'a roster of devices', 'Group/merrimack-roster', (r) => (r.type = 'device')],
]

/** Gaps that a profile leaves to a gate: the same shape as a fault. */
export const gaps: [requirement: string, what: string, reference: string, spoil: Spoil][] = [
  [
    'CARES-ICP-01',
    'a draft plan with nothing in it yet',
    'CarePlan/noors-icp',
    (r) => {
      r.status = 'draft'
      for (const name of [
        'goal',
        'activity',
        'contributor',
        'careTeam',
        'addresses',
        'supportingInfo',
        'author',
        'period',
        'extension',
        'instantiatesCanonical',
      ])
        delete r[name]
    },
  ],
  [
    'CARES-ASN-09',
    'a planned enrollment without location, period and manager',
    'EpisodeOfCare/noors-enrollment',
    (r) => {
      r.status = 'planned'
      for (const name of ['period', 'careManager', 'team', 'extension']) delete r[name]
    },
  ],
  [
    'CARES-PAY-05',
    'a service without note, mode, performer and provider',
    'Encounter/home-visit',
    (r) => {
      for (const name of ['extension', 'participant', 'serviceProvider', 'location']) delete r[name]
    },
  ],
  ['CARES-STF-06', 'a role outside the program', 'PractitionerRole/luis-cc', (r) => (r.code = [{ text: 'Volunteer' }])],
  [
    'CARES-CON-02',
    'a draft release with parts missing',
    'Consent/noors-release',
    (r) => {
      r.status = 'draft'
      delete r.provision
      delete r.extension
    },
  ],
  ['CARES-ICP-11', 'an aspiration without a date', 'Goal/goal-nights', (r) => delete r.target],
  ['CARES-REM-09', 'an ended enrollment, whatever its reason', 'EpisodeOfCare/noors-enrollment', (r) => (r.status = 'finished')],
  ['CARES-ICP-11', 'a goal due the day after it starts', 'Goal/goal-nights', (r) => (r.target[0].dueDate = '2024-03-06')],
]
