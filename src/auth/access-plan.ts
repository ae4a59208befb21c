import type { Held } from '#storage/access/grounds.ts'
import type { Clause } from '#storage/store.ts'

/** FHIR interactions as SMART v2 scopes name them: create, read, update, delete, search. */
export type Permission = 'c' | 'r' | 'u' | 'd' | 's'

/** Who is asking. Identifiers only; nothing here names a member. */
export interface Caller {
  /** Registered client id, or the name of a room of this server ("demo", "jobs") that acts by itself. */
  clientId: string
  /** Reference of the person or device behind the call, where one is known. */
  fhirUser?: string
  /** Purpose of use that the client is registered for (v3-ActReason code), e.g. TREAT, ETREAT, HOPERAT. */
  purpose?: string
  /** What the client is registered as: an EHR, EMS, a plan … ; decides what it may see of a member (actors/). */
  kind?: ClientKind | PersonKind
  /** The organization that answers for the client, `Organization/[id]`: what ties it to members. */
  organization?: string
  /**
   * What somebody does at their organization, where that is narrower than what the organization is: they see what these roles see.
   * Absent: what the organization sees. None: a post that has ended, which sees nothing of a member.
   */
  roles?: readonly Role[]
  /** The posts (`PractitionerRole/[id]`) by which they have those roles: records name the post, not the person. */
  posts?: readonly string[]
  /** The patient in context of a launch, by id: `patient/` scopes hold for this one alone. */
  patient?: string
}

/** What a registered system, or the organization of a person at work, is to members: a row of section 10 of the requirements. */
export type ClientKind =
  | 'system'
  | 'care-team'
  | 'hospital'
  | 'ed'
  | 'ems'
  | 'pediatrician'
  /** A specialist, a dentist, a behavioral health provider. */
  | 'specialist'
  | 'health-plan'
  | 'masshealth'
  /** The third party administrator who decides prior authorizations of long-term services. */
  | 'tpa'
  | 'school'
  /** One of the seven agencies of CARES-COO-05. */
  | 'state-agency'
  /** A Community Partner for long-term services and supports, and one for behavioral health. */
  | 'ltss-cp'
  | 'bh-cp'
  /** A case manager of a home and community based waiver, a DDS service coordinator. */
  | 'waiver-manager'
  | 'ltss-provider'
  /** A One Care plan and its coordinators. */
  | 'one-care'
  /** A Community Support Program. */
  | 'csp'
  /** Commonwealth Care Alliance as payer of a Community Support Program. */
  | 'cca'

/** What somebody does at work, where that is narrower than what their organization is (section 10). Codes of cares-role, csp-role, onecare-role; a biller is registered as one. */
export type Role =
  | 'family-support'
  | 'senior-medical-professional'
  | 'program-director'
  | 'biller'
  | 'csp-worker'
  | 'csp-supervisor'
  | 'lts-coordinator'

/** People who come for themselves: a member of 18 or older, a younger one, and who acts for a member. */
export type PersonKind = 'member' | 'minor' | 'family'

/**
 * What may tie somebody to a member. Each ground is read off one type of record in the member's own compartment; see
 * storage/access/ties.ts for which element says it and when it begins and ends.
 */
export type Ground =
  /** Carries the enrollment: EpisodeOfCare.managingOrganization; code: the program. */
  | 'provider'
  /** On the care team: CareTeam.participant; code: the role. */
  | 'care-team'
  /** The member's PCP: Patient.generalPractitioner. */
  | 'general-practitioner'
  /** Pays: Coverage.payor. */
  | 'payer'
  /** Has the member there now: Encounter.serviceProvider. */
  | 'treating'
  /** Was asked to do something: Task.owner; code: the kind of task. */
  | 'task'
  /** Was referred to, or serves: ServiceRequest.performer; code: the category. */
  | 'referral'
  /** Is named in a release as the one who receives: Consent.provision.actor; codes: its kinds, and the classes released. */
  | 'release'
  /** The same, signed by others for the member: it ends when the member is 18, unless somebody is guardian then. */
  | 'release-for-minor'
  /** Looks into the record for a while, as its request says: Task.requester; code: the kind of task. */
  | 'request'
  /** A parent or guardian of a member under 18. */
  | 'parent'
  /** A guardian whom a court appointed, at any age. */
  | 'guardian'
  /** An agency to which a court gave custody of a member under 18: RelatedPerson's authority; codes: the parts that the order names. */
  | 'custody'
  /** Was asked to authorize a service beforehand: Claim.insurer; codes: the records that the request cites. */
  | 'authorization'

/** What of a type a caller may see or write: everything, or what one of the ways leads to. Without a way: nothing. */
export type Sight = 'everything' | readonly Way[]

/** One of the parties is tied to a member on one of these grounds, now. */
export interface Bond extends Parties {
  /** The parties are whoever has an agreement in force with this organization, `Organization/[id]` (OrganizationAffiliation). */
  partnersOf?: string
  grounds: readonly Ground[]
  /** The tie must carry one of these codes (a program, a role); absent: whatever it carries. */
  codes?: readonly string[]
  /** The tie must cite the very resource that is asked for. */
  cites?: true
  /** Days that a tie outlasts its end. */
  days?: number
}

