import { beforeAll, describe, expect, test } from '@jest/globals'
import { escaped, type Found, valuesOf } from './search-values.ts'
import { expectNone, type ParamLine, type Served, told } from './served.ts'

interface TypeLine {
  type: string
  searchParam: ParamLine[]
  searchInclude: string[]
  searchRevInclude?: string[]
}

/** A parameter as it is asked, and whom it must find; nobody in particular where no sample has a value for it. */
interface Asked {
  name: string
  value: string
  finds?: string
}

const only = '_id=kept-0,kept-1'
const encoded = (name: string, value: string) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`

/**
 * Tries every search parameter, modifier and include that the CapabilityStatement claims. Where one of the
 * samples has a value, which the parameter's own published expression says, the search must find it.
 */
export function trySearches(server: () => Served): void {
  let served: Served
  let types: TypeLine[]

  beforeAll(async () => {
    served = server()
    types = served.rest.resource
    const entry = [...served.samples].flatMap(([type, samples]) =>
      samples.map((resource) => ({ resource, request: { method: 'PUT', url: `${type}/${resource.id}` } })),
    )
    const { status } = await served.call('POST', '', { resourceType: 'Bundle', type: 'batch', entry })
    expect(status).toBe(200)
  }, 60_000)

  /** Ids that a search finds, or why it was refused. */
  async function find(address: string): Promise<string[] | string> {
    const answer = await served.call('GET', address)
    if (answer.status !== 200) return told(address, answer)
    return (answer.body.entry ?? []).map(({ resource }: { resource: { id: string } }) => resource.id)
  }

  /**
   * Asks for several parameters in one search: what finds a sample by all of them finds it by each. Where one does not, each
   * is asked for by itself, to tell which.
   *
   * @returns what did not find whom it should, or was refused
   */
  async function tried(type: string, asked: readonly Asked[]): Promise<string[]> {
    const wrong: string[] = []
    for (const finds of new Set(asked.map((one) => one.finds))) {
      const alike = asked.filter((one) => one.finds === finds)
      for (let n = 0; n < alike.length; n += together) {
        const some = alike.slice(n, n + together)
        if ((await notFound(type, some, finds)) === undefined) continue
        const each = await Promise.all(some.map((one) => notFound(type, [one], finds)))
        wrong.push(
          ...(each.some((one) => one !== undefined)
            ? each.filter((one) => one !== undefined)
            : [`${type} by ${some.map(({ name }) => name)} at once`]),
        )
      }
    }
    return wrong
  }

  async function notFound(type: string, asked: readonly Asked[], finds: string | undefined): Promise<string | undefined> {
    const address = `/${type}?${asked.map(({ name, value }) => encoded(name, value)).join('&')}&${only}`
    const ids = await find(address)
    if (finds === undefined ? typeof ids !== 'string' : ids.includes(finds)) return undefined
    return `${address} → ${ids}${finds === undefined ? '' : `, not ${finds}`}`
  }

  /** The samples of a type that have a value for a parameter, with that value. */
  function havers(type: string, { definition = '' }: ParamLine): { id: string; found: Found }[] {
    return served.samples.get(type)!.flatMap((sample) => {
      const [found] = valuesOf(sample, definition)
      return found === undefined ? [] : [{ id: sample.id, found }]
    })
  }

  test('each parameter finds who has the value', async () => {
    const wrong: string[] = []
    let seen = 0
    for (const { type, searchParam } of types) {
      const asked = searchParam.flatMap((line): Asked[] => {
        const [owner] = havers(type, line)
        if (owner) return [{ name: line.name, value: owner.found.value, finds: owner.id }]
        const value = anyValue(line)
        return value === undefined ? [] : [{ name: line.name === '_has' ? '_has:Provenance:target:_id' : line.name, value }]
      })
      seen += asked.filter(({ finds }) => finds !== undefined).length
      wrong.push(...(await tried(type, asked)))
    }
    expectNone(wrong)
    // Of 2,573 lines some 600 are those that every type has; the rest are mostly what a sample has.
    expect(seen).toBeGreaterThan(1_800)
  }, 120_000)

  test('each modifier that a parameter names is answered, and finds who has the value', async () => {
    const wrong: string[] = []
    let seen = 0
    const patient = types.find(({ type }) => type === 'Patient')!
    const observation = types.find(({ type }) => type === 'Observation')!
    for (const { type, searchParam } of [patient, observation, ...types.filter((_, n) => n % 6 === 0)]) {
      const asked = searchParam.flatMap((line) => {
        const named = [...(line.documentation ?? '').matchAll(/ :([a-z-]+|\[type\])/g)].map(([, modifier]) => modifier!)
        const [owner] = havers(type, line)
        return (line.type === 'special' || !owner ? [] : named).flatMap((modifier): Asked[] => {
          const value = modified[modifier]?.(owner!.found, line)
          if (value === undefined) return []
          return [{ name: `${line.name}:${modifier === '[type]' ? value.split('/')[0] : modifier}`, value, finds: owner!.id }]
        })
      })
      seen += asked.length
      wrong.push(...(await tried(type, asked)))
    }
    expectNone(wrong)
    expect(seen).toBeGreaterThan(900)
  }, 60_000)

  describe('modifiers that go by terminology', () => {
    test.each([
      ['Patient?gender:in=http://hl7.org/fhir/ValueSet/administrative-gender', ['kept-0', 'kept-1']],
      ['Patient?gender:not-in=http://hl7.org/fhir/ValueSet/administrative-gender', []],
      ['Observation?status:below=http://hl7.org/fhir/observation-status|registered', ['kept-0']],
      ['Observation?status:above=http://hl7.org/fhir/observation-status|registered', ['kept-0']],
    ])('%s', async (address, ids) => {
      expect(((await find(`/${address}&${only}`)) as string[]).sort()).toEqual(ids)
    })
  })

  test('a modifier that a parameter does not name is refused', async () => {
    const all = ['missing', 'not', 'exact', 'contains', 'text', 'of-type', 'identifier', 'below', 'above', 'in', 'not-in', 'nonsense']
    const wrong: string[] = []
    for (const { type, searchParam } of types.filter((_, n) => n % 12 === 0)) {
      for (const line of searchParam.filter(({ type: kind }) => kind !== 'special')) {
        const named = [...(line.documentation ?? '').matchAll(/:([a-z-]+)/g)].map(([, modifier]) => modifier)
        for (const modifier of all.filter((one) => !named.includes(one))) {
          const answer = await served.call('GET', `/${type}?${encoded(`${line.name}:${modifier}`, anyValue(line) ?? 'x')}`)
          if (answer.status !== 400) wrong.push(told(`${type}?${line.name}:${modifier}`, answer))
        }
      }
    }
    expectNone(wrong)
  }, 60_000)

  test('each include, sixteen at a time, forward and back', async () => {
    const wrong: string[] = []
    const inGroups = async (type: string, name: string, values: readonly string[], most = 16) => {
      for (let n = 0; n < values.length; n += most) {
        const asked = values.slice(n, n + most).map((value) => encoded(name, value))
        const answer = await find(`/${type}?${asked.join('&')}&${only}`)
        if (typeof answer === 'string') wrong.push(answer)
      }
    }
    for (const { type, searchInclude, searchRevInclude = [] } of types) {
      await inGroups(type, '_include', searchInclude)
      // One of each is enough to show that `:iterate` is taken.
      await inGroups(type, '_include:iterate', searchInclude.filter((value) => value !== '*').slice(0, 1))
      await inGroups(type, '_revinclude', searchRevInclude)
    }
    expectNone(wrong)
  }, 120_000)

  test('each parameter of the whole server', async () => {
    for (const line of served.rest.searchParam as ParamLine[]) {
      const value = line.name === '_type' ? 'Basic,Patient' : anyValue(line)
      // Words are looked for where something leads to few resources.
      const beside = line.name === '_content' || line.name === '_text' ? `&${only}` : ''
      expect([line.name, typeof (await find(`?${encoded(line.name, value ?? 'x')}&_count=2${beside}`))]).toEqual([line.name, 'object'])
    }
  })
}

/** Parameters asked for in one search. */
const together = 12

/** Something of the kind, for a parameter that no sample has a value for. */
function anyValue({ name, type }: ParamLine): string | undefined {
  if (name === '_id') return 'kept-0'
  if (name === '_filter') return '_id eq kept-0'
  return { date: '2024', number: '1', quantity: '1', reference: 'Basic/x', uri: 'urn:x', string: 'x', token: 'true' }[type]
}

type Element = { [name: string]: unknown; coding?: Element[] } | undefined

/** A value by which the modifier finds the element; undefined: none that could be told from the element. */
const modified: Record<string, (found: Found, line: ParamLine) => string | undefined> = {
  missing: () => 'false',
  not: ({ value }) => (/^(true|false)$/.test(value) ? String(value === 'false') : 'http://example.org/none|none'),
  exact: ({ value }) => value,
  contains: ({ value }) => (value.includes('\\') ? undefined : value.slice(1)),
  text: ({ element }) => {
    const words = (element as Element)?.text ?? (element as Element)?.display
    return typeof words === 'string' ? escaped(words) : undefined
  },
  'of-type': ({ element }) => {
    const { type, value } = (element ?? {}) as { type?: Element; value?: string }
    const [coding] = type?.coding ?? []
    return coding && value ? `${coding.system}|${coding.code}|${escaped(value)}` : undefined
  },
  identifier: ({ element }) => {
    const { system, value } = ((element as Element)?.identifier ?? {}) as { system?: string; value?: string }
    return value && `${system}|${value}`
  },
  '[type]': ({ value }) => (/^[A-Z]\w+\/[\w-]+$/.test(value) ? value : undefined),
  // A value that is its own parent and child.
  below: ({ value }, { type }) => (type === 'uri' && !/^urn:/.test(value) ? value : undefined),
  above: ({ value }, { type }) => (type === 'uri' && !/^urn:/.test(value) ? value : undefined),
}
