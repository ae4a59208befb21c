import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ownAccess } from '#auth/access-plan.ts'
import { readServerSecrets } from '#auth/server-secrets.ts'
import type { FhirError } from '#fhir/error.ts'
import { pageLinks } from '#interactions/page-links.ts'
import { mapTokens } from '../auth/map-tokens.ts'
import { base, type Caller, type Json, openCaller } from './caller.ts'

// http://hl7.org/fhir/R4/http.html#paging: what is in a link is the server's own affair.

const hospital = { clientId: 'hospital' }
const start = { asked: [['family', 'Quiñones']] as const, place: 'after 2015-05-01' }

function refusalOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    return (error as FhirError).kind
  }
}

describe('what a page link carries', () => {
  const key = randomBytes(32)

  test('comes back as it was sealed, at every process that has the key', () => {
    const sealed = pageLinks([key]).seal(hospital, 'Patient', start)
    expect(pageLinks([Buffer.from(key)]).open(hospital, 'Patient', sealed)).toEqual(start)
  })

  test('shows nothing of what is in it, and is never twice the same', () => {
    const pages = pageLinks([key])
    const [one, two] = [pages.seal(hospital, 'Patient', start), pages.seal(hospital, 'Patient', start)]
    expect(one).toMatch(/^[\w-]+$/)
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toMatch(/Qui|2015|family/)
    expect(one).not.toBe(two)
  })

  test('is refused once one bit of it is another, or a piece is missing', () => {
    const pages = pageLinks([key])
    const bytes = Buffer.from(pages.seal(hospital, 'Patient', start), 'base64url')
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const altered = Buffer.from(bytes)
        altered[bit >> 3]! ^= 1 << (bit & 7)
        expect(refusalOf(() => pages.open(hospital, 'Patient', altered.toString('base64url')))).toBe('malformed')
      }),
    )
    for (const text of ['', 'x', bytes.subarray(0, -1).toString('base64url'), `${bytes.toString('base64url')}=`, bytes.toString('base64')])
      expect([text.length, refusalOf(() => pages.open(hospital, 'Patient', text))]).toEqual([text.length, 'malformed'])
  })

  test('is for one client, one user and one address', () => {
    const pages = pageLinks([key])
    const sealed = pages.seal({ ...hospital, fhirUser: 'Practitioner/1' }, 'Patient', start)
    for (const [caller, address] of [
      [{ clientId: 'plan', fhirUser: 'Practitioner/1' }, 'Patient'],
      [{ ...hospital, fhirUser: 'Practitioner/2' }, 'Patient'],
      [hospital, 'Patient'],
      [{ ...hospital, fhirUser: 'Practitioner/1' }, 'Observation'],
      [{ ...hospital, fhirUser: 'Practitioner/1' }, 'Patient/1/Observation'],
    ] as const)
      expect(refusalOf(() => pages.open(caller, address, sealed))).toBe('malformed')
  })

  test('survives a new key, and ends with its own', () => {
    const newer = randomBytes(32)
    const sealed = pageLinks([key]).seal(hospital, 'Patient', start)
    expect(pageLinks([newer, key]).open(hospital, 'Patient', sealed)).toEqual(start)
    expect(refusalOf(() => pageLinks([newer]).open(hospital, 'Patient', sealed))).toBe('malformed')
    const since = pageLinks([newer, key]).seal(hospital, 'Patient', start)
    expect(pageLinks([newer]).open(hospital, 'Patient', since)).toEqual(start)
  })
})

describe("the server's secrets", () => {
  test('are made once, by whichever process is first, and give each purpose a key of its own', async () => {
    const tokens = mapTokens()
    const [one, two] = await Promise.all([readServerSecrets(tokens), readServerSecrets(tokens)])
    const later = await readServerSecrets(tokens)
    expect(two.keysFor('page links')).toEqual(one.keysFor('page links'))
    expect(later.keysFor('page links')).toEqual(one.keysFor('page links'))
    expect(one.keysFor('page links')[0]).toHaveLength(32)
    expect(one.keysFor('another')).not.toEqual(one.keysFor('page links'))
    expect((await readServerSecrets(mapTokens())).keysFor('page links')).not.toEqual(one.keysFor('page links'))
  })
})

