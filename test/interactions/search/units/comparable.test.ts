import { describe, expect, test } from '@jest/globals'
import type { FhirError } from '#fhir/error.ts'
import { parseSearch } from '#interactions/search/parse.ts'
import { inComparableUnits } from '#interactions/search/units/comparable.ts'
import type { Prefix } from '#storage/store.ts'
import { ucum, unitsLike } from '#storage/units/table.ts'

// http://hl7.org/fhir/R4/search.html#quantity; the sizes of the units are those of https://ucum.org/ucum.

const asked = (query: string) => {
  const options = { handling: 'strict', base: 'https://ehr.example.org/fhir/R4', defaultCount: 20, maxCount: 100 } as const
  return parseSearch('Observation', new URLSearchParams(query), options).query.clauses[0]
}
/** What a search value comes to in another unit. */
function inUnit(value: string, unit: string) {
  const clause = asked(`value-quantity=${value}`)
  const found = clause?.kind === 'quantity' ? clause.ranges.find(({ system, code }) => system === ucum && code === unit) : undefined
  return found && [found.prefix, found.low, found.value, found.high]
}

describe('a quantity of UCUM, in the other units of its kind', () => {
  test.each([
    // Its precision goes with it: half of the last digit that was written.
    [`5.4|${ucum}|kg`, 'g', ['eq', '5350', '5400', '5450']],
    [`5.40|${ucum}|kg`, 'g', ['eq', '5395', '5400', '5405']],
    [`5.4|${ucum}|kg`, 'kg', ['eq', '5.35', '5.4', '5.45']],
    [`gt5400|${ucum}|g`, 'kg', ['gt', '5.3995', '5.4', '5.4005']],
    [`le2|${ucum}|[lb_av]`, 'kg', ['le', '0.680388555', '0.90718474', '1.133980925']],
    [`16|${ucum}|[oz_av]`, '[lb_av]', ['eq', '0.96875', '1', '1.03125']],
    [`12|${ucum}|[in_i]`, 'cm', ['eq', '29.21', '30.48', '31.75']],
    [`1|${ucum}|[ft_i]`, '[in_i]', ['eq', '6', '12', '18']],
    [`250|${ucum}|mL`, 'dL', ['eq', '2.495', '2.5', '2.505']],
    [`1|${ucum}|[foz_us]`, '[tbs_us]', ['eq', '1', '2', '3']],
    [`24|${ucum}|mo`, 'a', ['eq', '1.95833333333333333333', '2', '2.04166666666666666666']],
    [`90|${ucum}|min`, 'h', ['eq', '1.49166666666666666666', '1.5', '1.50833333333333333333']],
    [`98.6|${ucum}|[degF]`, 'Cel', ['eq', '36.97222222222222222222', '37', '37.02777777777777777777']],
    [`-40|${ucum}|Cel`, '[degF]', ['eq', '-40.9', '-40', '-39.1']],
    [`37.0|${ucum}|Cel`, 'K', ['eq', '310.1', '310.15', '310.2']],
    [`90|${ucum}|mg/dL`, 'g/L', ['eq', '0.895', '0.9', '0.905']],
    [`1|${ucum}|ug/mL`, 'mg/dL', ['eq', '0.05', '0.1', '0.15']],
    [`100|${ucum}|mm[Hg]`, 'kPa', ['eq', '13.265539', '13.3322', '13.398861']],
    [`98|${ucum}|%25`, '1', ['eq', '0.975', '0.98', '0.985']],
    [`2|${ucum}|/s`, '/min', ['eq', '90', '120', '150']],
    [`4.5|${ucum}|10*3/uL`, '10*9/L', ['eq', '4.45', '4.5', '4.55']],
    [`1.0|${ucum}|[IU]/mL`, '[iU]/L', ['eq', '950', '1000', '1050']],
  ])('%s in %s', (value, unit, expected) => {
    const found = inUnit(value.replace('|/', '|%2F'), unit)
    // What has no end is looked at for twenty digits.
    expect(found?.map((part) => part.replace(/(\.\d{20})\d+$/, '$1'))).toEqual(expected)
  })

  test('approximately is a tenth of what was asked, not of what it comes to', () => {
    // 37 ± 3.7 °C, each end as Fahrenheit has it.
    expect(inUnit(`ap37|${ucum}|Cel`, '[degF]')).toEqual(['po', '91.94', '98.6', '105.26'])
    expect(inUnit(`ap37|${ucum}|Cel`, 'Cel')?.[0]).toBe('ap')
    expect(inUnit(`ap-10|${ucum}|Cel`, 'K')).toEqual(['po', '262.15', '263.15', '264.15'])
    // Around nothing there is no tenth; the precision is left.
    expect(inUnit(`ap0|${ucum}|kg`, 'g')).toEqual(['po', '-500', '0', '500'])
  })

  test('several values, and a component of a composite', () => {
    const both = asked(`value-quantity=5|${ucum}|kg,7|${ucum}|cm`)
    const kinds = both?.kind === 'quantity' ? new Set(both.ranges.map(({ code }) => code)) : new Set()
    expect(['kg', 'g', 'cm', 'm'].every((unit) => kinds.has(unit))).toBe(true)
    const composite = asked(`code-value-quantity=29463-7$5.4|${ucum}|kg`)
    expect(composite).toMatchObject({ kind: 'composite', values: [[{}, { kind: 'quantity' }]] })
    const part = composite?.kind === 'composite' ? composite.values[0]![1] : undefined
    expect(part).toMatchObject({ ranges: expect.arrayContaining([expect.objectContaining({ code: 'g', value: '5400' })]) })
  })
})

