import type { Validator } from '#validation/validator.ts'
import type { Original } from './corpus.ts'
import type { Supply } from './mutate.ts'

/** Of each property's values, this many are kept to borrow from. */
const most = 40

interface Definition {
  url: string
  type: string
}

/** What mutations borrow: made of the originals themselves, and of what the validator knows. */
export function supplyOf(originals: readonly Original[], validator: Validator, own: readonly Definition[]): Supply {
  const values = new Map<string, unknown[]>()
  const types = new Set<string>(['Parameters', 'Binary', 'Resource', 'DomainResource', 'Element', 'Address'])
  const profiles = new Set<string>(['http://x.example/StructureDefinition/unknown'])
  const extensions = new Set<string>(['http://x.example/StructureDefinition/unknown', 'relative'])
  for (const { url, type } of own) (type === 'Extension' ? extensions : profiles).add(url)
  for (const { text } of originals) look(JSON.parse(text))
  return { values, keys: [...values.keys()], types: [...types], profiles: [...profiles], extensions: [...extensions] }

  function look(value: unknown): void {
    if (Array.isArray(value)) for (const item of value) look(item)
    else if (typeof value === 'object' && value !== null) for (const [key, held] of Object.entries(value)) see(key, held)
  }

  function see(key: string, held: unknown): void {
    const seen = values.get(key) ?? []
    if (seen.length < most && JSON.stringify(held).length < 2000) values.set(key, [...seen, held])
    if (key === 'resourceType' && typeof held === 'string' && validator.shapes.find(held)) types.add(held)
    if (key === 'profile' && Array.isArray(held)) for (const one of held) if (typeof one === 'string') profiles.add(one)
    if (key === 'url' && typeof held === 'string' && validator.knows(held)) extensions.add(held)
    look(held)
  }
}
