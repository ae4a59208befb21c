import type { HealthcareService, Organization } from '@medplum/fhirtypes'
import { systems } from '#generated/codes.ts'
import { addDays, covers, type Day, type Period } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import {
  codesOf,
  extensionOf,
  extensionsOf,
  hasCode,
  partOf,
  partsOf,
  periodOf,
  referenceOf,
  referencesOf,
  sourceOf,
} from './fact-source.ts'

const npiSystem = 'http://hl7.org/fhir/sid/us-npi'

/** The organization that answers for the care. */
export interface Provider {
  source: string
  id: string
  /** Codes of `cares-provider-type`. */
  types: string[]
  /** `Organization/id` of the hospital that a satellite belongs to. */
  parent?: string
  npi?: string
  /** Times of active MassHealth participation (CARES-PRV-02). */
  participation: Period[]
}

/** The program's service of a provider, usually one for each location. */
export interface ProgramService {
  source: string
  id: string
  provider?: string
  locations: string[]
  /** Times of TCM enrollment at these locations (CARES-PRV-03). */
  tcmEnrollment: Period[]
  certifications: Certification[]
  ceaseDate?: Day
}

/** One entry of MassHealth's certification (CARES-PRV-06). */
export interface Certification {
  status: string
  effective?: Day
  end?: Day
  /** Locations that the notice names; none means every location of the service. */
  locations: string[]
  notice?: string
}

export function providerOf(organization: Organization): Provider {
  return {
    source: sourceOf(organization),
    id: organization.id ?? '',
    types: codesOf(organization.type, systems.caresProviderType),
    parent: referenceOf(organization.partOf),
    npi: organization.identifier?.find(({ system }) => system === npiSystem)?.value,
    participation: extensionsOf(organization, 'masshealth-participation').map(({ valuePeriod }) => periodOf(valuePeriod)),
  }
}

/** Is this HealthcareService the program's, and so a bearer of certification? */
export function isProgramService(service: HealthcareService): boolean {
  return hasCode(service.program, systems.program, 'cares')
}

export function programServiceOf(service: HealthcareService): ProgramService {
  const cease = extensionOf(service, 'cease-date')
  const ceaseDate = localDay(cease?.valueDate)
  return {
    source: sourceOf(service),
    id: service.id ?? '',
    provider: referenceOf(service.providedBy),
    locations: referencesOf(service.location),
    tcmEnrollment: extensionsOf(service, 'tcm-enrollment').map(({ valuePeriod }) => periodOf(valuePeriod)),
    certifications: certificationsOf(service),
    ...(ceaseDate ? { ceaseDate } : {}),
  }
}

/** The certification entries of a service, in the order in which they stand. */
export function certificationsOf(service: HealthcareService): Certification[] {
  return extensionsOf(service, 'cares-certification').map((entry) => {
    const effective = localDay(partOf(entry, 'effectiveDate')?.valueDate)
    const end = localDay(partOf(entry, 'endDate')?.valueDate)
    return {
      status: partOf(entry, 'status')?.valueCode ?? '',
      ...(effective ? { effective } : {}),
      ...(end ? { end } : {}),
      locations: partsOf(entry, 'location').flatMap(({ valueReference }) => referenceOf(valueReference) ?? []),
      notice: referenceOf(partOf(entry, 'notice')?.valueReference),
    }
  })
}

/** The approved certifications that name a location, each with its days; a stop date ends them (AMB-49). */
export function certifiedPeriods(service: ProgramService, location: string, settings: Settings): Period[] {
  return service.certifications
    .filter(({ status, effective }) => status === 'approved' && effective !== undefined)
    .filter(({ locations }) => (locations.length > 0 ? locations : service.locations).includes(location))
    .map(({ effective, end }) => {
      const last = earlier(end, lastDayBefore(service.ceaseDate, settings))
      return { start: effective, ...(last ? { end: last } : {}) }
    })
}

/** The last certified day before a stop date: the day before it, unless configured (AMB-49). */
function lastDayBefore(ceaseDate: Day | undefined, settings: Settings): Day | undefined {
  if (ceaseDate === undefined) return undefined
  return settings.on('cease-date-payable', ceaseDate) ? ceaseDate : addDays(ceaseDate, -1)
}

function earlier(one: Day | undefined, other: Day | undefined): Day | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return one < other ? one : other
}

/** Does any of these periods hold the day? */
export function anyCovers(periods: readonly Period[], day: Day): boolean {
  return periods.some((period) => covers(period, day))
}

/** Times in which a provider's location was enrolled for TCM (CARES-PRV-03). */
export function tcmPeriodsAt(services: readonly ProgramService[], provider: string | undefined, location: string | undefined): Period[] {
  return servicesAt(services, provider, location).flatMap(({ tcmEnrollment }) => tcmEnrollment)
}

/** Times in which a provider's location was certified for the program (CARES-PRV-06). */
export function certifiedAt(
  services: readonly ProgramService[],
  provider: string | undefined,
  location: string | undefined,
  settings: Settings,
): Period[] {
  if (location === undefined) return []
  return services.filter((service) => service.provider === provider).flatMap((service) => certifiedPeriods(service, location, settings))
}

/** The program services that a provider runs at a location. */
export function servicesAt(
  services: readonly ProgramService[],
  provider: string | undefined,
  location: string | undefined,
): ProgramService[] {
  if (provider === undefined || location === undefined) return []
  return services.filter((service) => service.provider === provider && service.locations.includes(location))
}
