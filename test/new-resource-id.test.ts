import { describe, expect, test } from '@jest/globals'
import { newResourceId } from '#src/new-resource-id.ts'

describe('server-assigned ids', () => {
  test('are UUIDs of version 7 and pass as FHIR ids', () => {
    for (let index = 0; index < 1_000; index += 1) {
      expect(newResourceId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }
  })

  test('are never given twice', () => {
    expect(new Set(Array.from({ length: 50_000 }, newResourceId)).size).toBe(50_000)
  })

  test('carry the time they were made, so that later ones sort after earlier ones', async () => {
    const before = Date.now()
    const first = newResourceId()
    await new Promise((resolve) => setTimeout(resolve, 3))
    const second = newResourceId()
    const millis = Number.parseInt(first.slice(0, 13).replace('-', ''), 16)
    expect(millis).toBeGreaterThanOrEqual(before)
    expect(millis).toBeLessThanOrEqual(Date.now())
    expect(first < second).toBe(true)
  })
})
