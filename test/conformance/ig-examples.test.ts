import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import type { Validator } from '#validation/validator.ts'
import { obtain, readSources } from '../../profiles/packages.ts'
import { publishedExamples } from './reference-validator/published-examples.ts'
import { packagesOf, type SetName, validatorOf } from './reference-validator/sets.ts'

/*
 * Published examples by the profiles that they claim, or that their guide says they are examples of, where the guide's package
 * is here. What R4 alone says of them is in r4-core-examples.test.ts.
 */

const shared = join(import.meta.dirname, '..', '..', '..', 'shared')
const has = existsSync(join(shared, 'data', 'ig-examples')) && existsSync(join(shared, 'fhir-packages'))
if (!has) console.warn('SKIPPED: the published examples or packages (../shared/data/ig-examples, ../shared/fhir-packages) are not here.')

/**
 * Examples that their own guide's profiles refuse, the invariants or slices that they break, and how often. HL7's reference
 * validator refuses each of them for the same rule (named run of reference-validator/, 2026-11-22).
 */
const refusals: Record<string, string[]> = {
  // Invented NPIs, of which US Core 7.0.0 asks ten digits and the check digit.
  'davinci-pdex/Organization-Payer1-1.json': ['us-core-16', 'us-core-17'],
  'davinci-pdex/Organization-Payer1.json': ['us-core-16', 'us-core-17'],
  'davinci-pdex/Organization-Payer2.json': ['us-core-16', 'us-core-17'],
  'davinci-pdex/Organization-ProviderOrg1.json': ['us-core-16', 'us-core-17'],
  'davinci-pdex/Organization-ProviderOrg2.json': ['us-core-16', 'us-core-17'],
  'davinci-pdex/Practitioner-4.json': ['us-core-16', 'us-core-17'],
  'bser/Practitioner-practitioner-us-core-practitioner-hailey-eight.json': ['us-core-17'],
  'bser/Practitioner-practitioner-us-core-practitioner-henry-seven.json': ['us-core-17'],
  // The example is of 1.0.0; the package here is the ballot before it, which asks for a section more.
  'pacio-toc/Composition-BSJ-TOCComposition.json': ['clinical_results'],
}

const guides = Object.keys(packagesOf).filter((set): set is SetName => set !== 'own' && packagesOf[set as SetName].length > 0)

;(has ? describe : describe.skip)('published examples by the profiles that they claim', () => {
  const examples = new Map<string, ReturnType<typeof publishedExamples>>()
  const validators = new Map<SetName, Validator>()
  beforeAll(async () => {
    for (const name of new Set(guides.flatMap((guide) => packagesOf[guide]))) await obtain(name, readSources(process.env))
    for (const guide of guides) validators.set(guide, validatorOf(guide))
    for (const example of publishedExamples()) examples.set(example.guide, [...(examples.get(example.guide) ?? []), example])
  }, 60_000)

  test.each(guides)('%s: each is accepted, or refused as the reference validator refuses it', (guide) => {
    const found: Record<string, string[]> = {}
    for (const { file, profiles, text } of examples.get(guide) ?? []) {
      const { base, profile } = validators.get(guide)!.validate(JSON.parse(text), profiles)
      const rules = [...base, ...profile].map(
        ({ diagnostics }) => /breaks ([\w-]+)|of slice (\w+)/.exec(diagnostics)?.slice(1).join('') ?? diagnostics,
      )
      if (rules.length > 0) found[`${guide}/${file}`] = rules
    }
    expect(found).toEqual(Object.fromEntries(Object.entries(refusals).filter(([name]) => name.startsWith(`${guide}/`))))
  })

  test('the guides whose packages are here claim their profiles, and those are known', () => {
    // Of these the guide's own package is here, so that nearly every claim must be one that was judged.
    const judged = (['us-core', 'ips', 'pacio-toc', 'davinci-pdex'] as const).map((guide) => {
      const claims = (examples.get(guide) ?? []).flatMap(({ profiles, text }) => [
        ...profiles,
        ...((JSON.parse(text) as { meta?: { profile?: string[] } }).meta?.profile ?? []),
      ])
      return [guide, claims.length, claims.filter((claim) => !validators.get(guide)!.knows(claim)).length]
    })
    console.info(`published examples: claims, and those of packages that are not here: ${judged.map((row) => row.join(' ')).join('; ')}`)
    for (const [guide, claims, unknown] of judged) {
      expect([guide, Number(claims) >= 20]).toEqual([guide, true])
      expect([guide, Number(unknown) <= 2]).toEqual([guide, true])
    }
  })
})
