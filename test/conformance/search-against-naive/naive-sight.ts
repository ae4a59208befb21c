import type { AccessPlan, Way } from '#auth/access-plan.ts'
import type { ResourceJson } from '#storage/store.ts'
import { naiveSearch } from './naive-search.ts'

/** What a caller sees of all there is: each resource held to each way of the plan (src/auth/access-plan.ts), by its elements. */
export function naiveSeen(all: readonly ResourceJson[], plan: AccessPlan): ResourceJson[] {
  const at = plan.now?.().getTime() ?? Date.now()
  return all.filter((one) => {
    const ways = plan.sight?.('s', one.resourceType) ?? 'everything'
    return ways === 'everything' || ways.some((way) => leads(way, one, all, at))
  })
}

function leads({ tied, member, clauses = [], withheld }: Way, one: ResourceJson, all: readonly ResourceJson[], at: number): boolean {
  const whose = memberOf(one)
  if (member !== undefined && whose !== member) return false
  if (tied !== undefined && (whose === undefined || !all.some((record) => memberOf(record) === whose && ties(record, tied, at))))
    return false
  // Nobody here has released anything, so what bears a withheld label stays hidden.
  if (withheld?.labels.some((label) => list(one.meta?.security).some(({ code }) => code === label))) return false
  return clauses.length === 0 || naiveSearch([one], { type: one.resourceType, clauses: [...clauses] }).length === 1
}

/** Whose record a resource is in; of these types, the patient whom it is about. */
export function memberOf({ resourceType, id, subject, patient }: ResourceJson): string | undefined {
  if (resourceType === 'Patient') return id
  const { reference } = (subject ?? patient ?? {}) as { reference?: string }
  return /^Patient\/(\w+)$/.exec(reference ?? '')?.[1]
}

function ties(record: ResourceJson, { parties, grounds, codes, days = 0 }: NonNullable<Way['tied']>, at: number): boolean {
  const names = (reference: unknown) => parties.includes(String((reference as { reference?: string } | undefined)?.reference))
  if (record.resourceType === 'Patient') {
    // Without a code there is none to ask for.
    return (
      grounds.includes('general-practitioner') &&
      codes === undefined &&
      record.active !== false &&
      list(record.generalPractitioner).some(names)
    )
  }
  if (record.resourceType === 'CareTeam') {
    // Each for as long as that participant is part of it; nobody here says a role, so none is asked for by one.
    return (
      grounds.includes('care-team') &&
      codes === undefined &&
      record.status !== 'inactive' &&
      list(record.participant).some((one) => names(one.member) && holds((one.period ?? {}) as Period, at, days))
    )
  }
  if (record.resourceType !== 'EpisodeOfCare' || !grounds.includes('provider') || !names(record.managingOrganization)) return false
  const types = list(record.type).flatMap(({ coding }) => list(coding).map(({ code }) => String(code)))
  if (codes !== undefined && !codes.some((code) => types.includes(code))) return false
  const { start, end } = (record.period ?? {}) as Period
  if (record.status === 'cancelled' || (record.status === 'finished' && end === undefined)) return false
  // The provider prepares an enrollment before it begins.
  return holds({ end, ...(record.status !== 'planned' && { start }) }, at, days)
}

interface Period {
  start?: string
  end?: string
}

/** A day is New York's; all of these are in winter. The last one is over at the next midnight, and later by the days of grace. */
function holds({ start, end }: Period, at: number, days: number): boolean {
  const midnight = (day: string) => Date.parse(`${day}T00:00:00-05:00`)
  const from = start ? midnight(start) : -Infinity
  const until = end ? midnight(end) + 86_400_000 : Infinity
  return from < until && from <= at && at < until + days * 86_400_000
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value : []
}
