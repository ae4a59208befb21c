import { protectedLabels } from '#fhir/sensitivity-labels.ts'
import type { Clause } from '#storage/store.ts'
import type { Caller, Permission, Sight, Way } from '../access-plan.ts'
import { gives, type Rule } from './actor.ts'
import { actors } from './actors.ts'
import { isAbout } from './types.ts'

/**
 * What somebody may see or write of a type, by what they are (actors.ts). The same rules give the same sight, one object for all
 * types and permissions that they are about.
 */
export function sightOfActor({ kind, organization, fhirUser }: Caller): (permission: Permission, type: string) => Sight {
  // Somebody of whom nobody said what they are sees nothing.
  if (kind === undefined) return () => []
  const actor = actors[kind]
  if (actor === 'everything') return () => 'everything'
  const parties = [organization, fhirUser].filter((party) => party !== undefined)
  const made = new Map<string, Sight>()
  return (permission, type) => {
    const opens = breaksGlass.has(kind) && (permission === 'r' || permission === 's')
    const rules = actor.filter((rule) => gives(rule, permission) && isAbout(rule, type))
    const key = `${opens} ${rules.map((rule) => actor.indexOf(rule)).join()}`
    let sight = made.get(key)
    if (sight === undefined) {
      const ways = [
        ...rules.flatMap((rule) => wayOf(rule, parties, organization, fhirUser) ?? []),
        ...(opens ? rules.flatMap((rule) => openedWay(rule, parties) ?? []) : []),
      ]
      sight = ways.some((way) => way === 'all') ? 'everything' : (ways as Way[])
      made.set(key, sight)
    }
    return sight
  }
}

/** Who treats, and so may open a record in an emergency. Ambulances have the emergency plan, and no more (section 10). */
export const breaksGlass: ReadonlySet<Caller['kind']> = new Set<Caller['kind']>(['hospital', 'ed', 'pediatrician', 'care-team'])

/**
 * What an opened record shows: what the actor would see of a member it treats, but never what is protected, unless an
 * exception for emergencies is on record or the opening itself is one (42 CFR 2.51).
 */
function openedWay({ by, codes, only = [], naming }: Rule, parties: readonly string[]): Way | undefined {
  if (by === undefined || codes !== undefined || naming !== undefined || parties.length === 0) return undefined
  return { opened: true, ...(only.length > 0 && { clauses: only }), withheld: { labels: protectedLabels, parties: ['emergency'] } }
}

/** What is in the directory is everybody's; what needs a tie gives nothing to somebody without a name. */
function wayOf(
  { types, self, by, codes, days, only = [], withholds = protectedLabels, naming }: Rule,
  parties: readonly string[],
  organization?: string,
  fhirUser?: string,
): Way | 'all' | undefined {
  const clauses: Clause[] = [...only, ...(naming === undefined ? [] : [names(naming, parties)])]
  const withheld = withholds.length === 0 ? undefined : { labels: withholds, parties }
  if (self) {
    const member = /^Patient\/(.+)$/.exec(fhirUser ?? '')?.[1]
    return member === undefined ? undefined : { member, ...(clauses.length > 0 && { clauses }), ...(withheld && { withheld }) }
  }
  if (by === undefined) return types === 'directory' ? 'all' : { ...(clauses.length > 0 && { clauses }), ...(withheld && { withheld }) }
  if (parties.length === 0) return undefined
  const staffOf = by.some((ground) => namesPeople.has(ground)) ? organization : undefined
  return {
    tied: { parties, grounds: by, ...(staffOf && { staffOf }), ...(codes && { codes }), ...(days && { days }) },
    ...(clauses.length > 0 && { clauses }),
    ...(withheld && { withheld }),
  }
}

/** Records of these name people at work as well as organizations. */
const namesPeople = new Set(['care-team', 'general-practitioner', 'task', 'referral'])

function names(param: string, parties: readonly string[]): Clause {
  const values = parties.map((party) => {
    const [type, id] = party.split('/') as [string, string]
    return { type, id }
  })
  return { kind: 'reference', param, values }
}
