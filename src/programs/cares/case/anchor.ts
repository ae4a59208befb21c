import type { EpisodeOfCare, Resource, ServiceRequest } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import type { Day } from '../../vocabulary/calendar.ts'
import type { Mark } from '../../vocabulary/clock.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { all, isCoded, keyOf } from './element.ts'
import { extensionOf, extensionsOf, periodOf, referenceOf, referencesOf, sourceOf } from './fact-source.ts'

/**
 * The intake anchor t0 of an enrollment (CARES-ASN-01, AMB-01): by default the earliest of its referral, identification
 * and intake days. A second referral to the same provider opens no second clock, but an earlier date on it counts. What
 * belongs to an earlier enrollment with the same provider does not. Before there is an enrollment, every referral counts.
 */
export function intakeOf(records: readonly Resource[], episode: EpisodeOfCare | undefined, settings: Settings): Mark | undefined {
  const { referrals, identified, intake, consents } = datesOf(records, episode)
  const every = [...referrals, ...identified, ...intake]
  const earliest = first(every)
  const chosen = earliest === undefined ? 'earliest' : settings.on('icp-anchor', earliest.day)
  if (chosen === 'intake') return first(intake) ?? earliest
  if (chosen === 'referral') return first(referrals) ?? earliest
  if (chosen === 'consent') return first(consents) ?? earliest
  return earliest
}

/** Referrals that bring a member in: a transfer's too, from which the new provider's own t0 runs (CARES-ASN-10). */
const bringsIn = ['program-referral', 'transfer-referral']

function first(marks: readonly Mark[]): Mark | undefined {
  return [...marks].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : one.source < other.source ? -1 : 1))[0]
}

function datesOf(records: readonly Resource[], episode: EpisodeOfCare | undefined) {
  const provider = referenceOf(episode?.managingOrganization)
  const named = referencesOf(episode?.referralRequest)
  const since = episode && endOfEarlier(records, episode, provider)
  const own = (mark: Mark) => since === undefined || mark.day > since
  const referrals = all(records, 'ServiceRequest')
    .filter((request) => request.status !== 'entered-in-error' && bringsIn.some((kind) => isCoded(request.category, 'referral-kind', kind)))
    .filter((request) => named.includes(keyOf(request)) || provider === undefined || referencesOf(request.performer).includes(provider))
    .flatMap((request) => referralDays(request).map((day) => ({ day, source: sourceOf(request) })))
  const identified = all(records, 'Task')
    .filter((task) => task.status !== 'entered-in-error' && isCoded(task.code, 'task-kind', 'member-identified'))
    .filter((task) => task.owner === undefined || provider === undefined || referenceOf(task.owner) === provider)
    .flatMap((task) => markOf(task, task.authoredOn))
  const consents = all(records, 'Consent')
    .filter((consent) => consent.status === 'active' && isCoded(consent.category, 'consent-kind', 'program-enrollment'))
    .flatMap((consent) => markOf(consent, consent.dateTime))
  return {
    referrals: referrals.filter(own),
    identified: identified.filter(own),
    intake: episode ? markOf(episode, extensionOf(episode, 'intake-date')?.valueDate) : [],
    consents: consents.filter(own),
  }
}

/** The last day of the enrollment before this one, with the same provider; what is dated by then belongs to it. */
function endOfEarlier(records: readonly Resource[], episode: EpisodeOfCare, provider: string | undefined): Day | undefined {
  const start = periodOf(episode.period).start
  if (start === undefined) return undefined
  return all(records, 'EpisodeOfCare')
    .filter(
      (other) => other.id !== episode.id && isCoded(other.type, 'program', 'cares') && referenceOf(other.managingOrganization) === provider,
    )
    .flatMap((other) => periodOf(other.period).end ?? [])
    .filter((end) => end < start)
    .sort()
    .at(-1)
}

/** Url of the extension that keeps the day of a second referral to the same provider with the open one. */
export const alsoReferredOn = `${canon}/StructureDefinition/also-referred-on`

/** The days of a referral: its own, and those of others that came while it was open. */
export function referralDays(request: ServiceRequest): Day[] {
  const others = extensionsOf(request, 'also-referred-on').map(({ valueDate }) => valueDate)
  return [request.authoredOn, ...others].flatMap((day) => localDay(day) ?? [])
}

function markOf(resource: Resource, when: string | undefined): Mark[] {
  const day = localDay(when)
  return day === undefined ? [] : [{ day, source: sourceOf(resource) }]
}
