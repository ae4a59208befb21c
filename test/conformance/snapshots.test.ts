import { describe, expect, test } from '@jest/globals'
import { readCoreDefinitions } from '#fhir/definitions/cache.ts'
import type { SlimElement, SlimStructure } from '#fhir/definitions/structure.ts'
import { splitCanonical } from '#fhir/definitions/structures.ts'
import { type SliceStart, withSnapshot } from '#validation/snapshot/generate.ts'
import { readArchive } from '../validation/archive.ts'

/** The guides whose published snapshots we make again from their differentials, and when they were published. */
const guides: readonly { name: string; sliceStart: SliceStart; least: number }[] = [
  { name: 'hl7.fhir.us.core-6.1.0', sliceStart: 'base', least: 58 },
  { name: 'hl7.fhir.us.core-7.0.0', sliceStart: 'base', least: 62 },
  { name: 'hl7.fhir.us.core-8.0.0', sliceStart: 'profile', least: 66 },
  { name: 'hl7.fhir.uv.ips-1.1.0', sliceStart: 'base', least: 36 },
  { name: 'hl7.fhir.us.davinci-pdex-2.2.0', sliceStart: 'profile', least: 45 },
]

/** Where ours differs from what was published, and why that is right. A line that explains nothing any more fails the test. */
const differences: readonly { guide: RegExp; at: RegExp; why: string }[] = [
  {
    guide: /core-7|core-8/,
    at: /^us-core-vital-signs constraint Observation\.effective\[x\]$/,
    why: 'published with a later wording of vs-1 than R4 4.0.1 has',
  },
  {
    guide: /ips|pdex/,
    at: /^(Bundle-uv-ips|mtls-bundle) constraint Bundle\.entry(:[\w-]+)?$/,
    why: 'the R4 definitions we build on word bdl-8 for an entry without fullUrl; the meaning is the same',
  },
  {
    guide: /ips/,
    at: /^Bundle-uv-ips constraint Bundle\.entry:[\w-]+\.resource$/,
    why: 'repeats the invariants of the resource in the entry, which is judged by them anyway',
  },
  {
    guide: /ips/,
    at: /^(AllergyIntolerance|Condition)-uv-ips isModifier \w+\.(clinicalStatus|verificationStatus)$/,
    why: 'a profile cannot make an element of R4 that changes the meaning into one that does not',
  },
  {
    guide: /ips/,
    at: /^Observation-results-(laboratory|pathology)-uv-ips slicing Observation\.value\[x\]$/,
    why: 'the differential closes the slicing, the published snapshot leaves it open',
  },
  {
    guide: /pdex/,
    at: /^\w+-parameters-multi-member-match-bundle-in (contentReference|type) Parameters\.parameter:MemberBundle\.part$/,
    why: 'published with the reference left standing beside the elements that it refers to',
  },
]

/** Profiles of a guide whose base is in a package that is not at hand. */
const withoutBase = [/^us-core-questionnaireresponse$/, /^pdex-provider-group$/]

type Raw = SlimStructure & { id: string }

const core = new Map<string, Raw>()
for (const file of ['profiles-types', 'profiles-resources', 'profiles-others', 'extension-definitions']) {
  for (const one of readCoreDefinitions<Raw & { resourceType: string }>(file)) {
    if (one.resourceType === 'StructureDefinition' && one.version === '4.0.1') core.set(one.url, asR4(one))
  }
}

/** What the package of R4 definitions adds of its own: see src/fhir/definitions/structures-build.ts. */
function asR4(one: Raw): Raw {
  const elements = one.snapshot!.element
  if (one.url.endsWith('/Meta')) one.snapshot!.element = elements.slice(0, elements.findIndex(({ id }) => id === 'Meta.tag') + 1)
  const outcome = elements.find(({ id }) => id === 'Bundle.entry.response.outcome')
  if (outcome) outcome.type = [{ code: 'Resource' }]
  return one
}

const packages = new Map(guides.map(({ name }) => [name, readArchive(name)?.published]))

/** The guide's own definitions first; what it pins to another version is taken from there. */
function lookupIn(name: string): (canonical: string) => SlimStructure | undefined {
  const places = [packages.get(name), core, ...packages.values()].filter((one) => one !== undefined)
  return (canonical) => {
    const { url, version } = splitCanonical(canonical)
    for (const place of places) {
      const found = ((place as Map<string, Raw>).get(url) ?? (place as Map<string, Raw>).get(`StructureDefinition ${url}`)) as
        | Raw
        | undefined
      if (found && (version === undefined || found.version === version)) return found
    }
    return undefined
  }
}

