import type { Ground } from '#auth/access-plan.ts'
import { dateRange } from '../indexing/date-range.ts'
import { openHigh, openLow } from '../indexing/entry.ts'
import { readReference } from '../indexing/reference.ts'
import { isJson, type Json } from '../indexing/walk.ts'
import type { ResourceJson } from '../store.ts'

/**
 * What ties somebody to the member in whose record a resource is: who, on what ground, from when until when. Kept in the
 * table `tie` (migrations/014-ties.sql), so that it changes with its record, and looked at by every statement that must know (sight-condition.ts).
 */
export interface Tie {
  ground: Ground
  /** `Type/id` on this server. */
  party: string
  /** Inclusive start and exclusive end, ISO instants in UTC; a day is a local one (TIME-01). */
  from: string
  until: string
  /** What the tie is about: a program, a role, a kind of task, the classes that are released. */
  codes: string[]
  /** Security labels that a release names. */
  labels: string[]
}

/** The type of record that each ground is read off. */
export const typeOfGround: Readonly<Record<Ground, string>> = {
  provider: 'EpisodeOfCare',
  'care-team': 'CareTeam',
  'general-practitioner': 'Patient',
  payer: 'Coverage',
  treating: 'Encounter',
  task: 'Task',
  request: 'Task',
  referral: 'ServiceRequest',
  release: 'Consent',
  'release-for-minor': 'Consent',
  parent: 'RelatedPerson',
  guardian: 'RelatedPerson',
  custody: 'RelatedPerson',
  authorization: 'Claim',
}

const authority = 'https://cares-fhir.example.org/StructureDefinition/legal-authority'
const consentKind = 'https://cares-fhir.example.org/CodeSystem/consent-kind'
const openTask = new Set(['requested', 'received', 'accepted', 'ready', 'in-progress', 'on-hold'])
const there = new Set(['arrived', 'triaged', 'in-progress', 'onleave'])
const episodes = new Set(['planned', 'waitlist', 'active', 'onhold', 'finished'])

/** Who a release for emergencies names: no reference, so nobody's own. */
const emergency = 'emergency'

/** Kinds of consent by which somebody receives. */
const releasing = new Set(['release', 'part2', 'hiv', 'minor-consented', 'emergency-exception'])

/** A release of these goes by its own kind of consent alone; a general one never names them (CARES-CON-07). */
const ownConsent: Readonly<Record<string, readonly string[]>> = { part2: ['42CFRPart2', 'ETH'], hiv: ['HIV'] }

/**
 * The ties that a resource makes; none for most. What cannot be read makes none: nobody sees more for a fault in a record.
 *
 * @param base FHIR base of this server, for absolute references to its own resources
 */
export function tiesOf(resource: ResourceJson, base?: string): Tie[] {
  return makers[resource.resourceType]?.(resource, base) ?? []
}

type Maker = (resource: ResourceJson, base: string | undefined) => Tie[]

