import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'
import { Shapes } from '#validation/shape.ts'
import { NotXml, xmlToJson } from './xml-to-json.ts'

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

/** What depends on a terminology service, or on a switch of the reference validator, is scored apart. */
const apart = ({ flags, errorsNeedTerminology }: Case) => errorsNeedTerminology || Object.keys(flags).length > 0

const shapes = new Shapes(coreDefinitions())
const validator = createValidator({ structures: coreDefinitions() })

function refuses(file: string): boolean {
  let resource: unknown
  try {
    const text = readFileSync(join(suite, 'files', file), 'utf8')
    // This server reads JSON only; cases in XML are put into JSON here. A text that is neither is refused before it is judged.
    resource = file.endsWith('.xml') ? xmlToJson(text, shapes) : JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof NotXml) return true
    throw error
  }
  const { base, profile } = validator.validate(resource)
  return base.length + profile.length > 0
}

const agreement = (of: readonly Case[]) => of.filter(({ file, expectError }) => refuses(file) === expectError)

const run = has ? describe : describe.skip

run('the reference validator and this one', () => {
  const scored = cases.filter((one) => !apart(one))
  const notScored = cases.filter(apart)

  test('agree on cases that need neither terminology service nor switches', () => {
    const agreed = agreement(scored)
    const differ = scored.filter((one) => !agreed.includes(one)).map(({ name }) => name)
    console.info(
      `reference validator: ${agreed.length} of ${scored.length} cases agree (differ: ${differ.join(', ') || 'none'}); ` +
        `apart, as they need terminology or switches: ${agreement(notScored).length} of ${notScored.length}`,
    )
    expect(scored.length).toBeGreaterThan(60)
    expect(agreed.length / scored.length).toBeGreaterThanOrEqual(0.95)
  })

  test('never refuse what the reference validator accepts', () => {
    expect(scored.filter(({ file, expectError }) => !expectError && refuses(file)).map(({ name }) => name)).toEqual([])
  })
})
