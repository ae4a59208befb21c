import { describe, expect, test } from '@jest/globals'
import { searchIncludesOf, searchParamsOf } from '#interactions/search/search-params-of.ts'

describe('what the CapabilityStatement says of search', () => {
  test('each parameter with its definition and type', () => {
    expect(searchParamsOf('Task')).toContainEqual({
      name: 'due',
      definition: 'https://cares-fhir.example.org/SearchParameter/task-due',
      type: 'date',
      documentation: 'Modifiers: :missing.',
    })
    expect(searchParamsOf('CarePlan')).toContainEqual({
      name: 'category',
      definition: 'http://hl7.org/fhir/SearchParameter/CarePlan-category',
      type: 'token',
      documentation: 'Modifiers: :not, :missing, :text, :in, :not-in, :below, :above.',
    })
    expect(searchParamsOf('Task')).toContainEqual({
      name: 'status',
      definition: 'http://hl7.org/fhir/SearchParameter/Task-status',
      type: 'token',
      documentation:
        'Modifiers: :not, :missing, :in, :not-in, :below, :above. A code is of http://hl7.org/fhir/task-status, said or not; |code finds it too.',
    })
    expect(searchParamsOf('Observation').find(({ name }) => name === 'value-quantity')?.documentation).toBe(
      'Modifiers: :missing. Units of UCUM that measure the same are compared and sorted by what they measure: 5.4 kg finds 5400 g.',
    )
    expect(searchParamsOf('Unheard')).toEqual([])
  })

  test('what may be included', () => {
    expect(searchIncludesOf('Goal')).toEqual(['Goal:patient', 'Goal:subject'])
  })
})