const makers: Readonly<Record<string, Maker>> = {
  EpisodeOfCare: (episode, base) => {
    if (!episodes.has(String(episode.status))) return []
    const [from, until] = stretch(episode.period)
    // The provider prepares an enrollment before it begins.
    const begins = episode.status === 'planned' || episode.status === 'waitlist' ? openLow : from
    // Finished without a day says nothing of how long it held.
    if (episode.status === 'finished' && until === openHigh) return []
    return ties(
      'provider',
      [episode.managingOrganization],
      base,
      [begins, until],
      list(episode.type).flatMap((one) => codesOf(one)),
    )
  },
  CareTeam: (team, base) => {
    if (team.status !== undefined && team.status !== 'active') return []
    const whole = stretch(team.period)
    return list(team.participant).flatMap((one) => {
      if (!isJson(one)) return []
      const codes = list(one.role).flatMap((one) => codesOf(one))
      return ties('care-team', [one.member, one.onBehalfOf], base, both(whole, stretch(one.period)), codes)
    })
  },
  Patient: (patient, base) =>
    patient.active === false ? [] : ties('general-practitioner', list(patient.generalPractitioner), base, always, []),
  Coverage: (coverage, base) =>
    coverage.status === 'active' ? ties('payer', list(coverage.payor), base, stretch(coverage.period), []) : [],
  Encounter: (encounter, base) =>
    there.has(String(encounter.status)) ? ties('treating', [encounter.serviceProvider], base, stretch(encounter.period), []) : [],
  Task: (task, base) => {
    if (!openTask.has(String(task.status))) return []
    const codes = codesOf(task.code)
    const until = isJson(task.restriction) ? stretch(task.restriction.period) : always
    return [...ties('task', [task.owner], base, always, codes), ...ties('request', [task.requester], base, until, codes)]
  },
  ServiceRequest: (request, base) =>
    request.status === 'active' || request.status === 'on-hold'
      ? ties(
          'referral',
          list(request.performer),
          base,
          always,
          list(request.category).flatMap((one) => codesOf(one)),
        )
      : [],
  Consent: release,
  RelatedPerson: (person, base) => (person.active === false ? [] : [...authorities(person), ...custody(person, base)]),
  Claim: (claim, base) =>
    claim.status === 'active' && claim.use === 'preauthorization'
      ? ties('authorization', [claim.insurer], base, always, citedBy(claim, base))
      : [],
}

/**
 * Who receives by a release in force: not a draft, not one whose provision denies, signed, and from its signature on. One that
 * others signed for the member is of another ground, as it ends with the member's childhood (CARES-CON-06). One with
 * exceptions inside makes no tie, as they are not read (CARES-CON-02, CARES-CON-04).
 */
function release(consent: ResourceJson, base: string | undefined): Tie[] {
  const { provision } = consent
  if (consent.status !== 'active' || !isJson(provision) || provision.type === 'deny' || list(provision.provision).length > 0) return []
  const signed = typeof consent.dateTime === 'string' ? dateRange(consent.dateTime) : undefined
  if (!signed) return []
  // Only what a gate has judged by its kind: a category of another system is somebody else's word, and a consent to enroll, or to have
  // a school's records (CARES-CON-08), lets nobody see anything.
  const kinds = list(consent.category).flatMap((one) => codesOf(one, consentKind).filter((kind) => releasing.has(kind)))
  const signers = list(consent.performer).flatMap((one) =>
    isJson(one) && typeof one.reference === 'string' ? (readReference(one.reference, base) ?? []) : [],
  )
  if (kinds.length === 0 || signers.length === 0) return []
  const ground = signers.some(({ type }) => type === 'Patient') ? 'release' : 'release-for-minor'
  const [from, until] = both([signed.low, openHigh], stretch(provision.period))
  const named = list(provision.securityLabel)
    .map(codeOf)
    .filter((label) => label !== undefined) as string[]
  // An emergency has no name beforehand: it opens what it names to whoever is let in by one (CARES-EMG-02).
  if (kinds.includes('emergency-exception')) return tie(ground, emergency, [from, until], [], named)
  const receivers = list(provision.actor).filter((actor) => isJson(actor) && codesOf(actor.role).includes('IRCP'))
  const codes = [...kinds, ...list(provision.class).map(codeOf), ...list(provision.code).flatMap((one) => codesOf(one))].filter(
    (code) => code !== undefined,
  )
  const general = named.filter((label) => !Object.values(ownConsent).flat().includes(label))
  const labels = [...general, ...kinds.flatMap((kind) => ownConsent[kind] ?? [])]
  const parties = receivers.map((actor) => (actor as Json).reference)
  return ties(ground, parties, base, [from, until], codes, labels)
}

