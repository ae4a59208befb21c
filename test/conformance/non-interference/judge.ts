import type { Permission } from '#auth/access-plan.ts'
import type { Asker, Granted } from './callers.ts'
import { type Any, code, consentToThem, type Line, lines, linesOfRole, type Needs, noticeToThem } from './lines.ts'
import { now, recordTypes } from './records.ts'
import type { Kept, Version, World } from './world.ts'

// What a caller may see, from section 10 of the requirements and src/auth/README.md, by walking over plain lists. It
// shares nothing with the server: what both get wrong must be wrong in the sentences that both were written from.

const directory = ['Organization', 'OrganizationAffiliation', 'Practitioner', 'PractitionerRole']
const inRecords = (type: string) => recordTypes.includes(type) || type === 'Group'
const protectedLabels = ['42CFRPart2', 'ETH', 'HIV', 'PSY']

interface Tie {
  ground: string
  /** References of those who are tied. */
  who: string[]
  from: number
  until: number
  codes: string[]
  /** Labels that a release opens. */
  opens?: string[]
}

/** What a caller may see of a world. */
export interface Verdict {
  /** Versions that the caller may see, by `Type/id`; what is not here is hidden from them. */
  seen: ReadonlyMap<string, ReadonlySet<number>>
  /** Hidden, and yet what the caller's sight follows from. */
  deciding: ReadonlySet<string>
  /** Members of whom the caller may see anything at all. */
  related: ReadonlySet<string>
}

export const keyOf = ({ type, id }: Pick<Kept, 'type' | 'id'>): string => `${type}/${id}`

