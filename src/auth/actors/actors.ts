import { minorsLabels } from '#fhir/sensitivity-labels.ts'
import type { Caller, ClientKind, PersonKind, Role } from '../access-plan.ts'
import type { Actor, Rule } from './actor.ts'
import { school, stateAgency } from './by-release.ts'
import { careTeam, careTeamRoles } from './care-team.ts'
import { consentToThem, lookUp, noticeToThem } from './common.ts'
import { family, member, minor } from './families.ts'
import { healthPlan, massHealth, tpa } from './oversight.ts'
import { cca, csp, cspWorker } from './programs/community-support.ts'
import { behavioralPartner, ltssPartner, ltssProvider, waiverManager } from './programs/long-term-services.ts'
import { ltsCoordinator, oneCare } from './programs/one-care.ts'
import { ems, hospital, pediatrician, specialist } from './treatment.ts'

// Section 10 of the requirements, a table for each actor. What needs a tie is in the record of a member; what has none is not
// seen, whoever asks.

/** What each kind of registered system, and of person, may do. A person at work is what their organization is, or less by their role. */
export const actors: Readonly<Record<ClientKind | PersonKind, Actor>> = {
  system: 'everything',
  'care-team': careTeam,
  hospital,
  ed: hospital,
  ems,
  pediatrician,
  specialist,
  'health-plan': healthPlan,
  masshealth: massHealth,
  tpa,
  school,
  'state-agency': stateAgency,
  'ltss-cp': ltssPartner,
  'bh-cp': behavioralPartner,
  'waiver-manager': waiverManager,
  'ltss-provider': ltssProvider,
  'one-care': oneCare,
  csp,
  cca,
  member,
  minor,
  family,
}

/** The roles within an organization that see less than it does. */
export const rolesWithin: Partial<Record<ClientKind, Partial<Record<Role, readonly Rule[]>>>> = {
  'care-team': careTeamRoles,
  'one-care': { 'lts-coordinator': ltsCoordinator },
  csp: { 'csp-worker': cspWorker, 'csp-supervisor': csp },
}

/** What a caller may do: by what they are, or by the roles that they have in it; a role that is not one of theirs gives nothing. */
export function actorOf({ kind, roles }: Pick<Caller, 'kind' | 'roles'>): Actor {
  // Somebody of whom nobody said what they are sees nothing.
  if (kind === undefined) return []
  if (roles === undefined) return receiving(actors[kind])
  const within = rolesWithin[kind as ClientKind] ?? {}
  return roles.length === 0 ? [lookUp] : receiving(roles.flatMap((role) => within[role] ?? []))
}

/** Whoever sees anything in a record by a tie may be named in a consent as the one who receives; who has the whole record has that, too. */
function receiving(actor: Actor): Actor {
  if (actor === 'everything' || !actor.some(({ by }) => by !== undefined)) return actor
  const reading = actor.filter(({ may, types, ofNobody }) => /[rs]/.test(may) && types !== 'directory' && !ofNobody)
  return reading.every(isWholeRecord) ? actor : [...actor, consentToThem, noticeToThem]
}

function isWholeRecord({ types, by, only, withholds = [] }: Rule): boolean {
  return types === 'record' && by !== undefined && only === undefined && !withholds.some((label) => minorsLabels.includes(label))
}

/** Who treats, and so may open a record in an emergency. Ambulances have the emergency plan, and no more (section 10); nor does a role that sees less. */
export function mayBreakGlass({ kind, roles }: Pick<Caller, 'kind' | 'roles'>): boolean {
  return roles === undefined && opening.has(kind)
}

const opening: ReadonlySet<Caller['kind']> = new Set<Caller['kind']>(['hospital', 'ed', 'pediatrician', 'care-team'])