/** A parent's word ends when the member is 18, which the statement looks at; a guardian's whom a court appointed does not. */
function authorities(person: ResourceJson): Tie[] {
  const whole = stretch(person.period)
  return list(person.extension).flatMap((extension) => {
    if (!isJson(extension) || extension.url !== authority) return []
    const parts = list(extension.extension).filter(isJson)
    const kind = parts.find(({ url }) => url === 'kind')?.valueCode
    const ground = kind === 'court-guardian' ? 'guardian' : kind === 'parent' || kind === 'legal-guardian' ? 'parent' : undefined
    if (ground === undefined) return []
    const period = parts.find(({ url }) => url === 'period')?.valuePeriod
    return tie(ground, `RelatedPerson/${person.id}`, both(whole, stretch(period)), [String(kind)], [])
  })
}

/** Agencies that a court gives custody to (section 10). */
const custodians = ['dcf', 'dys']

/** By the paper that gives it, to one of the two agencies that may have it, and to the parts that it names: a part that is not named stays closed. */
function custody(person: ResourceJson, base: string | undefined): Tie[] {
  const whole = stretch(person.period)
  return list(person.extension).flatMap((extension) => {
    if (!isJson(extension) || extension.url !== authority) return []
    const parts = list(extension.extension).filter(isJson)
    const part = (name: string) => parts.find(({ url }) => url === name)
    if (part('kind')?.valueCode !== 'custody-agency' || part('document')?.valueReference === undefined) return []
    if (!custodians.includes(String(part('agency')?.valueCode))) return []
    const named = parts.flatMap(({ url, valueCode }) => (url === 'part' && typeof valueCode === 'string' ? [valueCode] : []))
    return ties('custody', [part('custodian')?.valueReference], base, both(whole, stretch(part('period')?.valuePeriod)), named)
  })
}

/** The records that a request for authorization rests on (CP-16): `Type/id`. */
function citedBy({ supportingInfo, referral, prescription }: ResourceJson, base: string | undefined): string[] {
  const cited = [...list(supportingInfo).map((one) => isJson(one) && one.valueReference), referral, prescription]
  return cited.flatMap((one) => {
    const target = isJson(one) && typeof one.reference === 'string' ? readReference(one.reference, base) : undefined
    return target?.id === undefined ? [] : `${target.type}/${target.id}`
  })
}

const always: Stretch = [openLow, openHigh]
type Stretch = readonly [from: string, until: string]

function ties(
  ground: Ground,
  references: readonly unknown[],
  base: string | undefined,
  when: Stretch,
  codes: readonly string[],
  labels: readonly string[] = [],
): Tie[] {
  return references.flatMap((reference) => {
    const text = isJson(reference) ? reference.reference : undefined
    const target = typeof text === 'string' ? readReference(text, base) : undefined
    return target?.id === undefined ? [] : tie(ground, `${target.type}/${target.id}`, when, codes, labels)
  })
}

function tie(ground: Ground, party: string, [from, until]: Stretch, codes: readonly string[], labels: readonly string[]): Tie[] {
  return from < until ? [{ ground, party, from, until, codes: [...codes], labels: [...labels] }] : []
}

/** A Period from the start of its first moment to the end of its last; one that cannot be read is empty. */
function stretch(period: unknown): Stretch {
  if (period === undefined) return always
  if (!isJson(period)) return never
  const { start, end } = period
  const from = start === undefined ? openLow : typeof start === 'string' ? dateRange(start)?.low : undefined
  const until = end === undefined ? openHigh : typeof end === 'string' ? dateRange(end)?.high : undefined
  return from === undefined || until === undefined ? never : [from, until]
}

const never: Stretch = [openHigh, openLow]

function both(a: Stretch, b: Stretch): Stretch {
  return [a[0] > b[0] ? a[0] : b[0], a[1] < b[1] ? a[1] : b[1]]
}

function codesOf(concept: unknown, system?: string): string[] {
  const codings = isJson(concept) ? list(concept.coding) : []
  return codings.flatMap((coding) => (system === undefined || (isJson(coding) && coding.system === system) ? (codeOf(coding) ?? []) : []))
}

function codeOf(coding: unknown): string | undefined {
  return isJson(coding) && typeof coding.code === 'string' ? coding.code : undefined
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value]
}
