import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Bundle } from '@medplum/fhirtypes'
import { Actor } from '#demo/journey/stage.ts'
import { loadPeople, toldOn } from '#demo/load-people.ts'
import { type ServedApp, serveApp } from './served-app.ts'

let served: ServedApp
const cast = { seed: 1, today: '2025-06-01', months: 4 }

beforeAll(async () => {
  served = await serveApp()
  await loadPeople(served.stage, 2, cast)
}, 120_000)

afterAll(() => served?.close())

describe('loading sample members', () => {
  test('passes every gate, as each chapter is loaded on its own day', async () => {
    const actor = new Actor(served.stage.fhirBaseUrl, await served.stage.token('demo-all'))
    const { text } = await actor.get('EpisodeOfCare?status=active&type=cares')
    expect((JSON.parse(text) as Bundle).entry?.map(({ resource }) => resource?.id).sort()).toEqual([
      'm00001-enrollment',
      'm00002-enrollment',
    ])
  })

  test('a second time changes nothing', async () => {
    served.told.length = 0
    await loadPeople(served.stage, 2, cast)
    expect(served.told).toHaveLength(2)
    for (const line of served.told) expect(line).toContain('already here')
  })

  test('a start on a later day finds the day on which the stories were told', async () => {
    expect(await toldOn(served.stage, { ...cast, today: '2025-07-19' })).toBe('2025-06-01')
  })

  test('goes on where it was broken off', async () => {
    served.told.length = 0
    await loadPeople(served.stage, 3, cast)
    expect(served.told[2]).toMatch(/m00003 .* \d+ records$/)
  }, 60_000)
})