export function judge(world: World, asker: Asker): Verdict {
  const current = world.kept.map((kept) => ({ kept, ...kept.versions.at(-1)! }))
  const ties = current.flatMap(({ kept, content, member }) =>
    content === undefined || member === undefined ? [] : tiesOf(content).map((tie) => ({ ...tie, kept, member })),
  )
  const staff = current.flatMap(({ content }) =>
    content?.resourceType === 'PractitionerRole' &&
    content.active !== false &&
    asker.organization !== undefined &&
    (content.organization as Any)?.reference === asker.organization
      ? [`PractitionerRole/${content.id}`, (content.practitioner as Any)?.reference as string]
      : [],
  )
  const own = [asker.organization, asker.person, asker.post].filter((one) => one !== undefined)
  const actors = asker.role === undefined ? lines[asker.kind] : linesOfRole[asker.role]
  // Who has the whole record by their tie needs no lines for these.
  const isTeam = asker.kind === 'care-team' && asker.role !== 'family-support' && asker.role !== 'biller'
  const table = !isTeam && actors.some(({ by }) => by !== undefined) ? [...actors, consentToThem, noticeToThem] : actors
  const at = Date.parse(now)
  // A written agreement says from when, or until when, it is in force.
  const partners = current.flatMap(({ content }) => {
    if (content?.resourceType !== 'OrganizationAffiliation' || content.active === false || content.period === undefined) return []
    const { from, until } = span(content.period)
    const ours = asker.organization !== undefined && (content.participatingOrganization as Any)?.reference === asker.organization
    return ours && from <= at && until > at ? refs(content.organization) : []
  })
  const isAdult = (member: string) => {
    const patient = current.find(({ kept }) => kept.type === 'Patient' && kept.id === member)?.content
    // Born on the day eighteen years ago or before.
    return patient === undefined || String(patient.birthDate) <= '2006-06-15'
  }
  const holds = (tie: (typeof ties)[number], { by = [], codes, days = 0, ...needs }: Needs, record?: string) =>
    by.includes(tie.ground) &&
    (codes === undefined || codes.some((one) => tie.codes.includes(one))) &&
    (!needs.cites || record === undefined || tie.codes.includes(record)) &&
    tie.from <= at &&
    tie.until + days * 86_400_000 > at &&
    tie.who.some((one) =>
      needs.partners
        ? partners.includes(one)
        : own.includes(one) || (!needs.alone && by.some((ground) => namesStaff.includes(ground)) && staff.includes(one)),
    ) &&
    ((tie.ground !== 'parent' && tie.ground !== 'custody') || !isAdult(tie.member)) &&
    (tie.ground !== 'release-for-minor' || !isAdult(tie.member) || isGuarded(tie.member))
  const needed = (line: Line): Needs[] => [...(line.by === undefined ? [] : [line]), ...(line.and ?? [])]
  const tied = (member: string | undefined, line: Line, record: string) =>
    line.self
      ? member !== undefined && asker.person === `Patient/${member}`
      : needed(line).every((needs) => ties.some((tie) => tie.member === member && holds(tie, needs, record)))
  const isTheirs = (content: Version['content']) => makersOf(content).some((one) => own.includes(one) || staff.includes(one))
  const { opening } = asker
  const open =
    opening !== undefined &&
    asker.role === undefined &&
    Date.parse(opening.until) > at &&
    ['hospital', 'ed', 'pediatrician', 'care-team'].includes(asker.kind)
      ? opening
      : undefined
  const inForce = ({ from, until }: Tie) => from <= at && until > at
  const isGuarded = (member: string) => ties.some((tie) => tie.member === member && tie.ground === 'guardian' && inForce(tie))
  const isSigned = (tie: (typeof ties)[number]) =>
    inForce(tie) && (tie.ground === 'release' || !isAdult(tie.member) || isGuarded(tie.member))
  const opens = (tie: (typeof ties)[number], label: string) => tie.opens?.includes(label) && isSigned(tie)
  const released = (member: string | undefined, label: string) =>
    ties.some((tie) => tie.member === member && opens(tie, label) && tie.who.some((one) => own.includes(one)))
  const inEmergency = (label: string) =>
    open!.labels.includes(label) || ties.some((tie) => tie.member === open!.member && opens(tie, label) && tie.who.includes('exception'))

  const seen = new Map<string, Set<number>>()
  for (const { kept, content, member } of current) {
    const versions = new Set<number>()
    for (const permission of 'ruds' as Iterable<Permission>) {
      for (const scope of asker.scopes) {
        if (!covers(scope, permission, kept.type)) continue
        if (scope.level === 'patient' && inRecords(kept.type) && (member === undefined || member !== asker.patient)) continue
        for (const line of table) {
          if (!line.may.includes(permission) || !isAbout(line, kept.type, asker)) continue
          const byOpening = open?.member === member && member !== undefined && opensTo(line, permission, own)
          if (byOpening) mark({ ...line, withholds: protectedLabels }, inEmergency)
          if (!tied(member, line, keyOf(kept))) continue
          mark(line, (label) => released(member, label))
          function mark(line: Line, isReleased: (label: string) => boolean): void {
            const whole = scope.only === undefined && line.only === undefined && !line.made && !line.cites
            const careful = asker.kind !== 'system' && line.types !== 'directory'
            const fits =
              content !== undefined &&
              (scope.only === undefined || meets(content, scope.only)) &&
              (!line.made || isTheirs(content)) &&
              (line.only?.(content, asker) ?? true)
            if (fits && (!careful || bare(content, line).every(isReleased))) versions.add(kept.versions.length)
            if (!whole) return
            kept.versions.forEach((version, index) => {
              const isCurrent = index === kept.versions.length - 1
              if (isCurrent && version.content !== undefined) return
              // A deletion says no more than the version that it ended.
              const said = version.content ?? kept.versions[index - 1]?.content
              // Who sees all of a type sees it wherever it was.
              const anywhere = isCurrent || version.member === member || (!careful && scope.level === 'system')
              if (anywhere && (!careful || bare(said, line).length === 0)) versions.add(index + 1)
            })
          }
        }
      }
    }
    // Of what is hidden now, nothing that it was is seen either.
    if (versions.has(kept.versions.length)) seen.set(keyOf(kept), versions)
  }
  const grounds = table.flatMap(needed)
  // One that is over decides nothing any more.
  const releases = ties.filter(
    (tie) => tie.opens !== undefined && isSigned(tie) && tie.who.some((one) => own.includes(one) || one === 'exception'),
  )
  const decides = [...ties.filter((tie) => grounds.some((needs) => holds(tie, needs))), ...releases]
  const deciding = new Set([
    ...decides.map(({ kept }) => keyOf(kept)),
    ...decides
      .filter(({ ground }) => ground === 'parent' || ground === 'custody' || ground === 'release-for-minor')
      .map(({ member }) => `Patient/${member}`),
    ...ties
      .filter(({ ground, member }) => ground === 'guardian' && releases.some((one) => one.member === member))
      .map(({ kept }) => keyOf(kept)),
    ...current
      .filter(({ kept }) => kept.type === 'PractitionerRole' || kept.type === 'OrganizationAffiliation')
      .map(({ kept }) => keyOf(kept)),
  ])
  const related = new Set([
    ...(open === undefined ? [] : [open.member]),
    ...current.filter(({ kept }) => seen.has(keyOf(kept))).flatMap(({ member }) => member ?? []),
    ...decides.map(({ member }) => member),
  ])
  return { seen, deciding, related }
}

