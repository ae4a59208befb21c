import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { loadValidator } from '#validation/load.ts'
import type { Validator } from '#validation/validator.ts'
import { obtain, packagesFolder, readSources } from '../../profiles/packages.ts'
import { definitions, examples } from './compiled.ts'

// Certified EHRs present US Core 6.1.0, older sites 3.1.1, newer ones 7.0.0 and 8.0.0: a record of ours suits them all.

const sources = readSources(process.env)
const versions = ['3.1.1', '6.1.0', '7.0.0', '8.0.0']
const held = (version: string) => existsSync(join(packagesFolder, `hl7.fhir.us.core#${version}`))
const reachable = sources.folder !== undefined || versions.every(held)
if (!reachable) console.warn('Skipped: no US Core packages here; set FHIR_PACKAGES or run "npm run packages".')

/** US Core profile that each profile of ours is built on, without version. */
const parents = new Map(definitions('StructureDefinition').map(({ url, baseDefinition }) => [url, baseDefinition!]))

/** In 3.1.1 these profiles did not exist, or their model allows less than the program needs. */
const notIn311: Readonly<Record<string, string>> = {
  'us-core-careteam': 'its members could not be a PractitionerRole or a RelatedPerson',
  'us-core-condition-problems-health-concerns': 'it was called us-core-condition',
  'us-core-coverage': 'came with 6.0.0',
  'us-core-encounter': 'a participant could be a Practitioner only, and our service events name the role',
  'us-core-observation-screening-assessment': 'came with 6.0.0',
  'us-core-questionnaireresponse': 'came with 5.0.0',
  'us-core-relatedperson': 'came with 5.0.0',
  'us-core-servicerequest': 'came with 5.0.0',
  'us-core-practitionerrole': 'its telecom and endpoint rules name profiles that are gone',
}

const cases = versions.flatMap((version) =>
  examples().flatMap((example) =>
    (example.meta?.profile ?? [])
      .map((profile) => (profile.includes('/us/core/') ? profile : parents.get(profile)))
      .filter((parent) => parent?.includes('/us/core/'))
      .filter((parent) => version !== '3.1.1' || !(parent!.split('/').at(-1)! in notIn311))
      .map((parent) => [version, `${example.resourceType}/${example.id}`, `${parent}|${version}`, example] as const),
  ),
)

describe('every example meets its US Core profile in each version that partners use', () => {
  let validator: Validator
  beforeAll(async () => {
    if (!reachable) return
    for (const version of versions) await obtain(`hl7.fhir.us.core#${version}`, sources)
    validator = loadValidator()
  })

  ;(reachable ? test : test.skip).each(cases)('%s: %s', (_version, _reference, canonical, example) => {
    expect(validator.knows(canonical)).toBe(true)
    const { meta: _claims, ...record } = example
    const { base, profile } = validator.validate(record, [canonical])
    expect([...base, ...profile]).toEqual([])
  })
})
