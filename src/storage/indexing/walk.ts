import type { Path, Step } from '#fhir/definitions/search-parameters.ts'

/** Any JSON object. */
export type Json = { readonly [key: string]: unknown }

/** Calls `found` with every value at a path, in document order. */
export type Walk = (resource: Json, found: (value: unknown) => void) => void

/** Makes one closure of a path; nothing of it is looked up again when it runs. */
export function compileWalk({ steps }: Pick<Path, 'steps'>): Walk {
  let next: (value: unknown, found: (value: unknown) => void) => void = (value, found) => found(value)
  for (const step of steps.toReversed()) next = compileStep(step, next)
  return next
}

function compileStep({ name, at, where }: Step, next: (value: unknown, found: (value: unknown) => void) => void) {
  const passes = where ? (item: unknown) => isJson(item) && item[where.property] === where.value : () => true
  if (at === undefined && !where) {
    return (parent: unknown, found: (value: unknown) => void) => {
      if (parent === null || typeof parent !== 'object') return
      const value = (parent as Json)[name]
      if (value === undefined) return
      if (!Array.isArray(value)) return next(value, found)
      for (const item of value) next(item, found)
    }
  }
  return (parent: unknown, found: (value: unknown) => void) => {
    const value = isJson(parent) ? parent[name] : undefined
    if (value === undefined) return
    const items = (Array.isArray(value) ? value : [value]).filter(passes)
    for (const item of at === undefined ? items : items.slice(at, at + 1)) next(item, found)
  }
}

/** A JSON object, not a list, not null. */
export function isJson(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
