import type { Issue } from '#fhir/issue.ts'
import type { LiveDefinitions } from './live.ts'
import type { Shapes } from './shape.ts'
import type { Terminology } from './terminology/terminology.ts'

/** The verdict on one resource. `malformed` issues are faults against base R4 (400); `profile` ones against a profile (422). */
export interface Verdict {
  /** Faults against base R4: structure, types, required bindings, base invariants. */
  base: Issue[]
  /** Faults against profiles, claimed or given. */
  profile: Issue[]
  /** What could not be checked here, each said once, and other warnings. */
  warnings: Issue[]
  /** Bindings that another terminology server may be asked about; only of a validator that leaves them open. */
  open?: OpenBinding[]
}

/** A binding that could not be judged here. */
export interface OpenBinding {
  valueSet: string
  codes: readonly { system?: string; code?: string }[]
  /** What is to be said if none of the codes is in the value set, and where. */
  issue: Issue
  list: 'base' | 'profile' | 'warnings'
  /** The text of the warning that it was not checked. */
  warning: string
}

/** Judges resources against base R4 and profiles, each compiled once from its snapshot. Holds no request state. */
export interface Validator {
  /**
   * @param resource parsed JSON of one resource
   * @param profiles canonicals to judge by besides `meta.profile`; the program's profile for a record by its coding
   * @param targets gives what a reference points to, where the caller has it at hand: `Patient/1`. What is contained or in
   *   the same Bundle is found without it. They are judged by the profiles that references ask for, and no more.
   */
  validate(resource: unknown, profiles?: readonly string[], targets?: (reference: string) => Record<string, unknown> | undefined): Verdict
  /** Is a profile of this canonical known here? Accepts `|version`. */
  knows(canonical: string): boolean
  /** The shapes of R4's types, for whoever evaluates FHIRPath. */
  readonly shapes: Shapes
  /** The code systems and value sets that it judges by. */
  readonly terminology: Terminology
  /** Definitions that come and go while the server runs. */
  readonly live: LiveDefinitions
}
