import { describe, expect, test } from '@jest/globals'
import type { FhirError } from '#fhir/error.ts'
import type { InteractionRequest } from '#interactions/contract.ts'
import { type InputRule, readInput } from '#interactions/operations/input.ts'

const rules: Record<string, InputRule> = {
  on: { kind: 'date', required: true },
  provider: { kind: 'reference', of: 'Organization' },
  received: { kind: 'boolean' },
  _count: { kind: 'integer' },
}
const asked = (query: string, parameter?: unknown): InteractionRequest => ({
  base: 'http://localhost/fhir/R4',
  query: new URLSearchParams(query),
  prefer: {},
  accept: 'fhir',
  ...(parameter === undefined ? {} : { body: { resourceType: 'Parameters', parameter } }),
})

/** What was wrong, as `details where`. */
function refusalOf(request: InteractionRequest): string[] {
  try {
    readInput(request, rules)
  } catch (error) {
    return (error as FhirError).issues.map(({ details, expression }) => `${details} ${expression?.[0]}`)
  }
  throw new Error('it was not refused')
}
const at = (name: string) => `Parameters.parameter.where(name='${name}')`

describe('parameters of an operation', () => {
  test('an address and a Parameters say the same', () => {
    const byAddress = readInput(asked('on=2024-02-29&received=true&_count=5'), rules)
    const byBody = readInput(
      asked('', [
        { name: 'on', valueDate: '2024-02-29' },
        { name: 'received', valueBoolean: true },
        { name: '_count', valueInteger: 5 },
      ]),
      rules,
    )
    for (const name of ['on', 'received', '_count']) expect(byAddress.get(name)).toBe(byBody.get(name))
  })

  test.each(['provider-1', 'Organization/provider-1'])('a reference may name its type: %s', (provider) => {
    expect(readInput(asked(`on=2024-01-01&provider=${provider}`), rules).get('provider')).toBe('provider-1')
    const value = { name: 'provider', valueReference: { reference: provider } }
    expect(readInput(asked('on=2024-01-01', [value]), rules).get('provider')).toBe('provider-1')
  })

  test('a reference to another type is refused', () => {
    expect(refusalOf(asked('on=2024-01-01&provider=Practitioner/x'))).toEqual([`invalid-parameter ${at('provider')}`])
  })

  test.each([
    ['a boolean for a day', { name: 'on', valueBoolean: true }, 'on'],
    ['a text for a boolean', { name: 'received', valueString: 'true' }, 'received'],
    ['a text for a number', { name: '_count', valueString: '5' }, '_count'],
    ['a boolean for an id', { name: 'provider', valueBoolean: true }, 'provider'],
    ['a resource for a value', { name: 'on', resource: { resourceType: 'Patient' } }, 'on'],
    ['two values', { name: 'on', valueDate: '2024-01-01', valueString: '2024-01-01' }, 'on'],
  ])('%s is refused at its place', (_what, parameter, name) => {
    expect(refusalOf(asked('', [parameter]))).toContain(`invalid-parameter ${at(name)}`)
  })

  test('everything that is wrong is said at once', () => {
    expect(refusalOf(asked('colour=red&received=maybe&_count=x')).toSorted()).toEqual(
      [
        `unknown-parameter ${at('colour')}`,
        `invalid-parameter ${at('received')}`,
        `invalid-parameter ${at('_count')}`,
        `missing-parameter ${at('on')}`,
      ].toSorted(),
    )
  })
})
