import type { Discriminator, SlimElement, SlimStructure } from '#fhir/definitions/structure.ts'
import { sameJson } from '../fhirpath/operators.ts'
import type { Judging } from '../judging.ts'
import { ProfileRefused } from '../refused.ts'
import type { Membership } from '../terminology/value-set.ts'
import { type Found, type Step, stepsOf } from './path.ts'
import { patternTest } from './pattern.ts'
import { type Branch, statedValue, treeOf } from './tree.ts'

/** Does an item belong to the slice? `undefined`: cannot be told, as its value set cannot be expanded here. */
export type Matches = (item: Found, judging: Judging) => boolean | undefined

/** What discriminators look up. */
export interface DiscriminatorWorld {
  structure(canonical: string): SlimStructure | undefined
  membership(valueSet: string): Membership | undefined
  conforms(item: Found, canonical: string, judging: Judging): boolean | undefined
  find(from: Found, steps: readonly Step[], judging: Judging): Found[]
}

/**
 * Compiles what makes an item belong to a slice: every discriminator must agree.
 */
export function compileMatch(slice: Branch, discriminators: readonly Discriminator[], who: string, world: DiscriminatorWorld): Matches {
  const where = `${who} ${slice.element.id}`
  const tests = discriminators.map((discriminator) => one(discriminator, slice, where, world))
  if (tests.length === 1) return tests[0]!
  return (item, judging) => {
    let answer: boolean | undefined = true
    for (const test of tests) {
      const one = test(item, judging)
      if (one === false) return false
      if (one === undefined) answer = undefined
    }
    return answer
  }
}

function one({ type, path }: Discriminator, slice: Branch, where: string, world: DiscriminatorWorld): Matches {
  const steps = stepsOf(path, where)
  switch (type) {
    case 'value':
    case 'pattern':
      return byValue(path, steps, slice, where, world)
    case 'exists':
      return byExistence(path, steps, slice, where, world)
    case 'type':
      return byType(path, steps, slice, where, world)
    case 'profile':
      return byProfile(path, steps, slice, where, world)
    default:
      throw new ProfileRefused(where, `discriminator type "${type}" is not known here`)
  }
}

function byValue(path: string, steps: Step[], slice: Branch, where: string, world: DiscriminatorWorld): Matches {
  const url = extensionUrl(slice)
  if (path === 'url' && url) return ({ value }) => (value as { url?: unknown } | undefined)?.url === url
  const said = targets(slice, steps, world)
  const test: Asked | undefined = said.map(exactTest).find(Boolean) ?? said.map(({ element }) => bindingTest(element, world)).find(Boolean)
  if (!test) throw new ProfileRefused(where, `says no value for the discriminator path "${path}"`)
  const names = plainNames(steps, said, slice)
  if (names) return ({ value }) => along(value, names, 0, test)
  return (item, judging) => {
    const answers = world.find(item, steps, judging).map(({ value }) => test(value))
    if (answers.includes(true)) return true
    return answers.includes(undefined) ? undefined : false
  }
}

/** The properties of a path that needs no definitions to follow: no choice, no reference, no extension on the way. */
function plainNames(steps: readonly Step[], said: readonly Branch[], slice: Branch): string[] | undefined {
  const names = steps.map((one) => (one.kind === 'child' ? one.name : undefined))
  const path = said[0]?.element.path
  if (names.includes(undefined) || path !== [slice.element.path, ...names].join('.')) return undefined
  return names as string[]
}

function along(value: unknown, names: readonly string[], at: number, test: Asked): boolean | undefined {
  if (at === names.length) return test(value)
  if (typeof value !== 'object' || value === null) return false
  const held = (value as Record<string, unknown>)[names[at]!]
  if (held === undefined) return false
  if (!Array.isArray(held)) return along(held, names, at + 1, test)
  let answer: boolean | undefined = false
  for (const item of held) {
    const one = along(item, names, at + 1, test)
    if (one === true) return true
    if (one === undefined) answer = undefined
  }
  return answer
}

type Test = (value: unknown) => boolean
type Asked = (value: unknown) => boolean | undefined

/** What a branch demands of a value: fixed, pattern, or those of what is below it together. */
function exactTest(branch: Branch): Test | undefined {
  const fixed = statedValue(branch.element, 'fixed')
  if (fixed !== undefined) return (value) => sameJson(value, fixed)
  const pattern = statedValue(branch.element, 'pattern')
  if (pattern !== undefined) return patternTest(pattern)
  const children = branch.children.flatMap((child) => {
    const test = exactTest(child)
    return test ? [{ name: child.name, optional: child.element.min === 0, test }] : []
  })
  const slices = branch.slices.flatMap((slice) => (slice.element.min > 0 ? (exactTest(slice) ?? []) : []))
  if (children.length === 0 && slices.length === 0) return undefined
  return (value) => children.every((child) => childHolds(value, child)) && slices.every((test) => holdsSome(value, test))
}

function childHolds(value: unknown, { name, optional, test }: { name: string; optional: boolean; test: Test }): boolean {
  if (typeof value !== 'object' || value === null) return false
  const held = (value as Record<string, unknown>)[name]
  return held === undefined ? optional : holdsSome(held, test)
}

function holdsSome(value: unknown, test: Test): boolean {
  return Array.isArray(value) ? value.some(test) : test(value)
}

