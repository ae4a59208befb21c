import type { SlimStructure } from '#fhir/definitions/structure.ts'
import type { Judging } from './judging.ts'
import type { Shape, Shapes } from './shape.ts'

/** Trails that were looked at are remembered; records of one kind have few, and this keeps a hostile one from filling memory. */
const most = 5000

const core = 'http://hl7.org/fhir/StructureDefinition/'

/**
 * Extensions whose definition in R4 forbids places where R4's own definitions have them. The reference validator reads
 * them like this, too.
 */
const alsoAt: ReadonlyMap<string, string> = new Map([
  [`${core}structuredefinition-fhir-type`, 'ElementDefinition.type'],
  [`${core}regex`, 'ElementDefinition.type'],
  [`${core}structuredefinition-normative-version`, 'Element'],
  [`${core}capabilitystatement-expectation`, 'Element'],
  [`${core}capabilitystatement-prohibited`, 'Element'],
])

/** Where the definition lets its extension stand. */
function expressionsIn({ url, context = [] }: SlimStructure): string[] {
  return [...context.map(({ expression }) => expression), ...(alsoAt.has(url) ? [alsoAt.get(url)!] : [])]
}

/**
 * Where an extension may stand: http://hl7.org/fhir/R4/defining-extensions.html#context
 * `Element` is every element, and a resource as well: R4's own resources say their maturity in such an extension.
 * Contexts by FHIRPath, by another extension or of types that R4 has not are not judged.
 */
export function createContexts(shapes: Shapes) {
  const known = new Map<string, boolean>()

  function fits(structure: SlimStructure, type: string, trail: readonly string[]): boolean {
    const contexts = structure.context ?? []
    if (contexts.length === 0) return true
    if (contexts.some((one) => one.type !== 'element' || !shapes.find(one.expression.split('.', 1)[0]!))) return true
    const expressions = expressionsIn(structure)
    if (expressions.includes('Element')) return true
    const names = namesOf(type, trail)
    return names === undefined || expressions.some((expression) => names.has(expression))
  }

  /** Everything that the element with the extension may be called: its path, its type, what that is derived from. */
  function namesOf(type: string, trail: readonly string[]): Set<string> | undefined {
    const root = shapes.find(type)
    if (!root) return undefined
    let at: { shape: Shape; names: string[]; path: string }[] = [{ shape: root, names: [...root.kinds], path: type }]
    for (const name of trail) {
      at = at.flatMap(({ shape, path }) => {
        const parent = shape.primitive ? shapes.get('Element') : shape
        return (parent.stems.get(name) ?? []).map((field) => ({
          shape: field.shape,
          // `action.action` is RequestGroup.action again.
          path: field.shape.name.includes('.') ? field.shape.name : `${path}.${name}`,
          names: [
            field.shape.name,
            `${path}.${name}`,
            `${parent.name}.${name}`,
            `${parent.name}.${name}[x]`,
            field.type,
            ...field.shape.kinds,
          ],
        }))
      })
    }
    return at.length === 0 ? undefined : new Set(at.flatMap(({ names }) => names))
  }

  const plain = new Map<SlimStructure, ReadonlySet<string>>()

  /** The contexts by name, for the usual case: the extension stands on the very type that is named. */
  function expressionsOf(structure: SlimStructure): ReadonlySet<string> {
    const before = plain.get(structure)
    if (before) return before
    const made = new Set(expressionsIn(structure))
    plain.set(structure, made)
    return made
  }

  /** May an extension of this definition stand at the place of the judgement, on a value of the shape `parent`? */
  return (structure: SlimStructure, parent: Shape, judging: Judging): boolean => {
    if (!structure.context || expressionsOf(structure).has(parent.name)) return true
    const type = (judging.resource as { resourceType?: unknown } | undefined)?.resourceType
    if (typeof type !== 'string') return true
    const trail = judging.trail().slice(0, -1)
    const key = `${structure.url} ${type} ${trail.join('.')}`
    const before = known.get(key)
    if (before !== undefined) return before
    const answer = fits(structure, type, trail)
    if (known.size < most) known.set(key, answer)
    return answer
  }
}
