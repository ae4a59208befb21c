// http://hl7.org/fhir/R4/location.html#search
import type { Clause, NumberRange } from '#storage/store.ts'
import { splitAt, unescaped } from './escape.ts'
import { invalidValue, type Problem } from './issues.ts'

/** Mean radius of the earth, kilometres. */
const earth = 6371.0088

const kilometres: ReadonlyMap<string, number> = new Map([
  ['km', 1],
  ['m', 0.001],
  ['[mi_i]', 1.609344],
  ['[mi_us]', 1.609347219],
  ['[nmi_i]', 1.852],
  ['[ft_i]', 0.0003048],
])

/** R4 leaves to the server how near is near when no distance is named. */
const usual = 50

/** A circle is laid out in so many bands of latitude: to within a fortieth of its radius. */
const bands = 64

const expected = `latitude|longitude|distance|unit, as 42.36|-71.06|10|km: up to 90 and 180 degrees, the distance more than 0 (${usual} km when there is none), the unit one of ${[...kilometres.keys()].join(', ')}`

/**
 * `near=latitude|longitude|distance|unit`: the circle as bands of latitude, each with its stretch of longitude, which are
 * compared as two numbers of one element. A place counts by the digits it is given with: 42.4 is anywhere from 42.35 to 42.45.
 */
export function readNear(name: string, param: string, pieces: readonly string[]): Clause | Problem {
  const values: Clause[][] = []
  for (const piece of pieces) {
    const circle = readCircle(piece)
    if (circle === undefined) return invalidValue(name, expected)
    values.push(...boxesOf(circle).map(([south, north, west, east]) => [within('p0', south, north), within('p1', west, east)]))
  }
  return { kind: 'composite', param, values }
}

/** Degrees, and an angle at the earth's centre. */
interface Circle {
  latitude: number
  longitude: number
  angle: number
}

const decimal = /^[+-]?\d{1,6}(?:\.\d{1,12})?$/

function readCircle(text: string): Circle | undefined {
  const [latitude = '', longitude = '', distance = '', unit = '', ...more] = splitAt(text, '|').map(unescaped)
  const scale = kilometres.get(unit || 'km')
  // A plus sign in a query string is a blank once decoded.
  const numbers = [latitude, longitude, distance || String(usual)].map((each) => each.trim())
  if (more.length > 0 || scale === undefined || !numbers.every((each) => decimal.test(each))) return undefined
  const [north, east, far] = numbers.map(Number) as [number, number, number]
  if (Math.abs(north) > 90 || Math.abs(east) > 180 || far <= 0) return undefined
  return { latitude: north, longitude: east, angle: Math.min((far * scale) / earth, Math.PI) }
}

type Box = readonly [south: number, north: number, west: number, east: number]

/** The boxes that cover a circle on the globe; what crosses 180 degrees is two. */
function boxesOf({ latitude, longitude, angle }: Circle): Box[] {
  const reach = degrees(angle)
  const lowest = Math.max(-90, latitude - reach)
  const height = Math.min(90, latitude + reach) - lowest
  return Array.from({ length: bands }, (_, n) => {
    const south = lowest + (height * n) / bands
    const north = lowest + (height * (n + 1)) / bands
    return beside(south, north, longitude, widthAt((south + north) / 2, latitude, angle))
  }).flat()
}

/** How far, in degrees of longitude, the circle reaches to either side at a latitude. */
function widthAt(at: number, latitude: number, angle: number): number {
  const [here, middle] = [radians(at), radians(latitude)]
  const cosine = (Math.cos(angle) - Math.sin(middle) * Math.sin(here)) / (Math.cos(middle) * Math.cos(here))
  if (!(cosine > -1)) return 180
  return cosine >= 1 ? 0 : degrees(Math.acos(cosine))
}

function beside(south: number, north: number, longitude: number, width: number): Box[] {
  if (width >= 180) return [[south, north, -180, 180]]
  const [west, east] = [longitude - width, longitude + width]
  if (west < -180)
    return [
      [south, north, -180, east],
      [south, north, west + 360, 180],
    ]
  if (east > 180)
    return [
      [south, north, west, 180],
      [south, north, -180, east - 360],
    ]
  return [[south, north, west, east]]
}

function within(param: string, low: number, high: number): Clause {
  const range: NumberRange = { prefix: 'po', value: spelled((low + high) / 2), low: spelled(low), high: spelled(high) }
  return { kind: 'number', param, ranges: [range] }
}

function spelled(degree: number): string {
  return degree.toFixed(9)
}

function radians(degree: number): number {
  return (degree * Math.PI) / 180
}

function degrees(radian: number): number {
  return (radian * 180) / Math.PI
}
