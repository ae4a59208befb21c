import { protectedLabels } from '#fhir/sensitivity-labels.ts'
import type { Clause } from '#storage/store.ts'
import type { Bond, Caller, Parties, Permission, Sight, Way } from '../access-plan.ts'
import { gives, type Rule, type TieRule } from './actor.ts'
import { actorOf, mayBreakGlass } from './actors.ts'
import type { TableSettings } from './table-settings.ts'
import { isAbout } from './types.ts'

/**
 * What somebody may see or write of a type, by what they are (actors.ts). The same rules give the same sight, one object for all
 * types and permissions that they are about.
 */
export function sightOfActor(caller: Caller, tables: TableSettings = {}): (permission: Permission, type: string) => Sight {
  const actor = actorOf(caller)
  if (actor === 'everything') return () => 'everything'
  const whose = partiesOf(caller)
  const held: Held = {
    'close-out': tables.closeOutDays?.() ?? usualCloseOut,
    claims: tables.claimDays?.() ?? usualClaims,
  }
  const opens = mayBreakGlass(caller)
  const made = new Map<string, Sight>()
  return (permission, type) => {
    const isOpening = opens && (permission === 'r' || permission === 's')
    const rules = actor.filter((rule) => gives(rule, permission) && isAbout(rule, type))
    const key = `${isOpening} ${rules.map((rule) => actor.indexOf(rule)).join()}`
    let sight = made.get(key)
    if (sight === undefined) {
      const ways = [
        ...rules.flatMap((rule) => wayOf(rule, whose, held) ?? []),
        ...(isOpening ? rules.flatMap((rule) => openedWay(rule, whose) ?? []) : []),
      ]
      sight = ways.some((way) => way === 'all') ? 'everything' : (ways as Way[])
      made.set(key, sight)
    }
    return sight
  }
}

/** Days that ties outlast their end by, where the program's configuration says how many. */
type Held = Readonly<Record<Extract<TieRule['days'], string>, number>>

/** Who a caller is to the ties of a record. */
interface Whose {
  /** They, their posts and their organization. */
  parties: readonly string[]
  organization?: string
  fhirUser?: string
}

function partiesOf({ organization, fhirUser, posts = [] }: Caller): Whose {
  const parties = [organization, fhirUser, ...posts].filter((party) => party !== undefined)
  return { parties, ...(organization !== undefined && { organization }), ...(fhirUser !== undefined && { fhirUser }) }
}

/**
 * What an opened record shows: what the actor would see of a member it treats, but never what is protected, unless an
 * exception for emergencies is on record or the opening itself is one (42 CFR 2.51).
 */
function openedWay({ by, codes, only = [], naming, authored }: Rule, { parties }: Whose): Way | undefined {
  if (by === undefined || codes !== undefined || naming !== undefined || authored || parties.length === 0) return undefined
  return { opened: true, ...(only.length > 0 && { clauses: only }), withheld: { labels: protectedLabels, parties: ['emergency'] } }
}

/** What is in the directory is everybody's; what needs a tie gives nothing to somebody without a name. */
function wayOf(rule: Rule, whose: Whose, held: Held): Way | 'all' | undefined {
  const { types, self, by, and, only = [], withholds = protectedLabels, naming, authored, ofNobody, aboutStaff } = rule
  const { parties, fhirUser } = whose
  const clauses: Clause[] = [...only, ...(naming === undefined ? [] : [names(naming, parties)])]
  const withheld = withholds.length === 0 ? undefined : { labels: withholds, parties }
  const rest = { ...(clauses.length > 0 && { clauses }), ...(withheld && { withheld }) }
  if (self) {
    const member = /^Patient\/(.+)$/.exec(fhirUser ?? '')?.[1]
    return member === undefined ? undefined : { member, ...rest }
  }
  if (ofNobody) {
    const staffOf = whose.organization
    if (staffOf === undefined) return undefined
    return { ofNobody, ...(aboutStaff !== undefined && { about: { param: aboutStaff, parties: [], staffOf } }), ...rest }
  }
  if (by === undefined) return types === 'directory' ? 'all' : rest
  if (parties.length === 0) return undefined
  // Without an organization there is nobody to have an agreement with.
  if (and?.some(({ partners }) => partners) && whose.organization === undefined) return undefined
  return {
    tied: bondOf({ ...rule, by }, whose, held),
    ...(and && { also: and.map((tie) => bondOf(tie, whose, held)) }),
    ...(authored && { authored: makers(whose) }),
    ...rest,
  }
}

function bondOf({ by, codes, days: asked, partners, citing, inPerson }: TieRule, { parties, organization }: Whose, held: Held): Bond {
  const staffOf = !inPerson && !partners && by.some((ground) => namesPeople.has(ground)) ? organization : undefined
  const days = typeof asked === 'string' ? held[asked] : asked
  return {
    ...{ parties: partners ? [] : parties, grounds: by },
    ...(staffOf && { staffOf }),
    ...(partners && { partnersOf: organization }),
    ...(codes && { codes }),
    ...(citing && { cites: true as const }),
    ...(days && { days }),
  }
}

const usualCloseOut = 30
const usualClaims = 90

/** Whose work is one's own: the organization's, and that of everybody in it. */
function makers({ parties, organization }: Whose): Parties {
  return { parties, ...(organization !== undefined && { staffOf: organization }) }
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
