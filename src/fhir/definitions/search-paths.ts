import type { Child, ElementTypes, ImpliedSystem } from './element-types.ts'

/** One step into JSON: a property (every item of it, when it is a list), then what is picked of it. */
export interface Step {
  name: string
  /** Only the item at this place. */
  at?: number
  /** Only items whose `property` has this value. */
  where?: { property: string; value: string }
}

/** One way through a resource's JSON to values of one type. */
export interface Path {
  steps: Step[]
  /** FHIR type of what is found: "CodeableConcept", "dateTime", "Reference" … */
  type: string
  /** Only references to a resource of this type (`where(resolve() is Patient)`). */
  target?: string
  /** The code systems that a plain code is of without saying so. */
  implied?: readonly ImpliedSystem[]
}

interface Cursor extends Path {
  context: string
}

/**
 * Turns the FHIRPath of an R4 search parameter into plain JSON paths for one resource type: paths, unions, `as`,
 * `ofType`, `where(resolve() is X)`, `where(a='b')`, `extension('url')`, `first()`, `[n]`. That is all that R4's own
 * parameters use, bar one; what else there may be gives `undefined`, and is evaluated as FHIRPath.
 * Spec: http://hl7.org/fhir/R4/searchparameter.html
 */
export function searchPaths(expression: string, type: string, types: ElementTypes): Path[] | undefined {
  const tokens = expression.match(/'(?:[^'\\]|\\.)*'|[A-Za-z_]\w*|\d+|[().|[\]=]|\S/g) ?? []
  try {
    const reader = new Reader(tokens, type, types)
    const cursors = reader.union()
    reader.end()
    return cursors.map(({ context: _, target, implied, ...path }) => ({ ...path, ...(target && { target }), ...(implied && { implied }) }))
  } catch (error) {
    if (error instanceof Unsupported) return undefined
    throw error
  }
}

/** Paths, and apart from them the systems that the codes at their ends are of, when these are the same for all. */
export function impliedBy(paths: readonly Path[]): { paths: Path[]; implied?: readonly ImpliedSystem[] } {
  const implied = paths[0]?.implied
  const same = implied !== undefined && paths.every((path) => JSON.stringify(path.implied) === JSON.stringify(implied))
  return { ...(same && { implied }), paths: paths.map(({ implied: _, ...path }) => path) }
}

class Unsupported extends Error {}

class Reader {
  readonly #tokens: readonly string[]
  readonly #type: string
  readonly #types: ElementTypes
  #at = 0

  constructor(tokens: readonly string[], type: string, types: ElementTypes) {
    this.#tokens = tokens
    this.#type = type
    this.#types = types
  }

  union(): Cursor[] {
    const found = this.#term()
    while (this.#takes('|')) found.push(...this.#term())
    return found
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw new Unsupported()
  }

  #term(): Cursor[] {
    let cursors = this.#takes('(') ? this.#closed(this.union()) : this.#root(this.#name())
    for (;;) {
      if (this.#takes('.')) cursors = this.#member(cursors)
      else if (this.#takes('[')) cursors = this.#item(cursors)
      else if (this.#takes('as')) cursors = ofType(cursors, this.#name())
      else return cursors
    }
  }

  #closed(cursors: Cursor[]): Cursor[] {
    this.#expect(')')
    return cursors
  }

  /** A term about another resource type finds nothing here; a parameter shared by many types has one term for each. */
  #root(name: string): Cursor[] {
    const self: Cursor[] = [{ steps: [], type: this.#type, context: this.#type }]
    if (name === this.#type || name === 'Resource' || name === 'DomainResource') return self
    return /^[A-Z]/.test(name) ? [] : this.#children(self, name)
  }

  #member(cursors: Cursor[]): Cursor[] {
    const name = this.#name()
    if (!this.#takes('(')) return this.#children(cursors, name)
    if (name === 'ofType' || name === 'as') return this.#closed(ofType(cursors, this.#name()))
    if (name === 'first') return this.#closed(at(cursors, 0))
    if (name === 'extension') {
      return this.#closed(where(this.#children(cursors, 'extension'), 'url', this.#text()))
    }
    if (name === 'where') return this.#closed(this.#criterion(cursors))
    throw new Unsupported()
  }

  #criterion(cursors: Cursor[]): Cursor[] {
    const name = this.#name()
    if (name === 'resolve') {
      for (const token of ['(', ')', 'is']) this.#expect(token)
      const target = this.#name()
      return cursors.map((cursor) => ({ ...cursor, target }))
    }
    this.#expect('=')
    return where(cursors, name, this.#text())
  }

  #item(cursors: Cursor[]): Cursor[] {
    const index = Number(this.#next())
    this.#expect(']')
    if (!Number.isInteger(index)) throw new Unsupported()
    return at(cursors, index)
  }

  #children(cursors: Cursor[], name: string): Cursor[] {
    const below = ({ name: property, ...child }: Child, { steps, target }: Cursor) => ({
      ...child,
      steps: [...steps, { name: property }],
      target,
    })
    return cursors.flatMap((cursor) => this.#types.children(cursor.context, name).map((child) => below(child, cursor)))
  }

  #name(): string {
    const token = this.#next()
    if (!/^[A-Za-z_]\w*$/.test(token)) throw new Unsupported()
    return token
  }

  #text(): string {
    const token = this.#next()
    if (!/^'[^\\]*'$/.test(token)) throw new Unsupported()
    return token.slice(1, -1)
  }

  #next(): string {
    const token = this.#tokens[this.#at++]
    if (token === undefined) throw new Unsupported()
    return token
  }

  #expect(token: string): void {
    if (this.#next() !== token) throw new Unsupported()
  }

  #takes(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false
    this.#at++
    return true
  }
}

function ofType(cursors: Cursor[], type: string): Cursor[] {
  return cursors.filter((cursor) => cursor.type === type)
}

function at(cursors: Cursor[], index: number): Cursor[] {
  return narrow(cursors, (step, first) => {
    // FHIRPath counts over all parents, a step within each: the same only where the parent is the resource.
    if (!first || step.at !== undefined) throw new Unsupported()
    return { ...step, at: index }
  })
}

function where(cursors: Cursor[], property: string, value: string): Cursor[] {
  return narrow(cursors, (step) => {
    // `[0].where(…)` asks something else than a step can say, which picks first and counts then.
    if (step.where || step.at !== undefined) throw new Unsupported()
    return { ...step, where: { property, value } }
  })
}

function narrow(cursors: Cursor[], change: (step: Step, first: boolean) => Step): Cursor[] {
  return cursors.map((cursor) => {
    const last = cursor.steps.at(-1)
    if (!last) throw new Unsupported()
    return { ...cursor, steps: [...cursor.steps.slice(0, -1), change(last, cursor.steps.length === 1)] }
  })
}
