import type { EpisodeOfCare } from '@medplum/fhirtypes'
import { systems } from '#generated/codes.ts'
import type { Gate, Needs, Proposal } from '../../program.ts'
import { covers } from '../../vocabulary/calendar.ts'
import { type Finding, refuses } from '../../vocabulary/finding.ts'
import { type Enrollment, enrollmentOf, isCares } from '../case/enrollment.ts'
import { hasCode, memberIn, referenceOf } from '../case/fact-source.ts'
import { memberOf } from '../case/member.ts'
import { caseOf } from '../case.ts'
import { asn } from '../requirements/asn.ts'
import { atLocation, atProvider, atStart } from './activation/activation.ts'
import { age, lastEligibleDay } from './activation/age.ts'
import { activationRules } from './activation/index.ts'
import { overlapFindings } from './enrollment-overlap.ts'
import { periodFindings } from './period.ts'

/**
 * CARES-ASN-09: an enrollment comes into force. Every condition is asked at once, so that whoever enrolls a member can
 * mend everything in one go. Later changes of an enrollment in force are asked only about the days they claim.
 */
export const enrollment: Gate = {
  type: 'EpisodeOfCare',

  applies: (resource) => resource.resourceType === 'EpisodeOfCare' && hasCode(resource.type, systems.program, 'cares'),

  needs(resource): Needs {
    const episode = resource as EpisodeOfCare
    const provider = referenceOf(episode.managingOrganization)
    return {
      member: memberIn(episode.patient),
      types: [
        'Patient',
        'RelatedPerson',
        'Coverage',
        'CoverageEligibilityResponse',
        'EpisodeOfCare',
        'ServiceRequest',
        'Task',
        'QuestionnaireResponse',
        'Communication',
        'Consent',
        'DocumentReference',
        'Encounter',
      ],
      others: provider === undefined ? [] : [provider],
      alongside: provider === undefined ? [] : [{ type: 'HealthcareService', param: 'organization', reference: provider }],
      follow: ['PractitionerRole', 'Organization'],
    }
  },

  /** Proposes the end date: the last eligible day (CARES-ELG-01). */
  completes({ resource, settings }, record) {
    const episode = resource as EpisodeOfCare
    const patient = record.find((other) => other.resourceType === 'Patient')
    const birthDate = patient?.resourceType === 'Patient' ? memberOf(patient).birthDate : undefined
    const proposed = enrollmentOf(episode)
    if (!isCares(proposed) || episode.period?.end !== undefined || proposed.period.start === undefined || birthDate === undefined) {
      return resource
    }
    const end = lastEligibleDay(birthDate, settings)
    // A start beyond the last eligible day is refused anyway; an end before it would only hide why.
    return covers({ start: '0001-01-01', end }, proposed.period.start)
      ? ({ ...episode, period: { ...episode.period, end } } as EpisodeOfCare)
      : resource
  },

  decide({ resource, previous, today, settings }: Proposal, record): Finding[] {
    const episode = resource as EpisodeOfCare
    const proposed = enrollmentOf(episode)
    const findings = periodFindings(episode.period, 'EpisodeOfCare.period')
    if (!isCares(proposed)) return findings
    findings.push(...missingParts(proposed))
    const file = caseOf(record)
    findings.push(...overlapFindings(proposed, file))
    const effective = proposed.period.start
    if (effective === undefined) return findings
    const activation = { enrollment: proposed, episode, effective, file, today, settings }
    const before = previous?.resourceType === 'EpisodeOfCare' ? enrollmentOf(previous) : undefined
    const rules = comesIntoForce(proposed, before) ? activationRules : [age]
    return [...findings, ...rules.flatMap((rule) => rule(activation))]
  },
}

/** Is this the moment of decision: not in force before, or now in force on other days, elsewhere or with somebody else? */
function comesIntoForce(proposed: Enrollment, before: Enrollment | undefined): boolean {
  return (
    before === undefined ||
    !isCares(before) ||
    before.period.start !== proposed.period.start ||
    before.provider !== proposed.provider ||
    before.serviceLocation !== proposed.serviceLocation
  )
}

function missingParts({ period, provider, serviceLocation }: Enrollment): Finding[] {
  const cites = asn['CARES-ASN-09']
  const findings: Finding[] = []
  if (period.start === undefined) findings.push(refuses(cites, 'required', 'An enrollment in force has an effective date.', atStart))
  if (provider === undefined) findings.push(refuses(cites, 'required', 'An enrollment in force names its provider.', atProvider))
  if (serviceLocation === undefined) {
    findings.push(refuses(cites, 'required', 'An enrollment in force names its service location.', atLocation))
  }
  return findings
}
