import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { escaped, type Found, valuesOf } from './claims/search-values.ts'
import { expectNone, type ParamLine, type Served, serveClaims, told } from './claims/served.ts'

/*
 * Every search parameter, modifier and include that the CapabilityStatement claims is asked for. Where one of the
 * samples has a value, which the parameter's own published expression says, the search must find it.
 */

interface TypeLine {
  type: string
  searchParam: ParamLine[]
  searchInclude: string[]
  searchRevInclude?: string[]
}

let served: Served
let types: TypeLine[]

beforeAll(async () => {
  served = await serveClaims()
  types = served.rest.resource
  const entry = [...served.samples].flatMap(([type, samples]) =>
    samples.map((resource) => ({ resource, request: { method: 'PUT', url: `${type}/${resource.id}` } })),
  )
  const { status } = await served.call('POST', '', { resourceType: 'Bundle', type: 'batch', entry })
  expect(status).toBe(200)
}, 60_000)
afterAll(() => served?.close())

/** Ids that a search finds, or why it was refused. */
async function find(address: string): Promise<string[] | string> {
  const answer = await served.call('GET', address)
  if (answer.status !== 200) return told(address, answer)
  return (answer.body.entry ?? []).map(({ resource }: { resource: { id: string } }) => resource.id)
}

const only = '_id=kept-0,kept-1'
const encoded = (name: string, value: string) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`

/** The samples of a type that have a value for a parameter, with that value. */
function havers(type: string, { definition = '' }: ParamLine): { id: string; found: Found }[] {
  return served.samples.get(type)!.flatMap((sample) => {
    const [found] = valuesOf(sample, definition)
    return found === undefined ? [] : [{ id: sample.id, found }]
  })
}

/** Something of the kind, for a parameter that no sample has a value for. */
function anyValue({ name, type }: ParamLine): string | undefined {
  if (name === '_id') return 'kept-0'
  if (name === '_filter') return '_id eq kept-0'
  return { date: '2024', number: '1', quantity: '1', reference: 'Basic/x', uri: 'urn:x', string: 'x', token: 'true' }[type]
}

test('each parameter finds who has the value', async () => {
  const wrong: string[] = []
  let seen = 0
  for (const { type, searchParam } of types) {
    for (const line of searchParam) {
      const owners = havers(type, line)
      for (const { id, found } of owners.slice(0, 1)) {
        const address = `/${type}?${encoded(line.name, found.value)}&${only}`
        const ids = await find(address)
        if (!ids.includes(id)) wrong.push(`${address} → ${ids}, not ${id}`)
        seen++
      }
      if (owners.length > 0) continue
      const name = line.name === '_has' ? `_has:Provenance:target:_id` : line.name
      const value = anyValue(line)
      if (value === undefined) continue
      const ids = await find(`/${type}?${encoded(name, value)}&_count=1`)
      if (typeof ids === 'string') wrong.push(ids)
    }
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
    for (const line of searchParam) {
      const named = [...(line.documentation ?? '').matchAll(/:([a-z-]+|\[type\])/g)].map(([, modifier]) => modifier!)
      for (const modifier of line.type === 'special' ? [] : named) {
        const [owner] = havers(type, line)
        const value = owner && modified[modifier]?.(owner.found, line)
        if (value === undefined) continue
        const name = modifier === '[type]' ? `${line.name}:${value.split('/')[0]}` : `${line.name}:${modifier}`
        const ids = await find(`/${type}?${encoded(name, value)}&${only}`)
        if (!ids.includes(owner!.id)) wrong.push(`${type}?${name}=${value} → ${ids}, not ${owner!.id}`)
        seen++
      }
    }
  }
  expectNone(wrong)
  expect(seen).toBeGreaterThan(900)
}, 60_000)

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
  const together = async (type: string, name: string, values: readonly string[], most = 16) => {
    for (let n = 0; n < values.length; n += most) {
      const asked = values.slice(n, n + most).map((value) => encoded(name, value))
      const answer = await find(`/${type}?${asked.join('&')}&${only}`)
      if (typeof answer === 'string') wrong.push(answer)
    }
  }
  for (const { type, searchInclude, searchRevInclude = [] } of types) {
    await together(type, '_include', searchInclude)
    // One of each is enough to show that `:iterate` is taken.
    await together(type, '_include:iterate', searchInclude.filter((value) => value !== '*').slice(0, 1))
    await together(type, '_revinclude', searchRevInclude)
  }
  expectNone(wrong)
}, 120_000)

test('each parameter of the whole server', async () => {
  for (const line of served.rest.searchParam as ParamLine[]) {
    const value = line.name === '_type' ? 'Basic,Patient' : anyValue(line)
    expect([line.name, typeof (await find(`?${encoded(line.name, value ?? 'x')}&_count=2`))]).toEqual([line.name, 'object'])
  }
})
