import type { CodeableConcept, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { systems } from '#generated/codes.ts'
import { codesOf, extensionOf } from './case/fact-source.ts'
import { memberIdSystem } from './case/member.ts'

type Concepts = CodeableConcept | readonly CodeableConcept[] | undefined

const carePlans = {
  icp: 'cares-icp',
  'emergency-plan': 'cares-emergency-plan',
  'adult-transition': 'cares-transition-plan',
  aftercare: 'cares-aftercare-plan',
}
const tasks = {
  'referral-follow-up': 'cares-referral-follow-up',
  'program-clock': 'cares-program-clock',
  'compliance-finding': 'cares-finding',
  'scm-review': 'cares-review',
}
const consents = { 'program-enrollment': 'cares-program-consent', release: 'cares-release', removal: 'cares-removal-consent' }
const documents = {
  icp: 'cares-icp-document',
  'emergency-plan': 'cares-emergency-document',
  'aftercare-plan': 'cares-aftercare-document',
  'transition-plan': 'cares-transition-document',
}
const letters = { 'enrollment-letter': 'cares-letter', 'termination-letter': 'cares-letter' }
const staff = new Set([
  'program-director',
  'senior-care-manager',
  'care-coordinator',
  'family-support',
  'senior-medical-professional',
  'first-line-contact',
])

/**
 * The profiles that a record is judged by, told from how it is coded (design.md, section 3), whether it claims them or
 * not. A record that carries none of the program's codes is any other FHIR record to us.
 */
export function profilesOf(resource: Resource): string[] {
  return [...new Set(namesOf(resource))].map((name) => `${canon}/StructureDefinition/${name}`)
}

function namesOf(resource: Resource): string[] {
  switch (resource.resourceType) {
    case 'Patient':
      return given(
        resource.identifier?.some(({ system }) => system === memberIdSystem),
        'cares-patient',
      )
    case 'RelatedPerson':
      return given(extensionOf(resource, 'legal-authority'), 'cares-guardian')
    case 'Coverage':
      return coded(resource.type, systems.masshealthCoverageType, 'cares-coverage')
    case 'EpisodeOfCare':
      return given(codesOf(resource.type, systems.program).includes('cares'), 'cares-enrollment')
    case 'CareTeam':
      return given(
        resource.participant?.some(({ role }) => codesOf(role, systems.caresRole).length > 0),
        'cares-care-team',
      )
    case 'QuestionnaireResponse':
      return given(resource.questionnaire?.split('|')[0] === `${canon}/Questionnaire/comprehensive-assessment`, 'cares-assessment')
    case 'Condition':
      return coded(resource.category, systems.icpDomain, 'cares-need')
    case 'Goal':
      return [...coded(resource.category, systems.icpDomain, 'cares-goal'), ...coded(resource.category, systems.goalKind, 'cares-goal')]
    case 'CarePlan':
      return byCode(resource.category, systems.careplanKind, carePlans)
    case 'ServiceRequest':
      return byCode(resource.category, systems.referralKind, { 'service-referral': 'cares-referral' })
    case 'Task':
      return byCode(resource.code, systems.taskKind, tasks)
    case 'Encounter':
      return coded(resource.type, systems.caresActivity, 'cares-service')
    case 'Procedure':
      return coded(resource.code, systems.caresActivity, 'cares-procedure')
    case 'Appointment':
      return coded(resource.serviceType, systems.meetingKind, 'cares-meeting')
    case 'Communication':
      return coded(resource.category, systems.communicationKind, 'cares-contact')
    case 'DocumentReference':
      return byCode(resource.category, systems.documentKind, letters)
    case 'Consent':
      return byCode(resource.category, systems.consentKind, consents)
    case 'Observation':
      return coded(resource.code, systems.socialNeedDomain, 'cares-social-need')
    case 'Organization':
      return coded(resource.type, systems.caresProviderType, 'cares-provider')
    case 'HealthcareService':
      return given(codesOf(resource.program, systems.program).includes('cares'), 'cares-program-service')
    case 'Practitioner':
      return given(extensionOf(resource, 'experience'), 'cares-staff')
    case 'PractitionerRole':
      return given(
        codesOf(resource.code, systems.caresRole).some((code) => staff.has(code)),
        'cares-staff-role',
      )
    case 'Basic':
      return byCode(resource.code, systems.recordKind, { 'training-record': 'cares-training-record' })
    case 'Composition':
      return byCode(resource.category, systems.documentKind, documents)
    case 'Bundle': {
      const first = resource.type === 'document' ? resource.entry?.[0]?.resource : undefined
      const names = first?.resourceType === 'Composition' ? byCode(first.category, systems.documentKind, documents) : []
      return names.map((name) => name.replace(/-document$/, '-bundle'))
    }
    case 'MeasureReport':
      return given(resource.type === 'individual' && resource.measure?.split('|')[0] === `${canon}/Measure/cares-pmpm`, 'cares-pmpm')
    default:
      return []
  }
}

function given(condition: unknown, name: string): string[] {
  return condition ? [name] : []
}

function coded(concepts: Concepts, system: string, name: string): string[] {
  return given(codesOf(concepts, system).length > 0, name)
}

function byCode(concepts: Concepts, system: string, names: Readonly<Record<string, string>>): string[] {
  return codesOf(concepts, system).flatMap((code) => (Object.hasOwn(names, code) ? [names[code]!] : []))
}
