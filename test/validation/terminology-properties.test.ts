import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import type { Include, SlimCodeSystem, SlimConcept, SlimValueSet } from '#fhir/definitions/terminology.ts'
import { FhirError } from '#fhir/error.ts'
import { collect } from '#validation/terminology/collect.ts'
import { type Expansion, expand } from '#validation/terminology/expand.ts'
import { createTerminology } from '#validation/terminology/terminology.ts'

const core = createTerminology(coreDefinitions())
const system = 'http://a.example/any'
const codes = ['a', 'b', 'c', 'd', 'e', 'f']

/** Any six concepts, each below any of those before it or, by its own word, below any at all: circles too. */
const codeSystem = fc
  .array(fc.record({ above: fc.integer({ min: -1, max: 5 }), also: fc.option(fc.constantFrom(...codes)), inactive: fc.boolean() }), {
    minLength: 6,
    maxLength: 6,
  })
  .map((drawn): SlimCodeSystem => {
    const heads: SlimConcept[] = []
    const made = drawn.map(
      ({ also, inactive }, index): SlimConcept => ({
        code: codes[index]!,
        property: [
          ...(also === null ? [] : [{ code: 'parent', valueCode: also }]),
          ...(inactive ? [{ code: 'inactive', valueBoolean: true }] : []),
        ],
      }),
    )
    drawn.forEach(({ above }, index) => {
      const parent = above >= 0 && above < index ? made[above] : undefined
      if (parent) parent.concept = [...(parent.concept ?? []), made[index]!]
      else heads.push(made[index]!)
    })
    return { resourceType: 'CodeSystem', url: system, content: 'complete', concept: heads }
  })

const filter = fc.oneof(
  fc.record({
    property: fc.constant('concept'),
    op: fc.constantFrom('is-a', 'descendent-of', 'is-not-a', 'generalizes', '='),
    value: fc.constantFrom(...codes),
  }),
  fc.record({
    property: fc.constantFrom('code', 'parent'),
    op: fc.constantFrom('in', 'not-in', 'regex'),
    value: fc.constantFrom('a,b', '[a-c]', 'd'),
  }),
  fc.record({ property: fc.constant('parent'), op: fc.constant('exists'), value: fc.constantFrom('true', 'false') }),
)
const include: fc.Arbitrary<Include> = fc.oneof(
  fc.record({ system: fc.constant(system), filter: fc.array(filter, { minLength: 1, maxLength: 2 }) }),
  fc.record({ system: fc.constant(system), concept: fc.subarray(codes, { minLength: 1 }).map((some) => some.map((code) => ({ code }))) }),
  fc.constant({ system }),
)
const valueSet = fc
  .record({
    include: fc.array(include, { minLength: 1, maxLength: 3 }),
    exclude: fc.array(include, { maxLength: 2 }),
    inactive: fc.constantFrom(undefined, true, false),
  })
  .map((compose): SlimValueSet => ({ resourceType: 'ValueSet', url: 'http://a.example/vs', compose }))

function flat({ contains }: Pick<Expansion, 'contains'>): string[] {
  return contains.flatMap((one) => [one.code ?? '', ...flat({ contains: one.contains ?? [] })])
}

describe('for any code system and any value set over it', () => {
  test('a code is a member exactly when the expansion has it, nested or flat, in pages or as a whole', () => {
    fc.assert(
      fc.property(codeSystem, valueSet, (definition, set) => {
        const terminology = core.with([definition])
        const members = codes.filter((code) => terminology.compile(set).has(system, code))
        const nested = flat(expand(set, terminology))
        const paged = [0, 2, 4].flatMap((offset) => flat(expand(set, terminology, { offset, count: 2 })))
        expect([...nested].sort()).toEqual(members)
        expect([...paged].sort()).toEqual(members)
        expect(flat(expand(set, terminology, { excludeNested: true }))).toEqual(paged)
      }),
    )
  })

  test('subsumption is reflexive and transitive, and is what is-a selects', () => {
    fc.assert(
      fc.property(codeSystem, (definition) => {
        const made = core.with([definition]).codeSystem(system)!
        for (const a of codes) {
          expect(made.subsumes(a, a)).toBe(true)
          const below = codes.filter((b) => made.subsumes(a, b))
          expect([...(made.select({ property: 'concept', op: 'is-a', value: a }) ?? [])].sort()).toEqual(below)
          expect(made.select({ property: 'concept', op: 'descendent-of', value: a })?.has(a)).toBe(false)
          for (const b of below) for (const c of codes) if (made.subsumes(b, c)) expect(below).toContain(c)
        }
      }),
    )
  })
})

describe('R4 core', () => {
  const texts = coreDefinitions()
  const names = ['valuesets', 'v3-codesystems', 'v2-tables']

  test('every value set expands to exactly what is said to be in it, or says why not', async () => {
    const { readCoreDefinitions } = await import('#fhir/definitions/cache.ts')
    let expandable = 0
    for (const { resourceType, url } of names.flatMap((name) => readCoreDefinitions<SlimValueSet>(name))) {
      const definition = resourceType === 'ValueSet' ? texts.valueSet(url) : undefined
      if (definition === undefined) continue
      const compiled = core.valueSet(url)!
      try {
        const { entries } = collect(definition, { terminology: core, forced: new Map() })
        expandable++
        const listed = [...(compiled.codes ?? [])].flatMap(([each, all]) => [...all].map((code) => `${each}\n${code}`))
        expect([url, new Set(entries.keys())]).toEqual([url, new Set(listed)])
      } catch (error) {
        if (!(error instanceof FhirError)) throw error
        expect([url, error.issues.length > 0]).toEqual([url, true])
      }
    }
    expect(expandable).toBeGreaterThan(1000)
  })

  test('no hierarchy of HL7 has a circle: is-a is a partial order', () => {
    for (const url of ['condition-clinical', 'v3-ActCode', 'v3-RoleCode', 'v3-NullFlavor'].map(
      (name) => `http://terminology.hl7.org/CodeSystem/${name}`,
    )) {
      const { concepts, subsumes, parentsOf } = core.codeSystem(url)!
      for (const code of concepts.keys())
        for (const parent of parentsOf(code)) expect([code, parent, subsumes(code, parent)]).toEqual([code, parent, false])
    }
  })
})
