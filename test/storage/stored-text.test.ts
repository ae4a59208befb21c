import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { tailOf, textOf } from '#storage/stored-text.ts'

const at = { type: 'Observation', id: 'o', version: 3, lastUpdated: '2024-02-29T04:59:59.999Z' }
const head = '{"resourceType":"Observation","id":"o","meta":{"versionId":"3","lastUpdated":"2024-02-29T04:59:59.999Z"'
const stored = (raw: string, given?: string) => textOf(at, tailOf(JSON.parse(raw), given))

describe('the stored text', () => {
  test('of a resource that says nothing but its type', () => {
    expect(stored('{"resourceType":"Observation","id":"o"}')).toBe(`${head}}}`)
  })

  test('keeps the rest of meta, and the order of the rest', () => {
    expect(stored('{"status":"final","meta":{"lastUpdated":"x","tag":[]},"id":"o","code":{"text":"t"},"resourceType":"Observation"}')).toBe(
      `${head},"tag":[]},"status":"final","code":{"text":"t"}}`,
    )
  })

  test.each(['1.00', '0.10', '-5.0', '1e3', '1E-2', '12345678901234567890', '0.1234567890123456789', '100', '-0.5'])(
    'keeps %s as it is written when the sent text is at hand',
    (number) => {
      const raw = `{"resourceType":"Observation","id":"o","valueQuantity":{"value":${number},"unit":"mg"},"x":[ ${number}]}`
      expect(stored(raw, raw)).toBe(`${head}},"valueQuantity":{"value":${number},"unit":"mg"},"x":[${number}]}`)
    },
  )

  test('is JSON that reads as what was sent, whatever was sent', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (content) => {
        const resource = { ...content, resourceType: 'Observation', id: 'o', meta: {} }
        const raw = JSON.stringify(resource)
        const expected = { ...JSON.parse(raw), meta: { versionId: '3', lastUpdated: at.lastUpdated } }
        expect(JSON.parse(textOf(at, tailOf(JSON.parse(raw))))).toEqual(expected)
        expect(JSON.parse(textOf(at, tailOf(JSON.parse(raw), raw)))).toEqual(expected)
      }),
      { seed: 3 },
    )
  })
})