function bindingTest({ binding }: SlimElement, world: DiscriminatorWorld): Asked | undefined {
  if (binding?.strength !== 'required' || !binding.valueSet) return undefined
  const { valueSet } = binding
  let has: Membership | undefined
  return (value) => {
    has ??= world.membership(valueSet) ?? (() => undefined)
    if (typeof value === 'string') return has(undefined, value)
    const { coding, system, code } = (value ?? {}) as { coding?: { system?: string; code?: string }[]; system?: string; code?: string }
    let answer: boolean | undefined = false
    for (const one of Array.isArray(coding) ? coding : [{ system, code }]) {
      const member = typeof one?.code === 'string' ? has(one.system ?? '', one.code) : false
      if (member === true) return true
      if (member === undefined) answer = undefined
    }
    return answer
  }
}

function byExistence(path: string, steps: Step[], slice: Branch, where: string, world: DiscriminatorWorld): Matches {
  const said = targets(slice, steps, world)[0]?.element
  if (said && said.min > 0) return (item, judging) => world.find(item, steps, judging).length > 0
  if (said?.max === '0') return (item, judging) => world.find(item, steps, judging).length === 0
  throw new ProfileRefused(where, `neither requires nor forbids "${path}", which tells its slices apart by existence`)
}

function byType(path: string, steps: Step[], slice: Branch, where: string, world: DiscriminatorWorld): Matches {
  const resolves = steps.at(-1)?.kind === 'resolve'
  const said = targets(slice, resolves ? steps.slice(0, -1) : steps, world)[0]?.element.type
  const codes = new Set(
    (said ?? []).flatMap(({ code, targetProfile }) =>
      resolves ? (targetProfile ?? []).map((canonical) => typeOf(canonical, world)) : [code],
    ),
  )
  if (codes.size === 0) throw new ProfileRefused(where, `says no type for the discriminator path "${path}"`)
  const isOne = ({ type, shape }: Found): boolean => {
    if (codes.has(type)) return true
    if (shape) for (const kind of shape.kinds) if (codes.has(kind)) return true
    return false
  }
  if (steps.length === 0) return isOne
  return (item, judging) => world.find(item, steps, judging).some(isOne)
}

function typeOf(canonical: string, world: DiscriminatorWorld): string {
  return world.structure(canonical)?.type ?? canonical.slice(canonical.lastIndexOf('/') + 1)
}

function byProfile(path: string, steps: Step[], slice: Branch, where: string, world: DiscriminatorWorld): Matches {
  const resolves = steps.at(-1)?.kind === 'resolve'
  const said = targets(slice, resolves ? steps.slice(0, -1) : steps, world)[0]?.element.type
  const canonicals = (said ?? []).flatMap(({ profile, targetProfile }) => (resolves ? targetProfile : profile) ?? [])
  if (canonicals.length === 0) throw new ProfileRefused(where, `says no profile for the discriminator path "${path}"`)
  return (item, judging) =>
    world.find(item, steps, judging).some((found) => canonicals.some((canonical) => conformsOrMay(found, canonical, judging, world)))
}

/** A target that cannot be fetched is told by its type alone. */
function conformsOrMay(found: Found, canonical: string, judging: Judging, world: DiscriminatorWorld): boolean {
  if (found.value === undefined) return found.type === typeOf(canonical, world)
  return found.type === typeOf(canonical, world) && world.conforms(found, canonical, judging) === true
}

/**
 * The elements of the slice that a path leads to: in the slice itself, else in the profile of the type it passes through.
 * Where a child is sliced in its turn, what its required slices say counts as well.
 */
function targets(slice: Branch, steps: readonly Step[], world: DiscriminatorWorld): Branch[] {
  let branches: Branch[] = [slice]
  for (const one of steps) {
    if (one.kind === 'ofType') continue
    branches = branches.flatMap((branch) =>
      one.kind === 'resolve' ? profiled(branch, 'targetProfile', world) : childrenOf(branch, one, world),
    )
  }
  return branches
}

function childrenOf(branch: Branch, one: Extract<Step, { kind: 'child' | 'extension' }>, world: DiscriminatorWorld): Branch[] {
  const wanted = one.kind === 'extension' ? 'extension' : one.name
  const found = branch.children.find(({ name }) => name === wanted || name === `${wanted}[x]`)
  if (found && one.kind === 'child') return [found, ...found.slices.filter(({ element }) => element.min > 0)]
  const picked = found?.slices.filter((slice) => one.kind === 'extension' && extensionUrl(slice) === one.url) ?? []
  if (picked.length > 0) return picked
  return profiled(branch, 'profile', world).flatMap((root) => childrenOf(root, one, world))
}

/** The root of the one profile that a branch's type names. */
function profiled(branch: Branch, which: 'profile' | 'targetProfile', world: DiscriminatorWorld): Branch[] {
  const canonicals = (branch.element.type ?? []).flatMap((type) => type[which] ?? [])
  const structure = canonicals.length === 1 ? world.structure(canonicals[0]!) : undefined
  return structure?.snapshot ? [treeOf(structure)] : []
}

/** The url by which extensions of this slice are known. */
export function extensionUrl(slice: Branch): string | undefined {
  const url = slice.children.find(({ name }) => name === 'url')
  const fixed = url && (statedValue(url.element, 'fixed') ?? statedValue(url.element, 'pattern'))
  if (typeof fixed === 'string') return fixed
  const type = slice.element.type?.find(({ code }) => code === 'Extension')
  return type?.profile?.[0]?.split('|', 1)[0]
}
