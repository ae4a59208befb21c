import type { CareTeam, ContactPoint, HumanName, Organization, Practitioner, PractitionerRole, Resource } from '@medplum/fhirtypes'
import type { Day } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { all, codesFrom, keyOf } from './element.ts'
import { extensionsOf, partOf, referenceOf } from './fact-source.ts'

/** Everyone named on the plan's care teams, and the kinds of partner said not to exist. */
export interface Team {
  members: TeamMember[]
  /** Codes of `cares-role` that a team says it has nobody for, with a reason. */
  none: string[]
  /** The dedicated line (CARES-COO-03). */
  telecom: ContactPoint[]
}

/** One entry of a team: one person or body in one role. */
export interface TeamMember {
  /** The team that names it, `CareTeam/id`. */
  source: string
  /** Place among the team's entries, from 0. */
  index: number
  role?: string
  /** `Type/id` of the member, and of the person behind a role: either names them. */
  refs: string[]
  name?: string
  telecom: ContactPoint[]
  period: { start?: Day; end?: Day }
}

/** Reads the teams named; a member's name and telecom come from the role, the person behind it, or the body. */
export function teamOf(records: readonly Resource[], teams: readonly string[]): Team {
  const named = all(records, 'CareTeam').filter((team) => teams.includes(keyOf(team)))
  const directory = new Map(records.map((record) => [keyOf(record), record]))
  return {
    members: named.flatMap((team) => membersOf(team, directory)),
    none: named.flatMap((team) =>
      extensionsOf(team, 'category-none').flatMap((none) =>
        partOf(none, 'reason')?.valueString?.trim() ? (codeOf(partOf(none, 'category')) ?? []) : [],
      ),
    ),
    telecom: named.flatMap((team) => team.telecom ?? []),
  }
}

function codeOf(part: ReturnType<typeof partOf>): string | undefined {
  return part?.valueCode ?? part?.valueCoding?.code ?? codesFrom(part?.valueCodeableConcept, 'cares-role')[0]
}

function membersOf(team: CareTeam, directory: ReadonlyMap<string, Resource>): TeamMember[] {
  return (team.participant ?? []).map((participant, index) => {
    const target = referenceOf(participant.member)
    const contact = contactOf(target, directory)
    return {
      source: keyOf(team),
      index,
      role: codesFrom(participant.role, 'cares-role')[0],
      refs: contact.refs,
      name: contact.name ?? participant.member?.display,
      telecom: contact.telecom,
      period: { start: localDay(participant.period?.start), end: localDay(participant.period?.end) },
    }
  })
}

/** Name and telecom of whoever is named; a role without a phone of its own is reached at its person's. */
export function contactOf(
  target: string | undefined,
  directory: ReadonlyMap<string, Resource>,
): { refs: string[]; name?: string; telecom: ContactPoint[] } {
  const found = target === undefined ? undefined : directory.get(target)
  const refs = target === undefined ? [] : [target]
  if (found?.resourceType === 'PractitionerRole') return contactOfRole(found, refs, directory)
  const known = found as Practitioner | Organization | undefined
  return { refs, name: nameOf(known?.name), telecom: known?.telecom ?? [] }
}

function contactOfRole(
  role: PractitionerRole,
  refs: string[],
  directory: ReadonlyMap<string, Resource>,
): { refs: string[]; name?: string; telecom: ContactPoint[] } {
  const target = referenceOf(role.practitioner)
  const person = target === undefined ? undefined : (directory.get(target) as Practitioner | undefined)
  return {
    refs: target === undefined ? refs : [...refs, target],
    name: nameOf(person?.name) ?? role.practitioner?.display,
    telecom: role.telecom && role.telecom.length > 0 ? role.telecom : (person?.telecom ?? []),
  }
}

/** A person's or a body's name in a line. */
export function nameOf(name: string | HumanName[] | undefined): string | undefined {
  if (name === undefined || typeof name === 'string') return name
  const first = name.find(({ use }) => use === 'official' || use === 'usual') ?? name[0]
  return first?.text ?? ([...(first?.prefix ?? []), ...(first?.given ?? []), first?.family ?? ''].join(' ').trim() || undefined)
}

/** Is this entry still on the team on a day? An entry without a period always is. */
export function isOn(member: TeamMember, day: Day): boolean {
  return (member.period.start ?? day) <= day && day <= (member.period.end ?? day)
}

/** Can this person or body be reached: a phone, an address, anything with a value? */
export function isReachable(telecom: readonly ContactPoint[]): boolean {
  return telecom.some(({ value }) => value !== undefined && value.trim() !== '')
}
