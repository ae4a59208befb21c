import type { Resource } from '@medplum/fhirtypes'
import type { Day, Instant } from './vocabulary/calendar.ts'
import type { Finding } from './vocabulary/finding.ts'
import type { Requirement } from './vocabulary/requirement.ts'
import type { Settings } from './vocabulary/settings.ts'

/**
 * Resources of a type outside a member's record, by what a search parameter of theirs says: a reference (a provider's
 * HealthcareServices, say) or a code (the ChargeItemDefinitions of a program).
 */
export type Alongside = { type: string; param: string } & ({ reference: string } | { token: { system: string; code: string } })

/** Which records a decision needs. Said by the program, fetched by the interaction in one query, handed to the rule. */
export interface Needs {
  /** Member whose record it is: the Patient's id. */
  member: string
  /** Types wanted from the member's record. */
  types: readonly string[]
  /** Other resources to bring, as `Type/id`. */
  others: readonly string[]
  alongside: readonly Alongside[]
  /**
   * Types outside the member's record to bring when something gathered names one: the staff behind a team, say. The
   * interaction looks twice: a team names a role, the role its person and its organization.
   */
  follow?: readonly string[]
  /**
   * Of these types of the member's record, only what overlaps [from, to) by its search parameter `date` (instants, UTC)
   * is looked at; bringing more is allowed, and slower.
   */
  within?: { types: readonly string[]; from: string; to: string }
}

/** A write, as a gate sees it. */
export interface Proposal {
  resource: Resource
  /** The version that it replaces; absent on create. */
  previous?: Resource
  /** Local day (America/New_York) and instant of the decision; handed in, never read from the wall. */
  today: Day
  now: Instant
  settings: Settings
}

/** A decision that a write needs: taken inside the write's transaction, under the member's lock. */
export interface Gate {
  /** Resource type whose writes it judges. */
  type: string
  /** Does this write call for the decision at all? By coding, never by claimed profile. */
  applies(resource: Resource, previous?: Resource): boolean
  needs(resource: Resource, previous?: Resource): Needs
  /** What else the decision looks at once the record is there: fetched in a query of its own, and handed over apart. */
  beyond?(proposal: Proposal, record: readonly Resource[]): Needs | undefined
  /** `record` holds the current resources that `needs` asked for, without the proposed one; `beyond` what `beyond` did. */
  decide(proposal: Proposal, record: readonly Resource[], beyond?: readonly Resource[]): Finding[]
  /**
   * `Type/id` of the record that a create says again, by the row's own key. When the two agree word for word, the one on
   * record answers in place of a refusal (TIME-11).
   */
  repeats?(proposal: Proposal, record: readonly Resource[]): string | undefined
  /** What the server adds to the write by itself (a proposed end date, a derived state). Runs before `decide`. */
  completes?(proposal: Proposal, record: readonly Resource[]): Resource
}

/**
 * What a program finds without anybody writing: deadlines that pass, records that are missing (F of requirements.md). The
 * room jobs hands it a member's record whenever that changes and at the beginning of every day.
 */
export interface Watch {
  /** What it judges: a row, and the type of the records at fault. What it no longer finds of these is closed. */
  judges: readonly {
    cites: Requirement
    about: string
    /** A gate warns of the same at the write; what the write opened is closed as well. */
    settlesWrites?: true
  }[]
  /** Who is looked at every day: the members to whose records these belong, found by token parameters. */
  roster: readonly { type: string; tokens: Readonly<Record<string, { system?: string; code: string }>> }[]
  /** Types of a member's record whose change calls for a look; a change to any other is passed over. */
  minds: ReadonlySet<string>
  /**
   * Of these, the types that matter only to members who have a record of one of the types `with` besides. Services are
   * written all day and most members have nothing that rests on them: asking whether they do is cheaper than a look.
   */
  mindsOnly?: { types: ReadonlySet<string>; with: readonly string[] }
  /**
   * Records outside a member's own that its findings rest on: when one of type `from` changes, the members whose records name it
   * by these search parameters are looked at. What is not listed here is seen at the beginning of the next day.
   */
  reaches?: readonly { from: string; type: string; param: string }[]
  needs(member: string): Needs
  /** What to fetch besides, once that is there; undefined: nothing. */
  alsoNeeds?(member: string, record: readonly Resource[]): Needs | undefined
  /** Everything that must be open on a day; `at` names the record at fault, `Type/id`. */
  findings(record: readonly Resource[], day: Day, settings: Settings): Finding[]
}

/** A care program: its sentences, the profile of each of its records, its gates. */
export interface Program {
  /** Code of `{canon}/CodeSystem/program`. */
  code: string
  requirements: Readonly<Record<string, Requirement>>
  /** Canonical of the profile that a record is judged by, by its coding, whether it claims it or not. */
  profilesOf(resource: Resource): string[]
  gates: readonly Gate[]
  /** What it looks after between writes; absent when nothing. */
  watch?: Watch
}
