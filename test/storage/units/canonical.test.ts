import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { canonicalValue } from '#storage/units/canonical.ts'
import { ucum } from '#storage/units/table.ts'
import { openTestStore, type TestStore } from '../databases.ts'
import { create, ids, ofPatient, patient, query } from '../records.ts'

// The sizes of the units are those of https://ucum.org/ucum; the order is that of http://hl7.org/fhir/R4/search.html#sort.

describe('a quantity in the first unit of its kind', () => {
  test.each([
    ['5400', 'g', '5.4'],
    ['1', '[lb_av]', '0.45359237'],
    ['12', '[in_i]', '0.3048'],
    ['98.6', '[degF]', '37'],
    ['-40', '[degF]', '-40'],
    ['310.15', 'K', '37'],
    ['90', 'min', '0.0625'],
    ['1000', 'cal', '1'],
  ])('%s %s is %s', (value, code, expected) => {
    expect(canonicalValue(value, ucum, code)).toBe(expected)
  })

  test.each([
    ['the first unit itself', '5.4', ucum, 'kg'],
    ['a unit that is not in the table', '5', ucum, '[odd]'],
    ['a unit of another system', '5400', 'http://example.org/units', 'g'],
    ['no unit', '5', undefined, undefined],
    ['a number beyond all', 'Infinity', ucum, 'g'],
    ['a number beyond all, below nought', '-Infinity', ucum, 'g'],
    ['a name that every object has', '5', ucum, 'constructor'],
  ])('%s: as it is written', (_title, value, system, code) => {
    expect(canonicalValue(value, system, code)).toBeUndefined()
  })
})

describe('_sort by a quantity', () => {
  let opened: TestStore
  const weight = (value: number, code: string) => ({ value, system: ucum, code, unit: code })
  const measured = (id: string, more: object) => ofPatient('Observation', id, 'kim', { status: 'final', code: { text: 'weight' }, ...more })
  beforeAll(async () => {
    opened = await openTestStore()
    await opened.store.write(
      ownAccess('test'),
      [
        patient('kim'),
        measured('w-5kg', { valueQuantity: weight(5, 'kg') }),
        measured('w-5400g', { valueQuantity: weight(5400, 'g') }),
        measured('w-12lb', { valueQuantity: weight(12, '[lb_av]') }),
        measured('w-6kg', { valueQuantity: weight(6, 'kg') }),
        measured('w-none', { valueString: 'refused' }),
        // Of several, the least counts upwards and the greatest downwards.
        measured('c-4kg-700g', {
          component: [weight(4, 'kg'), weight(700, 'g')].map((valueQuantity) => ({ code: { text: 'part' }, valueQuantity })),
        }),
        measured('c-2lb', { component: [{ code: { text: 'part' }, valueQuantity: weight(2, '[lb_av]') }] }),
      ].map(create),
    )
  })
  afterAll(async () => opened?.close())

  const order = async (param: string, descending: boolean) => {
    const found: string[] = []
    // A page at a time, so that the order goes on where it ended.
    for (let after: string | undefined, more = true; more; ) {
      const sort = [{ param, kind: 'quantity' as const, descending }]
      const page = await opened.store.search(
        ownAccess('test'),
        query('Observation', { sort, count: 2, ...(after !== undefined && { after }) }),
      )
      found.push(...ids(page.matches))
      after = page.next
      more = after !== undefined
    }
    return found
  }

  test('by what it measures, whatever its unit', async () => {
    const valued = (all: string[]) => all.filter((id) => id.startsWith('w-'))
    expect(valued(await order('value-quantity', false))).toEqual(['w-5kg', 'w-5400g', 'w-12lb', 'w-6kg', 'w-none'])
    expect(valued(await order('value-quantity', true))).toEqual(['w-6kg', 'w-12lb', 'w-5400g', 'w-5kg', 'w-none'])
  })

  test('of several values by the least, and downwards by the greatest', async () => {
    const parts = (all: string[]) => all.filter((id) => id.startsWith('c-'))
    expect(parts(await order('component-value-quantity', false))).toEqual(['c-4kg-700g', 'c-2lb'])
    expect(parts(await order('component-value-quantity', true))).toEqual(['c-4kg-700g', 'c-2lb'])
  })
})
