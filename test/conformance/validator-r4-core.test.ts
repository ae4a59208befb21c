import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'

interface Case {
  name: string
  file: string
  module: string
  flags: Record<string, unknown>
  expectError: boolean
  errorsNeedTerminology: boolean
}

/** The reference validator's recorded verdicts, read where they are kept and never copied. */
const suite = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'test-suites', 'validator-r4-core')
const has = existsSync(suite)
if (!has) console.warn('SKIPPED: the reference verdicts (../shared/data/test-suites/validator-r4-core) are not here.')

const cases = has ? (JSON.parse(readFileSync(join(suite, 'cases.json'), 'utf8')) as Case[]) : []

/** This server speaks JSON only; a text that is no JSON is refused before it is judged. */
const json = cases.filter(({ file }) => file.endsWith('.json'))

/** What depends on a terminology service, or on a switch of the reference validator, is scored apart. */
const apart = ({ flags, errorsNeedTerminology }: Case) => errorsNeedTerminology || Object.keys(flags).length > 0

const validator = createValidator({ structures: coreDefinitions() })

function refuses(file: string): boolean {
  let resource: unknown
  try {
    resource = JSON.parse(readFileSync(join(suite, 'files', file), 'utf8'))
  } catch {
    return true
  }
  const { base, profile } = validator.validate(resource)
  return base.length + profile.length > 0
}

const agreement = (of: readonly Case[]) => of.filter(({ file, expectError }) => refuses(file) === expectError)

const run = has ? describe : describe.skip

run('the reference validator and this one', () => {
  const scored = json.filter((one) => !apart(one))
  const notScored = json.filter(apart)

  test('agree on cases that need neither terminology service nor switches', () => {
    const agreed = agreement(scored)
    const differ = scored.filter((one) => !agreed.includes(one)).map(({ name }) => name)
    console.info(
      `reference validator: ${agreed.length} of ${scored.length} JSON cases agree (differ: ${differ.join(', ') || 'none'}); ` +
        `apart: ${agreement(notScored).length} of ${notScored.length}; not run: ${cases.length - json.length} XML cases`,
    )
    expect(scored.length).toBeGreaterThan(40)
    expect(agreed.length / scored.length).toBeGreaterThanOrEqual(0.9)
  })

  test('never refuse what the reference validator accepts', () => {
    expect(scored.filter(({ file, expectError }) => !expectError && refuses(file)).map(({ name }) => name)).toEqual([])
  })
})
