import { describe, expect, test } from '@jest/globals'
import fhirpath from 'fhirpath'
import { definitions } from './compiled.ts'

const expressions = [
  ...definitions('StructureDefinition').flatMap(({ id, differential }) =>
    (differential?.element ?? []).flatMap(({ constraint = [] }) =>
      constraint.map(({ key, expression }) => [`${id} ${key}`, expression!] as const),
    ),
  ),
  ...definitions('SearchParameter').map(({ id, expression }) => [`SearchParameter ${id}`, expression!] as const),
]

describe('every FHIRPath expression of ours can be read by a FHIRPath engine', () => {
  test.each(expressions)('%s', (_, expression) => {
    expect(() => fhirpath.parse(expression)).not.toThrow()
  })

  test('and one that cannot be read is noticed', () => {
    expect(() => fhirpath.parse('coding.where(')).toThrow()
  })
})