describe('what is compared as it is written', () => {
  test.each([
    '5.4',
    '5.4||kg',
    `5.4|${ucum}`,
    '5.4|http://snomed.info/sct|258683005',
    '5.4|urn:other|kg',
    `5.4|${ucum}|[drp]`,
    `5.4|${ucum}|KG`,
  ])('%s', (value) => {
    const clause = asked(`value-quantity=${value}`)
    expect(clause?.kind === 'quantity' && clause.ranges).toHaveLength(1)
  })

  test('units of different kinds are never compared, however alike they look', () => {
    for (const [one, other] of [
      ['mg', 'mg/kg'],
      ['mg/dL', 'mmol/L'],
      ['U/L', '[IU]/L'],
      ['m', 'min'],
      ['%', 'kg'],
    ])
      expect(Object.keys(unitsLike(one!)!)).not.toContain(other)
  })
})

test('there and back again is the same number, by every pair of units that compare', () => {
  const first = [
    'kg',
    'm',
    'm2',
    'L',
    'd',
    'kPa',
    'g/L',
    'mol/L',
    '1',
    '/min',
    'L/min',
    'mg/kg',
    'mL/kg',
    '/L',
    '[IU]/L',
    'U/L',
    'kcal',
    'Cel',
  ]
  for (const unit of first.flatMap((one) => Object.keys(unitsLike(one)!))) {
    const range = { prefix: 'eq' as Prefix, value: '7.25', low: '7.245', high: '7.255', system: ucum, code: unit }
    for (const there of inComparableUnits(range)) {
      const back = inComparableUnits(there).find(({ code }) => code === unit)
      expect([unit, there.code, Number(back?.low), Number(back?.value), Number(back?.high)]).toEqual([unit, there.code, 7.245, 7.25, 7.255])
    }
  }
})

test('so many values that their units make too many comparisons are refused, with what to do instead', () => {
  const of = (count: number, unit: string) => `value-quantity=${Array.from({ length: count }, (_, n) => `${n}|${ucum}|${unit}`).join()}`
  expect(asked(of(32, 'kg'))).toBeDefined()
  expect(asked(of(200, '[drp]'))).toBeDefined()
  try {
    asked(of(200, 'mL'))
  } catch (error) {
    expect((error as FhirError).issues).toMatchObject([{ code: 'too-costly', details: 'too-many-values' }])
    expect((error as FhirError).issues[0]!.diagnostics).toMatch(/\. [A-Z].*\.$/)
    return
  }
  throw new Error('not refused')
})
