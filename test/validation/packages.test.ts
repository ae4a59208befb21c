import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { loadValidator } from '#validation/load.ts'
import { packagesIn } from '#validation/packages.ts'
import type { Validator } from '#validation/validator.ts'
import { changed, patient } from './people.ts'
import { profileOf } from './profile-of.ts'

const folder = mkdtempSync(join(tmpdir(), 'packages-'))
afterAll(() => rmSync(folder, { recursive: true }))

const url = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient'

/** A package with one profile: this version of it requires that element. */
function add(name: string, version: string, required: string): void {
  const at = join(folder, `${name}#${version}`, 'package')
  mkdirSync(at, { recursive: true })
  writeFileSync(join(at, 'p.json'), JSON.stringify({ ...profileOf('Patient', [{ id: `Patient.${required}`, min: 1 }]), url, version }))
  writeFileSync(
    join(at, '.index.json'),
    JSON.stringify({ files: [{ filename: 'p.json', resourceType: 'StructureDefinition', url, version }] }),
  )
}
add('hl7.fhir.us.core', '3.1.1', 'photo')
add('hl7.fhir.us.core', '6.1.0', 'link')
add('hl7.fhir.us.core', '7.0.0', 'maritalStatus')

describe('a false claim to another guide’s profile', () => {
  const claiming = (...claims: string[]) => changed(patient, (p) => (p.meta = { profile: claims }))
  const own = mkdtempSync(join(tmpdir(), 'own-'))
  afterAll(() => rmSync(own, { recursive: true }))
  const ours = profileOf('Patient', [{ id: 'Patient.link', min: 1 }], 'ours')
  writeFileSync(join(own, 'StructureDefinition-ours.json'), JSON.stringify(ours))
  const validators = (['refuse', 'warn'] as const).map((foreignProfiles) =>
    loadValidator({ compiled: own, packages: folder, foreignProfiles }),
  )
  const [strict, lenient] = validators as [Validator, Validator]
  const said = (validator: Validator, resource: unknown, profiles: string[] = []) => {
    const { base, profile, warnings } = validator.validate(resource, profiles)
    return [base, profile, warnings].map((list) => list.map(({ severity, expression }) => `${severity} ${expression?.[0]}`))
  }

  test('refuses, unless it was decided that it only warns', () => {
    expect(said(strict, claiming(url))).toEqual([[], ['error Patient.link'], []])
    expect(said(lenient, claiming(url))).toEqual([[], [], ['warning Patient.link']])
    expect(said(loadValidator({ compiled: own, packages: folder }), claiming(url))).toEqual([[], ['error Patient.link'], []])
  })
  test('our own profiles and base R4 are never only warned about; the same fault is said once, as a fault', () => {
    expect(said(lenient, claiming(ours.url))).toEqual([[], ['error Patient.link'], []])
    expect(said(lenient, claiming(url, ours.url))).toEqual([[], ['error Patient.link'], []])
    expect(said(lenient, { ...claiming(url), gender: 'x' })[0]).toEqual(['error Patient.gender'])
  })
  test('who asks for that very profile is told of faults', () => {
    expect(said(lenient, claiming(url), [url])).toEqual([[], ['error Patient.link'], []])
  })
  test('an administrator who stores the profile wants it kept', () => {
    lenient.live.put('StructureDefinition/us-core', { ...profileOf('Patient', [{ id: 'Patient.photo', min: 1 }]), url, status: 'active' })
    expect(said(lenient, claiming(url))).toEqual([[], ['error Patient.photo'], []])
    lenient.live.remove('StructureDefinition/us-core')
  })
})

describe('the packages of other guides', () => {
  test('what is still being unpacked is none', () => {
    const unpacking = mkdtempSync(join(tmpdir(), 'unpacking-'))
    mkdirSync(join(unpacking, 'some.guide#1.0.0.partial', 'package'), { recursive: true })
    const index = { files: [{ filename: 'p.json', resourceType: 'StructureDefinition', url: 'http://test.example/unpacking' }] }
    writeFileSync(join(unpacking, 'some.guide#1.0.0.partial', 'package', '.index.json'), JSON.stringify(index))
    expect(packagesIn(unpacking).structure('http://test.example/unpacking')).toBeUndefined()
    rmSync(unpacking, { recursive: true })
  })

  const validator = loadValidator({ compiled: join(folder, 'none'), packages: folder })
  const found = (canonical: string) => {
    const { profile, warnings } = validator.validate(changed(patient, (p) => (p.meta = { profile: [canonical] })))
    return [...profile, ...warnings].map(({ details, expression }) => `${details} ${expression?.[0]}`)
  }

  test('an unversioned claim to US Core means 6.1.0', () => expect(found(url)).toEqual(['cardinality Patient.link']))
  test('a versioned claim means that version', () => {
    expect(found(`${url}|3.1.1`)).toEqual(['cardinality Patient.photo'])
    expect(found(`${url}|7.0.0`)).toEqual(['cardinality Patient.maritalStatus'])
  })
  test('a version that is not here is not checked, and that is said', () =>
    expect(found(`${url}|5.0.1`)).toEqual(['profile-not-known Patient']))
  test('the usual version comes first among those that are here', () => {
    expect(packagesIn(folder).versions?.(url)).toEqual(['6.1.0', '3.1.1', '7.0.0'])
  })
  test('a folder that is not there holds nothing', () => expect(packagesIn(join(folder, 'nowhere')).structure(url)).toBeUndefined())
})
