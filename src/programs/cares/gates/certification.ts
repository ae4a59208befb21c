import type { HealthcareService } from '@medplum/fhirtypes'
import type { Gate } from '../../program.ts'
import { type Finding, refuses } from '../../vocabulary/finding.ts'
import { referenceOf, referencesOf } from '../case/fact-source.ts'
import { type Certification, certificationsOf, isProgramService } from '../case/provider.ts'
import { caseOf } from '../case.ts'
import { prv } from '../requirements/prv.ts'
import { typeFindings } from './activation/provider-type.ts'

const cites = prv['CARES-PRV-06']
const at = "HealthcareService.extension.where(url.endsWith('/cares-certification'))"

/**
 * MassHealth's certification of a provider's service: for the kinds of provider that may take part (CARES-PRV-01), decided
 * in writing, with its effective date and locations (CARES-PRV-06).
 */
export const certification: Gate = {
  type: 'HealthcareService',
  applies: (resource) =>
    resource.resourceType === 'HealthcareService' && isProgramService(resource) && certificationsOf(resource).length > 0,

  needs(resource) {
    const provider = referenceOf((resource as HealthcareService).providedBy)
    return { member: '', types: [], others: provider === undefined ? [] : [provider], alongside: [], follow: ['Organization'] }
  },

  decide({ resource, previous }, record) {
    const service = resource as HealthcareService
    const { providers } = caseOf(record)
    const provider = providers.get(referenceOf(service.providedBy) ?? '')
    const parent = provider?.parent === undefined ? undefined : providers.get(provider.parent)
    const entries = certificationsOf(service)
    const places = referencesOf(service.location)
    const before = previous?.resourceType === 'HealthcareService' ? previous : undefined
    return [
      ...typeFindings(provider, parent, 'HealthcareService.providedBy'),
      ...entries.flatMap((entry) => missingParts(entry, places)),
      ...(before ? addedLocations(entries, places, certificationsOf(before), referencesOf(before.location)) : []),
    ]
  },
}

function missingParts({ status, effective, locations, notice }: Certification, places: readonly string[]): Finding[] {
  if (status !== 'approved' && status !== 'denied') return []
  const findings: Finding[] = []
  if (notice === undefined) findings.push(refuses(cites, 'required', 'A decision is in writing: attach the notice.', at))
  if (status === 'denied') return findings
  if (effective === undefined) findings.push(refuses(cites, 'required', 'An approval states its effective date.', at))
  if (locations.length === 0 && places.length === 0) {
    findings.push(refuses(cites, 'required', 'An approval states at least one service location.', at))
  }
  return findings
}

/** A location added later is an entry of its own, effective after the ones before it: an approval is never stretched back. */
function addedLocations(
  entries: readonly Certification[],
  places: readonly string[],
  before: readonly Certification[],
  placesBefore: readonly string[],
): Finding[] {
  const approved = before.filter(({ status, effective }) => status === 'approved' && effective !== undefined)
  const first = approved.map(({ effective }) => effective!).toSorted()[0]
  if (first === undefined) return []
  const known = new Set(approved.flatMap(({ locations }) => (locations.length > 0 ? locations : placesBefore)))
  const stretched = entries
    .filter(({ status, effective }) => status === 'approved' && effective !== undefined && effective <= first)
    .flatMap(({ locations }) => (locations.length > 0 ? locations : places))
    .some((location) => !known.has(location))
  if (!stretched) return []
  const says =
    'A location added later is a new cares-certification with its own, later effective date; the earlier approval does not reach it.'
  return [refuses(cites, 'business-rule', says, at)]
}
