import { describe, expect, test } from '@jest/globals'
import { isPublished } from '#fhir/definitions/published-invariants.ts'
import type { Constraint } from '#fhir/definitions/structure.ts'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'
import { nativeInvariants } from '#validation/native-invariant.ts'
import { changed, patient } from './people.ts'
import { profileOf } from './profile-of.ts'

// A profile may have an invariant of its own under a key that R4 or US Core has, too: it is judged by what it asks.
const structures = coreDefinitions()
const url = 'http://test.example/StructureDefinition/posted'
const own = (key: string, expression: string): Constraint => ({ key, severity: 'error', human: 'ours', expression })
const claiming = changed(patient, (p) => (p.meta = { profile: [url] }))

/** Faults by a profile that says this of an element, as its differential alone and with a snapshot of its publisher's. */
function faults(id: string, constraint: Constraint, resource: unknown = claiming): string[][] {
  const posted = {
    ...{ resourceType: 'StructureDefinition', url, name: 'Posted', status: 'active', kind: 'resource', abstract: false },
    ...{ type: 'Patient', baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient', derivation: 'constraint' },
  }
  const { snapshot } = profileOf('Patient', [])
  const element = structuredClone(snapshot!.element)
  const there = element.find((one) => one.id === id)!
  there.constraint = [...(there.constraint ?? []).filter(({ key }) => key !== constraint.key), constraint]
  return [{ differential: { element: [{ id, path: id, constraint: [constraint] }] } }, { snapshot: { element } }].map((said) => {
    const validator = createValidator({ structures, profiles: [] })
    validator.live.put('StructureDefinition/1', { ...posted, ...said })
    const { base, profile } = validator.validate(resource)
    return [...base, ...profile].map(({ diagnostics }) => /breaks ([\w-]+): ours/.exec(diagnostics)?.[1] ?? `? ${diagnostics}`)
  })
}

describe('an invariant under a key that is known', () => {
  test.each([...Object.keys(nativeInvariants), 'ele-1', 'ext-1'])(
    '%s: another that is broken is told, and one that is kept is not',
    (key) => {
      expect(faults('Patient', own(key, 'photo.exists()'))).toEqual([[key], [key]])
      expect(faults('Patient', own(key, 'photo.empty()'))).toEqual([[], []])
    },
  )

  test('of the very element in R4: what the profile asks is asked besides', () => {
    const keyed = own('pat-1', "name.given = 'nobody'")
    expect(faults('Patient.contact', keyed)).toEqual([['pat-1'], ['pat-1']])
    const nameless = changed(claiming, (p) => (p.contact = [{ gender: 'female' }]))
    expect(faults('Patient.contact', own('pat-1', 'gender.exists()'), nameless).map((one) => one.join())).toEqual([
      expect.stringMatching(/^\? .*pat-1/),
      expect.stringMatching(/^\? .*pat-1/),
    ])
  })

  test.each([
    ['dom-6', ' text . `div`.exists( )'],
    ['dom-6', 'text.div.exists()'],
    ['dom-2', 'contained.contained\n  .empty()'],
    ['ext-1', 'extension.exists()!=value.exists()'],
    ['bdl-8', "fullUrl.contains('/_history/').not()"],
  ])('%s as it is published, however it is spaced: R4 has judged it', (key, expression) => {
    expect(faults('Patient', own(key, expression))).toEqual([[], []])
    expect(isPublished({ key, expression })).toBe(true)
  })

  test.each([
    ['dom-6', 'text.`di v`.exists()'],
    ['bdl-8', "fullUrl.contains('/_ history/').not()"],
    ['dom-6', 'true'],
    ['dom-6', undefined],
    ['xyz-1', 'true'],
  ])('%s: %s is not published under it', (key, expression) => {
    expect(isPublished({ key, expression })).toBe(false)
  })

  test('all that R4 has under these keys is known', () => {
    const types = [
      'Patient',
      'Bundle',
      'Questionnaire',
      'RiskAssessment',
      'Quantity',
      'ContactPoint',
      'Narrative',
      'Reference',
      'Period',
      'SimpleQuantity',
      'Parameters',
    ]
    const all = types.flatMap((type) => structures.structure(`http://hl7.org/fhir/StructureDefinition/${type}`)!.snapshot!.element)
    const constraints = all.flatMap(({ constraint = [] }) => constraint).filter(({ key }) => nativeInvariants[key] !== undefined)
    expect(constraints.filter((one) => !isPublished(one))).toEqual([])
    const ofProfiles = ['us-core-17', 'sdcqr-2']
    expect([...new Set(constraints.map(({ key }) => key)), ...ofProfiles].sort()).toEqual(Object.keys(nativeInvariants).sort())
    // What every element has is not carried along.
    expect(all.flatMap(({ constraint = [] }) => constraint).filter(({ key }) => key === 'ele-1' || key === 'ext-1')).toEqual([])
  })
})
