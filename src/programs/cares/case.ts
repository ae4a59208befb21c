import type { Resource } from '@medplum/fhirtypes'
import { type Choice, choiceOf, type Education, educationOf, type RightsTalk, rightsTalkOf } from './case/assignment.ts'
import { type ConsentFact, consentOf } from './case/consent.ts'
import { type CoverageFact, coverageOf, type EligibilityCheck, eligibilityCheckOf } from './case/coverage.ts'
import { type Enrollment, enrollmentOf } from './case/enrollment.ts'
import { type Evaluation, evaluationOf, isEvaluation } from './case/evaluation.ts'
import { type Member, memberOf } from './case/member.ts'
import { type OtherTcm, otherTcmClaims, otherTcmEncounter } from './case/other-tcm.ts'
import { isProgramService, type ProgramService, type Provider, programServiceOf, providerOf } from './case/provider.ts'
import { type Representative, representativeOf } from './case/representative.ts'
import { isServiceEvent, type ServiceEvent, serviceEventOf } from './case/service-event.ts'
import { type StaffRole, staffRoleOf } from './case/staff.ts'

/** What the record says about a member's enrollment and the services given: the facts that rules look at. */
export interface Case {
  /** What was read, for the intake anchor, which looks at more kinds of record than any other fact. */
  records: readonly Resource[]
  member?: Member
  representatives: Representative[]
  coverages: CoverageFact[]
  checks: EligibilityCheck[]
  /** Of every program. */
  enrollments: Enrollment[]
  evaluations: Evaluation[]
  education: Education[]
  rights: RightsTalk[]
  choices: Choice[]
  consents: ConsentFact[]
  events: ServiceEvent[]
  otherTcm: OtherTcm[]
  /** By `PractitionerRole/id`. */
  staff: Map<string, StaffRole>
  /** By `Organization/id`. */
  providers: Map<string, Provider>
  services: ProgramService[]
}

function emptyCase(records: readonly Resource[]): Case {
  return {
    records,
    representatives: [],
    coverages: [],
    checks: [],
    enrollments: [],
    evaluations: [],
    education: [],
    rights: [],
    choices: [],
    consents: [],
    events: [],
    otherTcm: [],
    staff: new Map(),
    providers: new Map(),
    services: [],
  }
}

/**
 * Reads facts from records. Pure; the order of the records does not matter to any rule. What is incomplete gives an
 * incomplete fact, and the rule that needs the rest says what is missing.
 */
export function caseOf(records: readonly Resource[]): Case {
  const file = emptyCase(records)
  for (const record of records) addFact(file, record)
  return file
}

/** Adds what one record says. */
function addFact(file: Case, record: Resource): void {
  switch (record.resourceType) {
    case 'Patient':
      file.member = memberOf(record)
      break
    case 'RelatedPerson':
      file.representatives.push(representativeOf(record))
      break
    case 'Coverage':
      file.coverages.push(coverageOf(record))
      break
    case 'CoverageEligibilityResponse':
      add(file.checks, eligibilityCheckOf(record))
      break
    case 'EpisodeOfCare':
      file.enrollments.push(enrollmentOf(record))
      break
    case 'QuestionnaireResponse':
      if (isEvaluation(record)) file.evaluations.push(evaluationOf(record))
      break
    case 'Communication':
      add(file.rights, rightsTalkOf(record))
      add(file.choices, choiceOf(record))
      break
    case 'Consent':
      file.consents.push(consentOf(record))
      add(file.choices, choiceOf(record))
      break
    case 'Encounter':
      if (isServiceEvent(record)) file.events.push(serviceEventOf(record))
      else add(file.otherTcm, otherTcmEncounter(record))
      add(file.education, educationOf(record))
      break
    case 'Procedure':
      if (isServiceEvent(record)) file.events.push(serviceEventOf(record))
      break
    case 'Claim':
      file.otherTcm.push(...otherTcmClaims(record))
      break
    case 'PractitionerRole':
      file.staff.set(`PractitionerRole/${record.id}`, staffRoleOf(record))
      break
    case 'Organization':
      file.providers.set(`Organization/${record.id}`, providerOf(record))
      break
    case 'HealthcareService':
      if (isProgramService(record)) file.services.push(programServiceOf(record))
      break
  }
}

function add<Fact>(facts: Fact[], fact: Fact | undefined): void {
  if (fact !== undefined) facts.push(fact)
}