/** Who is meant: by reference, and the staff of an organization. */
export interface Parties {
  parties: readonly string[]
  /** Its staff are parties, too: the posts (PractitionerRole) at this organization, `Organization/[id]`, and who holds them. */
  staffOf?: string
}

/** A way to some resources of a type. All that it says must hold, in the statement that reads or writes them. */
export interface Way {
  /** They are in the record of a member to whom one of the parties is tied. */
  tied?: Bond
  /** Each of these ties must hold besides. */
  also?: readonly Bond[]
  /** One of these made them: is named as their author, performer, recorder or sender (storage/access/authors.ts). */
  authored?: Parties
  /** The holder of this token opened the member's record in an emergency, and it has not closed again (`$break-glass`). */
  opened?: true
  /** They are in no member's record: a provider's policies, its reports, the files of its staff. */
  ofNobody?: true
  /** This reference of theirs leads to one of these. */
  about?: Parties & { param: string }
  /** They are in this patient's record. */
  member?: string
  /** What else they must be. */
  clauses?: readonly Clause[]
  /**
   * Security labels (codes of `meta.security`) that this way does not lead to, unless a release to one of the parties
   * names the label. https://www.hl7.org/fhir/R4/security-labels.html
   */
  withheld?: { labels: readonly string[]; parties: readonly string[] }
}

/**
 * What a caller may touch, compiled once for a token and handed to every storage call; there is no other door.
 * Storage puts it into the statement itself: the token must still be alive, and the ties must hold, when the data is read.
 */
export interface AccessPlan {
  readonly caller: Caller
  /** SHA-256 of the opaque token; absent only for the server's own rooms (`ownAccess`). */
  readonly tokenHash?: Buffer
  /** May this caller do this to this type at all? Asked by interactions (403) and again by storage. */
  allows(permission: Permission, type: string): boolean
  /**
   * Does some scope lead to every resource of this type, neither to those of the patient in context alone nor to some of a kind?
   * What tells of members without reading them for the caller asks this. Absent: yes.
   *
   * @param permission that the scope gives; absent: reading
   */
  scopesAll?(type: string, permission?: Permission): boolean
  /** Each scope of the token that leads into members' records is for the patient in context. */
  readonly contextOnly?: boolean
  /** The types that a search over all types may return; undefined means every type. */
  readonly searchable?: ReadonlySet<string>
  /** Of a type that is allowed: which resources. Absent: everything. */
  sight?(permission: Permission, type: string): Sight
  /** The moment by which ties are judged; absent: the moment of the statement. */
  readonly now?: () => Date
  /** The request for which it is used; absent: the server acts by itself. */
  readonly request?: AuditedRequest
  /** What is read under it serves the server's own decisions; an operation says itself whom its answer tells of. */
  readonly behind?: true
}

/** A request as the audit trail tells of it, and what becomes known of it on the way. */
export interface AuditedRequest {
  /** `X-Request-Id` of its answer. */
  readonly id: string
  /** Network address of the caller. */
  readonly from?: string
  /** The purpose that the caller stated (v3-ActReason code), where that is not the one it is registered for. */
  purpose?: string
  /** Why they did it, in their own words, where an act asks for that (`$break-glass`). */
  stated?: string
  /** Members from whose records something was read for the caller. */
  readonly patients: Set<string>
  /** What let the caller in to each of them, as `spell` of storage/access/grounds.ts has it; '' to what is in nobody's record. */
  grounds?: Map<string, Set<string>>
  /** What the statements that read for the caller found to tie them. */
  held?: Held
  /** Something of a substance use program's is in the answer: its notice goes with it (42 CFR 2.32). */
  part2?: boolean
  /** What the caller is may keep protected content from them: the answer says so, whether or not there is any (CARES-CON-07). */
  withholds?: boolean
  /** Writes that are in the trail already, each by the statement that did it. */
  written: number
}

/**
 * May this caller be told of this member by what they are registered as, without reading the record? Not by a token that leads
 * only into the record of the patient in context, if that is somebody else.
 */
export function mayBeToldOf({ caller: { patient }, contextOnly }: AccessPlan, member: string): boolean {
  return contextOnly !== true || patient === member
}

/**
 * Says of whom an answer tells, where the server's own sight found it.
 *
 * @param grounds what let the caller in, where the caller's own sight did not, as storage/access/grounds.ts spells it
 */
export function tellsOf({ request }: AccessPlan, member: string | undefined, ...grounds: string[]): void {
  if (member === undefined || request === undefined) return
  request.patients.add(member)
  if (grounds.length === 0) return
  request.grounds ??= new Map()
  request.grounds.set(member, new Set([...(request.grounds.get(member) ?? []), ...grounds]))
}

/** The access that a room of this server itself has: sweeps, the demo's loader, migrations. Never given to a request. */
export function ownAccess(room: string): AccessPlan {
  return { caller: { clientId: room, kind: 'system' }, allows: () => true }
}

/** Somebody who sent no token where none is needed: may touch nothing. */
export const nobody: AccessPlan = Object.freeze({
  caller: Object.freeze({ clientId: '' }),
  allows: () => false,
  searchable: new Set<string>(),
  sight: () => [],
})
