import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { evalFhirPathTyped, parseFhirPath, toTypedValue } from '@medplum/core'
import type { Resource, SearchParameter } from '@medplum/fhirtypes'
import { readCoreDefinitions } from '#fhir/definitions/cache.ts'
import { searchParams } from '#fhir/definitions/search-parameters.ts'
import { compileWalk, isJson } from '#storage/indexing/walk.ts'

const examples = join(import.meta.dirname, '../../../../shared/data/ig-examples/r4-core')

/** What the compiled paths of a parameter find, references narrowed as `where(resolve() is X)` asks. */
function found(resource: Resource, code: string): unknown[] {
  const param = searchParams().get(resource.resourceType)!.get(code)!
  const values: unknown[] = []
  for (const { steps, target } of param.paths) {
    compileWalk({ steps })(resource as never, (value) => {
      const points = isJson(value) && typeof value.reference === 'string' ? value.reference : ''
      // The interpreter takes no absolute reference for resolved; extract.test.ts has those.
      if (!target || points.startsWith(`${target}/`)) values.push(value)
    })
  }
  return param.truth ? [values.some((value) => value !== false)] : values
}

// A union has each value once.
const sorted = (values: readonly unknown[]) => [...new Set(values.map((value) => JSON.stringify(value)))].sort()

const here = existsSync(examples)
const suite = here ? describe : describe.skip

suite(`compiled paths find what a FHIRPath interpreter finds${here ? '' : ' (skipped: ../shared/data is absent)'}`, () => {
  const definitions = readCoreDefinitions<SearchParameter>('search-parameters').filter(({ version }) => version === '4.0.1')
  const resources = here ? readdirSync(examples).map((file) => JSON.parse(readFileSync(join(examples, file), 'utf8')) as Resource) : []

  test.each(resources.map((resource) => [`${resource.resourceType}/${resource.id}`, resource] as const))('%s', (_, resource) => {
    const known = searchParams().get(resource.resourceType)
    let compared = 0
    for (const { code, base, expression } of definitions) {
      const applies = [resource.resourceType, 'Resource', 'DomainResource'].some((type) => (base as string[]).includes(type))
      if (!applies || !expression || !known?.has(code) || known.get(code)?.type === 'composite') continue
      const told = evalFhirPathTyped(parseFhirPath(expression.replace(/\b(?:Domain)?Resource\./g, `${resource.resourceType}.`)), [
        toTypedValue(resource),
      ]).map(({ value }) => value)
      // The interpreter says nothing where `deceased` is absent and "false" is meant; the parameter asks yes or no.
      if (known.get(code)!.truth && told.length === 0) told.push(false)
      expect([code, sorted(found(resource, code))]).toEqual([code, sorted(told)])
      compared++
    }
    expect(compared).toBeGreaterThan(4)
  })
})