describe('a page link followed', () => {
  let caller: Caller
  const linkOf = (bundle: Json, relation: string): string => bundle.link.find((link: Json) => link.relation === relation)?.url
  const idsOf = (bundle: Json): string[] => (bundle.entry ?? []).map(({ resource }: Json) => resource.id)
  const refusal = async (url: string, by = caller, prefer = {}) =>
    by.send('GET', url, undefined, { prefer }).then(
      () => undefined,
      (error: FhirError) => `${error.kind} ${error.issues[0]?.details}`,
    )

  beforeAll(async () => {
    caller = await openCaller()
    for (const n of [1, 2, 3, 4, 5]) {
      const name = [{ family: 'Quiñones', given: [`Given${n}`] }]
      await caller.send('PUT', `Patient/p${n}`, { resourceType: 'Patient', id: `p${n}`, name, birthDate: `201${n}-01-01` })
      await caller.send('PUT', `Basic/b${n}`, {
        resourceType: 'Basic',
        id: `b${n}`,
        code: { text: 'x' },
        subject: { reference: 'Patient/p1' },
      })
    }
  })
  afterAll(() => caller.opened.close())

  test('goes on with the same question, whose words are not in the address', async () => {
    const first = await caller.json('GET', 'Patient?family=Quiñones&_sort=-birthdate&_count=2')
    expect(idsOf(first)).toEqual(['p5', 'p4'])
    const next = linkOf(first, 'next')
    expect(next).toMatch(new RegExp(`^${base}/Patient\\?_count=2&_page=[\\w-]+$`))
    const second = await caller.json('GET', next)
    expect(idsOf(second)).toEqual(['p3', 'p2'])
    expect(linkOf(second, 'self')).toBe(linkOf(first, 'self'))
    expect(idsOf(await caller.json('GET', linkOf(second, 'next')))).toEqual(['p1'])
  })

  test('may have another size', async () => {
    const next = linkOf(await caller.json('GET', 'Patient?_sort=birthdate&_count=1'), 'next')
    expect(idsOf(await caller.json('GET', next.replace('_count=1', '_count=3')))).toEqual(['p2', 'p3', 'p4'])
  })

  test('is refused with other parameters, at another address, by another caller and when altered', async () => {
    const next = linkOf(await caller.json('GET', 'Patient?family=Quiñones&_count=2'), 'next')
    const refused = 'malformed continuation'
    expect(await refusal(`${next}&family=Other`)).toBe(refused)
    expect(await refusal(`${next}&gender=female`, caller, { handling: 'lenient' })).toBe(refused)
    expect(await refusal(next.replace('/Patient?', '/Basic?'))).toBe(refused)
    expect(await refusal(next.replace('/Patient?', '/Patient/p1/Basic?'))).toBe(refused)
    expect(await refusal(next.replace('/Patient?', '/Patient/_history?'))).toBe(refused)
    expect(await refusal(next, caller.as(ownAccess('somebody else')))).toBe(refused)
    expect(await refusal(`${next.slice(0, -2)}AA`)).toBe(refused)
    expect(await refusal(`${next}${next.slice(next.indexOf('&_page'))}`)).toBe(refused)
    expect(await refusal('Patient?_page=')).toBe(refused)
  })

  test('asks anew what the token allows', async () => {
    const next = linkOf(await caller.json('GET', 'Patient?_count=2'), 'next')
    const narrowed = caller.as({ ...ownAccess('test'), allows: (_, type) => type === 'Basic', searchable: new Set(['Basic']) })
    expect(await refusal(next, narrowed)).toBe('forbidden insufficient-scope')
  })

  test.each([
    ['over all types', '?_type=Patient,Basic&_count=4', 10],
    ['inside a record', 'Patient/p1/Basic?_count=2', 5],
    ['of the history of all types', '_history?_count=4', 10],
    ['of the history of a type', 'Basic/_history?_count=2', 5],
    ['of everything', 'Patient/p1/$everything?_count=2', 6],
  ])('%s', async (_, url, all) => {
    const seen: string[] = []
    let next: string | undefined = url
    for (let page = 0; next !== undefined; page++) {
      expect(page).toBeLessThan(10)
      const bundle: Json = await caller.json('GET', next)
      seen.push(...bundle.entry.map(({ fullUrl }: Json) => fullUrl))
      next = linkOf(bundle, 'next')
    }
    expect(seen).toHaveLength(all)
    expect(new Set(seen).size).toBe(all)
  })

  test('of the versions of one resource', async () => {
    for (const gender of ['female', 'male', 'other']) {
      await caller.send('PUT', 'Patient/versions', { resourceType: 'Patient', id: 'versions', gender })
    }
    const first = await caller.json('GET', 'Patient/versions/_history?_count=2')
    const second = await caller.json('GET', linkOf(first, 'next'))
    expect([...first.entry, ...second.entry].map(({ response }: Json) => response.etag)).toEqual(['W/"3"', 'W/"2"', 'W/"1"'])
    expect(await refusal(linkOf(first, 'next').replace('Patient/versions', 'Patient/p1'))).toBe('malformed continuation')
  })

  test('of everything keeps what a Parameters resource asked', async () => {
    const parameter = [
      { name: '_type', valueString: 'Basic' },
      { name: '_count', valueInteger: 3 },
    ]
    const first = await caller.json('POST', 'Patient/p1/$everything', { resourceType: 'Parameters', parameter })
    expect(idsOf(first)).toEqual(['b1', 'b2', 'b3'])
    expect(idsOf(await caller.json('GET', linkOf(first, 'next')))).toEqual(['b4', 'b5'])
  })
})
