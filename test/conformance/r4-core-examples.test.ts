import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'

/** Published examples, read where they are kept and never copied. */
const examples = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'ig-examples')

/** The README of the examples names these as invalid, or says that an invariant may be reported. */
const knownExceptions = ['Media-example.json', 'RiskAssessment-breastcancer-risk.json', 'RiskAssessment-prognosis.json']

/** Its attachment's hash is made up; the reference validator refuses it as well (TYPE_SPECIFIC_CHECKS_DT_ATT_HASH_MISMATCH). */
const wrongHash = 'DiagnosticReport-example-pgx.json'

const has = existsSync(examples)
if (!has) console.warn('SKIPPED: the published examples (../shared/data/ig-examples) are not here.')

const filesOf = (folder: string) =>
  has ? readdirSync(join(examples, folder)).filter((file) => file.endsWith('.json') && ![...knownExceptions, wrongHash].includes(file)) : []

describe.each([
  ['r4-core', 213],
  ['us-core', 146],
  ['bser', 31],
  ['carin-bb', 16],
  ['davinci-atr', 14],
  ['davinci-pdex', 22],
  ['ihe-balp', 45],
  ['ips', 31],
  ['mcc-ecareplan', 74],
  ['pacio-pfe', 80],
  ['pacio-toc', 51],
  ['sdoh-clinicalcare', 49],
])('published examples of %s are accepted as base R4', (folder, least) => {
  const validator = createValidator({ structures: coreDefinitions() })
  const files = filesOf(folder)
  const run = has ? test : test.skip

  run('the folder is complete', () => {
    expect(files.length).toBeGreaterThanOrEqual(least)
  })

  run.each(files.length > 0 ? files : ['(none)'])('%s', (file) => {
    const resource: unknown = JSON.parse(readFileSync(join(examples, folder, file), 'utf8'))
    expect(validator.validate(resource).base).toEqual([])
  })
})

;(has ? test : test.skip)('the example whose attachment is not what its hash was made of is refused for that alone', () => {
  const resource: unknown = JSON.parse(readFileSync(join(examples, 'r4-core', wrongHash), 'utf8'))
  const { base } = createValidator({ structures: coreDefinitions() }).validate(resource)
  expect(base.map(({ details }) => details)).toEqual(['attachment-hash'])
})
