import type { Finding } from '../judging.ts'
import type { Source } from '../reference.ts'
import { ProfileRefused } from '../refused.ts'
import type { Field } from '../shape.ts'
import type { Types } from './part.ts'
import type { Branch } from './tree.ts'

/** What is to be said of an element that stands so often; of what the base says itself, nothing. */
type Counts = (count: number) => Finding | undefined

/** How often the profile lets an element stand; `undefined` when as often as the base. */
export function countsOf(branch: Branch, fields: readonly Field[], { against, who }: Source): Counts | undefined {
  const { min, max, id, cites } = branch.element
  const base = fields[0]!.element
  const most = max === '*' ? Number.POSITIVE_INFINITY : Number(max)
  if (!Number.isInteger(min) || Number.isNaN(most)) throw new ProfileRefused(`${who} ${id}`, 'has a cardinality that cannot be read')
  const baseMost = base.max === '*' ? Number.POSITIVE_INFINITY : Number(base.max)
  const tooFew: Finding = { against, cites, code: 'required', details: 'cardinality', says: `is required: ${min}..${max} (${who})` }
  const tooMany: Finding = {
    ...{ against, cites, code: 'structure', details: 'cardinality' },
    says: `${most === 0 ? 'is not allowed' : `stands more often than ${max} times`} (${who})`,
  }
  if (min <= base.min && most >= baseMost) return undefined
  return (count) => {
    // What is missing by the base is said by the base.
    if (count < min && count >= base.min) return tooFew
    return count > most && count <= baseMost ? tooMany : undefined
  }
}

/** Types that the profile leaves of a choice, or of "any resource". */
export function typesOf({ element }: Branch, fields: readonly Field[], { against, who }: Source): Types | undefined {
  const { type, max, cites } = element
  if (!type || max === '0') return undefined
  const codes = new Set(type.map(({ code }) => code))
  const any = fields[0]!.type === 'Resource'
  if (any ? codes.has('Resource') || codes.has('DomainResource') : fields.length < 2 || fields.every((field) => codes.has(field.type)))
    return undefined
  const says = `must be ${[...codes].join(' or ')} (${who})`
  const finding: Finding = { against, cites, code: 'structure', details: 'type', says }
  return (item, field, judging, stem, index) => {
    const found = any ? (item as { resourceType?: string } | undefined)?.resourceType : field.type
    if (found !== undefined && !codes.has(found)) judging.report(finding, stem, index)
  }
}
