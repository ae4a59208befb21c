import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { deadLinks } from '../../implementation-guide/dead-links.ts'
import { examplePageOf, pageOf, readDefinitions } from '../../implementation-guide/definitions.ts'
import { packageArchive } from '../../implementation-guide/package-archive.ts'
import { site } from '../../implementation-guide/site.ts'

const definitions = readDefinitions()
const files = site(definitions)
const pages = [...files].filter(([name]) => name.endsWith('.html'))

describe('the guide', () => {
  test('has a page for each definition and each example', () => {
    const wanted = [...definitions.all.map(pageOf), ...definitions.examples.map(examplePageOf)]
    expect(wanted.filter((page) => !files.has(`${page}.html`))).toEqual([])
  })

  test.each([
    'index',
    'records',
    'hospital-ehr',
    'pediatrician',
    'health-plan',
    'cares-team',
    'masshealth',
    'school',
    'other-actors',
    'graphql',
    'trace',
  ])('has the page %s', (page) => {
    expect(files.get(`${page}.html`)).toMatch(/<h1>[^<]+<\/h1>/)
  })

  test('leads nowhere that is not there', () => {
    expect(deadLinks(new Map([...files, ['package.tgz', '']]))).toEqual([])
  })

  test('asks no other site for anything', () => {
    const asking = pages.filter(([, html]) => /(<script|<img|<iframe|@import|url\(|<link[^>]+href="http)/.test(html))
    expect(asking.map(([name]) => name)).toEqual([])
    expect(files.get('style.css')).not.toMatch(/url\(|@import/)
  })

  test('fits a phone: the width is the device’s, and every table scrolls in a box of its own', () => {
    const unfit = pages.filter(([, html]) => !html.includes('width=device-width') || /(?<!<div class="wide">)<table/.test(html))
    expect(unfit.map(([name]) => name)).toEqual([])
  })

  test('shows each requirement', () => {
    expect(files.get('trace.html')!.match(/<code id="/g)).toHaveLength(237)
  })

  test('a profile’s page names its parent, its invariants and its examples', () => {
    const html = files.get('StructureDefinition-cares-goal.html')!
    for (const words of ['us-core-goal', 'due-after-start', 'example-Goal-goal-nights.html', 'ValueSet-icp-domain.html'])
      expect(html).toContain(words)
  })

  test('shows words as words, never as markup', () => {
    expect(files.get('example-CarePlan-noors-icp.html')).toContain('&lt;div xmlns')
    expect(files.get('example-CarePlan-noors-icp.html')).not.toContain('<div xmlns')
  })
})

describe('the search for dead links', () => {
  const linking = (href: string) =>
    new Map([
      ['a.html', `<a href="${href}">there</a>`],
      ['b.html', '<p id="here">b</p>'],
    ])

  test('finds a file that is not there', () => expect(deadLinks(linking('c.html'))).toEqual(['a.html: c.html is not there']))
  test('finds a place that its page does not have', () => expect(deadLinks(linking('b.html#gone'))).toHaveLength(1))
  test('passes a place that is there', () => expect(deadLinks(linking('b.html#here'))).toEqual([]))
  test('leaves other sites alone', () => expect(deadLinks(linking('https://hl7.org/fhir/R4/'))).toEqual([]))
})

describe('the package', () => {
  test('is the same bytes each time, and holds each definition and its own description', async () => {
    const [one, other] = await Promise.all([packageArchive(definitions), packageArchive(definitions)])
    expect(one.equals(other)).toBe(true)
    const tar = gunzipSync(one).toString('latin1')
    expect(tar).toContain('package/package.json')
    expect(tar).toContain('package/StructureDefinition-cares-icp.json')
    expect(tar).toContain('package/example/CarePlan-noors-icp.json')
  })
})
