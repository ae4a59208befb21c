import type { Resource } from '@medplum/fhirtypes'
import { FhirError } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'
import type { Program } from '#programs/program.ts'
import { finish } from '#validation/finish.ts'
import type { Validator, Verdict } from '#validation/validator.ts'
import type { Context } from '../contract.ts'
import { type Change, placed } from './change.ts'

/** What validation found in one change that is not a fault against base R4. */
export interface Judged {
  /** Faults against profiles, claimed or called for by the record's coding: the change will be refused. */
  faults: Issue[]
  warnings: Issue[]
}

/** What else a verdict takes into account. */
interface JudgedWith {
  /** Profiles that are asked for, claimed or not. */
  profiles?: readonly string[]
  /** What is to be stored together with it. */
  besides?: readonly unknown[]
  /** What its references point to, as far as it was fetched. */
  targets?: Parameters<Validator['validate']>[2]
}

/** The profiles that programs judge this record by, claimed or not. */
export function programProfiles(programs: readonly Program[], resource: unknown): string[] {
  return programs.flatMap((program) => program.profilesOf(resource as Resource))
}

const nothing: Verdict = { base: [], profile: [], warnings: [] }

/**
 * Judges every change that carries a resource. Faults against profiles are returned and not thrown, as a duplicate
 * found later answers before them.
 * @throws FhirError `malformed` with everything found in all of them, when one has a fault against base R4
 */
export async function judge(
  { validator, programs, elsewhere }: Pick<Context, 'validator' | 'programs' | 'elsewhere'>,
  changes: readonly Change[],
): Promise<Judged[]> {
  let malformed = false
  const all: Issue[] = []
  const besides = changes.flatMap((change) => (change.act === 'delete' ? [] : [change.resource]))
  const verdicts = changes.map((change) =>
    change.act === 'delete' ? nothing : verdictOn(change.resource, validator, programs, { besides }),
  )
  // What is malformed anyway is not worth a question.
  if (elsewhere !== undefined && verdicts.every(({ base }) => base.length === 0)) await finish(verdicts, validator.terminology, elsewhere)
  const judged = changes.map((change, index): Judged => {
    const { base, profile, warnings } = verdicts[index]!
    malformed ||= base.length > 0
    all.push(...at(change, base), ...at(change, profile))
    return { faults: at(change, profile), warnings: at(change, warnings) }
  })
  if (malformed) throw new FhirError('malformed', all)
  return judged
}

/**
 * The verdict on one resource, by base R4, the profiles it claims and those that its coding calls for; on a definition also
 * whether it could be judged by.
 */
export function verdictOn(
  resource: unknown,
  validator: Validator,
  programs: readonly Program[],
  { profiles = [], besides = [], targets }: JudgedWith = {},
): Verdict {
  let byCoding: string[] = []
  let trouble: unknown
  try {
    byCoding = programProfiles(programs, resource)
  } catch (error) {
    // A program may stumble over what is no FHIR at all. Then the validator has the word; if it finds nothing, we do not hide it.
    trouble = error
  }
  const verdict = validator.validate(resource, [...byCoding, ...profiles], targets)
  if (trouble !== undefined && verdict.base.length === 0) throw trouble
  if (verdict.base.length > 0) return verdict
  const unusable = validator.live.trouble(resource, besides)
  return unusable.length === 0 ? verdict : { ...verdict, profile: [...verdict.profile, ...unusable] }
}

function at(change: Change, issues: readonly Issue[]): Issue[] {
  return issues.map((issue) => ({ ...issue, expression: placed(change.at, issue.expression) }))
}
