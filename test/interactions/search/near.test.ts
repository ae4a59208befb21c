import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readNear } from '#interactions/search/near.ts'
import type { Clause } from '#storage/store.ts'
import { type Caller, type Json, openCaller } from '../caller.ts'

type Point = readonly [latitude: number, longitude: number]

/** Great-circle distance in kilometres (https://en.wikipedia.org/wiki/Haversine_formula). */
function distance([a, b]: Point, [c, d]: Point): number {
  const rad = Math.PI / 180
  const h = Math.sin(((c - a) * rad) / 2) ** 2 + Math.cos(a * rad) * Math.cos(c * rad) * Math.sin(((d - b) * rad) / 2) ** 2
  return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** Does a clause hold a point that is known to the last digit? */
function holds(clause: Clause, point: Point): boolean {
  if (clause.kind !== 'composite') throw new Error(clause.kind)
  return clause.values.some((parts) =>
    parts.every(
      (part, n) => part.kind === 'number' && part.ranges.some(({ low, high }) => Number(low) <= point[n]! && point[n]! <= Number(high)),
    ),
  )
}

const near = (...pieces: string[]) => readNear('near', 'near', pieces) as Clause
const degree = (most: number) => fc.double({ min: -most, max: most, noNaN: true }).map((value) => Math.round(value * 1e6) / 1e6)

describe('Location.near (http://hl7.org/fhir/R4/location.html#search)', () => {
  test('is a circle on the globe, also across a pole and 180 degrees', () => {
    const center = fc.tuple(
      fc.oneof(degree(90), fc.constantFrom(90, -90, 89.9, -89.5)),
      fc.oneof(degree(180), fc.constantFrom(180, -180, 179.9)),
    )
    const far = fc.constantFrom(0.5, 10, 250, 3000, 12000)
    // How far from the middle, in parts of the circle's radius, and in which direction.
    const away = fc.tuple(fc.double({ min: 0, max: 2, noNaN: true }), fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }))
    fc.assert(
      fc.property(center, far, away, (from, km, [part, bearing]) => {
        const to = goneFrom(from, Math.min(km * part, 19_000), bearing)
        const gone = distance(from, to)
        // The bands leave a fortieth of the radius open, and the digits of the point some meters.
        fc.pre(Math.abs(gone - km) > km * 0.03 + 0.001)
        expect([gone < km, from, km, to]).toEqual([holds(near(`${from[0]}|${from[1]}|${km}|km`), to), from, km, to])
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([
    ['42.36|-71.06|10|km', true],
    ['42.36|-71.06|8|km', false],
    ['42.36|-71.06|10', true],
    ['42.36|-71.06', true],
    ['42.36|-71.06|10000|m', true],
    ['42.36|-71.06|5|[mi_us]', false],
    ['42.36|-71.06|6|[mi_us]', true],
    ['42.36|-71.06|5|[nmi_i]', true],
    ['+42.36|-71.06|10|km', true],
    [' 42.36|-71.06|10|km', true],
  ])('%s of Boston holds what is 9 km to the north: %p', (piece, expected) => {
    expect(holds(near(piece), [42.441, -71.06])).toBe(expected)
  })

  test.each([
    '',
    '42.36',
    '91|0',
    '0|181',
    '-90.1|0',
    'x|y',
    '42.36|-71.06|0|km',
    '42.36|-71.06|-1|km',
    '42.36|-71.06|1|furlong',
    '1|2|3|km|x',
    '1e1|2',
  ])('%p is not understood', (piece) => {
    expect(near(piece)).toMatchObject({ kind: 'wrong', issue: { details: 'invalid-search-value' } })
  })
})

/** The point at the end of a great circle of that length and direction. */
function goneFrom([latitude, longitude]: Point, km: number, bearing: number): Point {
  const rad = Math.PI / 180
  const angle = km / 6371.0088
  const sine = Math.sin(latitude * rad) * Math.cos(angle) + Math.cos(latitude * rad) * Math.sin(angle) * Math.cos(bearing)
  const to = Math.asin(Math.max(-1, Math.min(1, sine)))
  const turn = Math.atan2(
    Math.sin(bearing) * Math.sin(angle) * Math.cos(latitude * rad),
    Math.cos(angle) - Math.sin(latitude * rad) * Math.sin(to),
  )
  return [to / rad, ((longitude + turn / rad + 540) % 360) - 180]
}

describe('places in storage', () => {
  let caller: Caller
  const places: Record<string, Point | undefined> = {
    boston: [42.3601, -71.0589],
    worcester: [42.2626, -71.8023],
    suva: [-18.1416, 178.4419],
    apia: [-13.8333, -171.7667],
    nowhere: undefined,
  }
  beforeAll(async () => {
    caller = await openCaller()
    for (const [id, point] of Object.entries(places)) {
      const position = point && { latitude: point[0], longitude: point[1] }
      await caller.send('PUT', `Location/${id}`, { resourceType: 'Location', id, name: id, ...(position && { position }) })
    }
  })
  afterAll(() => caller.opened.close())

  test.each([
    ['near=42.36|-71.06|10|km', ['boston']],
    ['near=42.36|-71.06', ['boston']],
    ['near=42.36|-71.06|70|km', ['boston', 'worcester']],
    ['near=42.36|-71.06|55|km', ['boston']],
    ['near=42.26|-71.80|5|km,-18.14|178.44|5|km', ['suva', 'worcester']],
    ['near=-16|-177|800|km', ['apia', 'suva']],
    ['near=42.36|-71.06|70|km&name=worc', ['worcester']],
    ['near:missing=true', ['nowhere']],
  ])('%s', async (query, expected) => {
    const { entry = [] } = await caller.json('GET', `Location?${query}`)
    expect(entry.map(({ resource }: Json) => resource.id).sort()).toEqual(expected)
  })

  test('the CapabilityStatement says how to ask', async () => {
    const { rest } = await caller.json('GET', 'metadata')
    const { searchParam } = rest[0].resource.find(({ type }: Json) => type === 'Location')
    expect(searchParam.find(({ name }: Json) => name === 'near')).toMatchObject({
      type: 'special',
      documentation: expect.stringContaining('latitude|longitude|distance|unit'),
    })
  })
})