/** Reading what the line would show of somebody it is tied to, where no code and no name narrows it. */
function opensTo({ by, codes, types, names, made }: Line, permission: Permission, own: readonly string[]): boolean {
  return (
    by !== undefined &&
    codes === undefined &&
    names === undefined &&
    made === undefined &&
    types !== 'directory' &&
    'rs'.includes(permission) &&
    own.length > 0
  )
}

function covers({ type, permissions }: Granted, permission: Permission, of: string): boolean {
  return (type === '*' || type === of) && permissions.includes(permission)
}

function isAbout({ types }: Line, type: string, { kind }: Asker): boolean {
  if (kind === 'system') return true
  if (types === 'directory') return directory.includes(type)
  return types === 'record' ? inRecords(type) : types.includes(type)
}

function meets(resource: Any, { param, code: wanted }: NonNullable<Granted['only']>): boolean {
  return param === 'status' ? resource.status === wanted : code(resource[param]).includes(wanted)
}

/** Labels that it bears, of those that a line does not lead to. */
function bare(content: Version['content'], { withholds = protectedLabels }: Line): string[] {
  const security = (content?.meta?.security ?? []) as { code?: string }[]
  return security.map((one) => one.code ?? '').filter((label) => withholds.includes(label))
}

/** Whose records name people at work, not only organizations. */
const namesStaff = ['care-team', 'general-practitioner', 'task', 'referral']

/** Local midnight in Massachusetts; the days of this test lie far from the changes of the clock. */
function midnight(day: string): number {
  const month = Number(day.slice(5, 7))
  return Date.parse(`${day}T0${month >= 4 && month <= 10 ? 4 : 5}:00:00Z`)
}

function span(...periods: Any[]): { from: number; until: number } {
  const starts = periods.map((one) => (one?.start === undefined ? Number.NEGATIVE_INFINITY : midnight(one.start)))
  const ends = periods.map((one) => (one?.end === undefined ? Number.POSITIVE_INFINITY : midnight(one.end) + 86_400_000))
  return { from: Math.max(...starts), until: Math.min(...ends) }
}

const refs = (references: Any): string[] => [references ?? []].flat().map((one: Any) => one.reference)

