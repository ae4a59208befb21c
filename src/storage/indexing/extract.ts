import { type CompositeElement, type SearchParam, type SearchParams, searchParams } from '#fhir/definitions/search-parameters.ts'
import type { ResourceJson } from '../store.ts'
import { entriesOf } from './entries.ts'
import type { IndexEntry } from './entry.ts'
import { type Fallback, fhirPathFallback } from './fhirpath-fallback.ts'
import { compileWalk, isJson } from './walk.ts'

/** What a resource can be found by. */
export type Extract = (resource: ResourceJson) => IndexEntry[]

type Rule = (resource: ResourceJson, into: IndexEntry[]) => void

/** These are columns of the row itself. */
const columns = new Set(['_id', '_lastUpdated'])

/**
 * Makes the function that indexes resources. Each type's parameters become closures the first time that a resource of
 * the type is met; after that nothing of a definition is looked at again.
 *
 * @param options.params default: R4's and this project's own
 * @param options.base FHIR base of this server, without a slash at the end: absolute references below it are its own
 */
export function createExtract({ params = searchParams(), base }: { params?: SearchParams; base?: string } = {}): Extract {
  const rules = new Map<string, Rule[]>()
  return (resource) => {
    let own = rules.get(resource.resourceType)
    if (!own) {
      own = [...(params.get(resource.resourceType)?.values() ?? [])]
        .filter(({ code }) => !columns.has(code))
        .flatMap((param) => compile(param, base))
      rules.set(resource.resourceType, own)
    }
    const into: IndexEntry[] = []
    for (const rule of own) rule(resource, into)
    return into
  }
}

let ours: Extract | undefined

/** Indexes a resource by R4's and this project's search parameters. */
export function extract(resource: ResourceJson): IndexEntry[] {
  ours ??= createExtract()
  return ours(resource)
}

function compile(param: SearchParam, base: string | undefined): Rule[] {
  if (param.fhirpath) return [compileFallback(fhirPathFallback(param, base))]
  if (param.truth) return [compileTruth(param)]
  if (param.type === 'composite') return (param.elements ?? []).map((element) => compileComposite(param.code, element, base))
  return param.paths.flatMap(({ steps, type, target }) => {
    const entries = entriesOf(param.type, type, { base, target })
    if (!entries) return []
    const walk = compileWalk({ steps })
    const { code } = param
    return [(resource: ResourceJson, into: IndexEntry[]) => walk(resource, (value) => entries(code, value, into))]
  })
}

function compileFallback(evaluate: Fallback): Rule {
  return (resource, into) => into.push(...evaluate(resource))
}

/** "Present and not false" is asked of every resource, so that `deceased=false` finds those who say nothing. */
function compileTruth({ code, paths }: SearchParam): Rule {
  const walks = paths.map(compileWalk)
  return (resource, into) => {
    let answer = false
    for (const walk of walks) {
      walk(resource, (value) => {
        answer ||= value !== false
      })
    }
    into.push({ param: code, kind: 'token', code: String(answer) })
  }
}

/** Values count for a composite only where all of its components have some in the same element. */
function compileComposite(param: string, { steps, components }: CompositeElement, base: string | undefined): Rule {
  const element = compileWalk({ steps })
  const parts = components.map(({ type, paths }) =>
    paths.flatMap((path) => {
      const entries = entriesOf(type, path.type, { base, target: path.target })
      return entries ? [{ entries, walk: compileWalk(path) }] : []
    }),
  )
  return (resource, into) =>
    element(resource, (item) => {
      if (!isJson(item)) return
      const found: IndexEntry[] = []
      for (const [n, ways] of parts.entries()) {
        const before = found.length
        for (const { entries, walk } of ways) walk(item, (value) => entries(`p${n}`, value, found))
        if (found.length === before) return
      }
      into.push({ param, kind: 'composite', parts: found })
    })
}