const compared =
  /^(min|max|type|fixed[A-Z]\w*|pattern[A-Z]\w*|minValue[A-Z]\w*|maxValue[A-Z]\w*|maxLength|binding|slicing|constraint|contentReference|sliceName|mustSupport|isModifier)$/

const unpinned = (canonicals: readonly string[] | undefined) => canonicals?.map((one) => one.replace(/\|4\.0\.1$/, ''))

/** A word of an element, in a form in which the same meaning is the same text. */
function meaning(word: string, { [word]: value, ...element }: SlimElement): string | undefined {
  const { type, binding, slicing, constraint, contentReference } = { ...element, [word]: value } as SlimElement
  switch (word) {
    case 'type':
      return type && JSON.stringify(type.map((one) => [one.code, unpinned(one.profile), unpinned(one.targetProfile), one.aggregation]))
    case 'binding':
      return binding?.valueSet && JSON.stringify([binding.strength, unpinned([binding.valueSet])])
    case 'slicing':
      return slicing && JSON.stringify([slicing.discriminator, slicing.ordered ?? false, slicing.rules])
    case 'constraint':
      return constraint && JSON.stringify(constraint.map(({ key, severity, expression }) => [key, severity, expression]).sort())
    case 'contentReference':
      return contentReference?.slice(contentReference.indexOf('#'))
    case 'mustSupport':
    case 'isModifier':
      return String(value ?? false)
    default:
      return JSON.stringify(value)
  }
}

function compare(made: readonly SlimElement[], published: readonly SlimElement[]): string[] {
  const ours = new Map(made.map((element) => [element.id, element]))
  const theirs = new Map(published.map((element) => [element.id, element]))
  const found = [
    ...published.filter(({ id }) => !ours.has(id)).map(({ id }) => `missing ${id}`),
    ...made.filter(({ id }) => !theirs.has(id)).map(({ id }) => `added ${id}`),
  ]
  if (found.length === 0 && made.some(({ id }, at) => published[at]!.id !== id)) found.push('order of elements')
  for (const [id, theirElement] of theirs) {
    const element = ours.get(id)
    if (!element) continue
    const words = new Set([...Object.keys(element), ...Object.keys(theirElement)].filter((word) => compared.test(word)))
    for (const word of words) if (meaning(word, element) !== meaning(word, theirElement)) found.push(`${word} ${id}`)
  }
  return found
}

describe.each(guides)('snapshots of $name, made again from the differentials', ({ name, sliceStart, least }) => {
  const published = packages.get(name)
  const run = published ? test : test.skip
  const profiles = [...(published?.values() ?? [])].filter(
    (one) => one.resourceType === 'StructureDefinition' && (one as unknown as Raw).derivation === 'constraint',
  ) as unknown as Raw[]
  const lookup = lookupIn(name)
  const explained = differences.filter(({ guide }) => guide.test(name))
  const used = new Set<(typeof differences)[number]>()

  run('each is what the guide published, or the difference has its reason', () => {
    const unexplained: string[] = []
    let made = 0
    for (const { snapshot, ...profile } of profiles) {
      if (withoutBase.some((one) => one.test(profile.id))) continue
      made++
      const ours = withSnapshot(profile as Raw, lookup, sliceStart).snapshot!.element
      for (const difference of compare(ours, snapshot!.element)) {
        const reason = explained.find(({ at }) => at.test(`${profile.id} ${difference}`))
        if (reason) used.add(reason)
        else unexplained.push(`${profile.id} ${difference}`)
      }
    }
    expect(unexplained).toEqual([])
    expect(made).toBeGreaterThanOrEqual(least)
  })

  run('no reason has become idle', () => {
    expect(explained.filter((one) => !used.has(one)).map(({ why }) => why)).toEqual([])
  })

  run('a profile whose base is not at hand is refused by name', () => {
    const orphans = profiles.filter(({ id }) => withoutBase.some((one) => one.test(id)))
    for (const { snapshot: _, ...orphan } of orphans)
      expect(() => withSnapshot(orphan as Raw, lookup)).toThrow(/its base .* is not known here/)
    expect(orphans.length).toBe(name.includes('ips') ? 0 : 1)
  })
})