function tiesOf(resource: Any): Tie[] {
  const always = span()
  switch (resource.resourceType) {
    case 'EpisodeOfCare': {
      const { from, until } = span(resource.period)
      const codes = code(resource.type)
      const who = refs(resource.managingOrganization)
      if (resource.status === 'planned') return [{ ground: 'provider', who, from: Number.NEGATIVE_INFINITY, until, codes }]
      if (resource.status === 'finished' && until === Number.POSITIVE_INFINITY) return []
      return ['active', 'finished'].includes(resource.status) ? [{ ground: 'provider', who, from, until, codes }] : []
    }
    case 'CareTeam':
      if (resource.status !== 'active') return []
      return resource.participant.map((one: Any) => ({
        ground: 'care-team',
        who: refs(one.member),
        ...span(resource.period, one.period),
        codes: code(one.role),
      }))
    case 'Patient':
      return resource.active ? [{ ground: 'general-practitioner', who: refs(resource.generalPractitioner), ...always, codes: [] }] : []
    case 'Coverage':
      return resource.status === 'active' ? [{ ground: 'payer', who: refs(resource.payor), ...span(resource.period), codes: [] }] : []
    case 'Encounter': {
      const isThere = ['in-progress', 'arrived'].includes(resource.status)
      return isThere ? [{ ground: 'treating', who: refs(resource.serviceProvider), ...span(resource.period), codes: [] }] : []
    }
    case 'Task': {
      if (!['requested', 'accepted', 'in-progress'].includes(resource.status)) return []
      const codes = code(resource.code)
      return [
        { ground: 'task', who: refs(resource.owner), ...always, codes },
        { ground: 'request', who: refs(resource.requester), ...span(resource.restriction?.period), codes },
      ]
    }
    case 'ServiceRequest': {
      const isOpen = ['active', 'on-hold'].includes(resource.status)
      return isOpen ? [{ ground: 'referral', who: refs(resource.performer), ...always, codes: code(resource.category) }] : []
    }
    case 'Consent': {
      const { provision } = resource
      if (resource.status !== 'active' || provision.type === 'deny') return []
      const { from, until } = span({ start: resource.dateTime }, provision.period)
      const kinds = code(resource.category)
      const ground = refs(resource.performer)[0]!.startsWith('Patient/') ? 'release' : 'release-for-minor'
      if (kinds.includes('emergency-exception')) {
        const opens = (provision.securityLabel ?? []).map((one: Any) => one.code)
        return [{ ground, who: ['exception'], from, until, codes: [], opens }]
      }
      const opens = [
        ...(provision.securityLabel ?? [])
          .map((one: Any) => one.code)
          .filter((label: string) => !['42CFRPart2', 'ETH', 'HIV'].includes(label)),
        ...(kinds.includes('hiv') ? ['HIV'] : []),
        ...(kinds.includes('part2') ? ['42CFRPart2', 'ETH'] : []),
      ]
      const codes = [...kinds, ...(provision.class ?? []).map((one: Any) => one.code)]
      return [{ ground, who: refs(provision.actor[0].reference), from, until, codes, opens }]
    }
    case 'RelatedPerson': {
      if (!resource.active) return []
      const parts = resource.extension[0].extension
      const part = (name: string) => parts.find((one: Any) => one.url === name)
      const kind = part('kind').valueCode
      const ground = kind === 'court-guardian' ? 'guardian' : 'parent'
      const when = span(part('period')?.valuePeriod)
      if (kind === 'custody-agency') {
        if (!part('document') || !['dcf', 'dys'].includes(part('agency')?.valueCode)) return []
        return [{ ground: 'custody', who: refs(part('custodian').valueReference), ...when, codes: [part('part').valueCode] }]
      }
      return [{ ground, who: [`RelatedPerson/${resource.id}`], ...when, codes: [kind] }]
    }
    case 'Claim': {
      if (resource.status !== 'active' || resource.use !== 'preauthorization') return []
      const codes = (resource.supportingInfo ?? []).map((one: Any) => one.valueReference.reference)
      return [{ ground: 'authorization', who: refs(resource.insurer), ...always, codes }]
    }
    default:
      return []
  }
}

/** Who made a record, or did what it tells of, as records of this world say it. */
function makersOf(resource: Any): string[] {
  switch (resource?.resourceType) {
    case 'CarePlan':
      return refs(resource.author)
    case 'Communication':
      return refs(resource.sender)
    case 'Observation':
      return refs(resource.performer)
    case 'Task':
      return refs(resource.requester)
    case 'Encounter':
      return refs(resource.serviceProvider)
    case 'EpisodeOfCare':
      return refs(resource.managingOrganization)
    case 'Claim':
      return refs(resource.provider)
    case 'Provenance':
    case 'AuditEvent':
      return resource.agent.flatMap(({ who }: Any) => refs(who))
    default:
      return []
  }
}
