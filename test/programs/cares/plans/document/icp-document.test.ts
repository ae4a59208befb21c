import { describe, expect, test } from '@jest/globals'
import type { CarePlan, Composition, Resource } from '@medplum/fhirtypes'
import { icpDocument } from '#programs/cares/plans/document/icp-document.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { completeRecord, find, without } from '../../../../people/complete-record.ts'
import { rosasFinalIcp } from '../../../../people/rosas-plan.ts'

function read(plan: CarePlan = rosasFinalIcp(), records: readonly Resource[] = completeRecord(), language?: string) {
  return icpDocument({
    plan,
    records,
    on: '2024-05-01',
    now: '2024-05-01T12:00:00-04:00',
    language,
    settings: settingsFrom(),
    base: 'https://example.org/fhir/R4',
  })
}

const composition = ({ bundle }: ReturnType<typeof read>) => bundle.entry![0]!.resource as Composition
const codes = (document: ReturnType<typeof read>) =>
  composition(document).section!.flatMap(
    ({ code }) => code?.coding?.flatMap(({ system, code: one }) => (system?.endsWith('document-section') ? one! : [])) ?? [],
  )

describe('CARES-ICP-07: the ICP as a document', () => {
  test('CARES-ICP-07: every part of the form has its section, in the order in which a family reads it', () => {
    expect(codes(read())).toEqual([
      'goals',
      'steps',
      'services',
      'care-team',
      'health-summary',
      'education',
      'social-needs',
      'transitions',
      'emergency-plan',
    ])
  })

  test('CARES-ICP-07: a plan with nothing in it has the same sections, each with the reason why it is empty', () => {
    const bare = { ...rosasFinalIcp(), goal: [], activity: [], careTeam: [], supportingInfo: [], extension: [], contributor: [] }
    const document = read(bare, without(completeRecord(), 'CarePlan/rosas-emergency-plan'))
    expect(codes(document)).toEqual(codes(read()))
    for (const one of composition(document).section!.slice(1)) expect(one.emptyReason?.coding?.[0]?.code).toBeTruthy()
  })

  test('CARES-ICP-16: the emergency plan is a part of it, with its own parts', () => {
    const part = composition(read()).section!.at(-1)!
    expect(part.section!.map(({ title }) => title)).toEqual([
      'Alergias',
      'Medicamentos actuales',
      'Lo que este niño o niña necesita de usted',
      'Dispositivos y equipo',
      'Enfermedades',
      'A quién llamar',
    ])
  })

  test('CARES-ICP-17: it speaks the family’s language unless another is asked for', () => {
    expect(read().html).toContain('<html lang="es">')
    expect(read().html).toContain('<h2>Metas</h2>')
    expect(read(rosasFinalIcp(), completeRecord(), 'en').html).toContain('<h2>Goals</h2>')
  })

  test('CARES-ICP-17: a draft says on top that it is one, and its document is not final', () => {
    const draft = read(find<CarePlan>(completeRecord(), 'CarePlan/rosas-icp'))
    expect(draft.html).toContain('Borrador. No es definitivo.')
    expect(composition(draft).status).toBe('preliminary')
    expect(read().html).not.toContain('Borrador')
    expect(composition(read()).status).toBe('final')
  })

  test('CARES-ICP-08: whoever is on the team is named with a number', () => {
    for (const word of ['Obi Okafor', '413-555-0112', 'Cabot Street School', '413-555-0150', '413-555-0199'])
      expect(read().html).toContain(word)
  })

  test('CARES-ICP-14: each step stands with who takes it', () => {
    expect(read().html).toContain('Teach home, school and grandmother to give rectal diazepam, Ines Carvalho')
  })

  test('CARES-ICP-07: everything that the Composition names is inside, once', () => {
    const { bundle } = read()
    const inside = bundle.entry!.map(({ fullUrl }) => fullUrl!)
    const named = JSON.stringify(composition({ bundle } as ReturnType<typeof read>))
      .match(/"reference":"([^"]+)"/g)!
      .map((one) => `https://example.org/fhir/R4/${one.slice(13, -1)}`)
    expect(named.filter((url) => !inside.includes(url))).toEqual([])
    expect(new Set(inside).size).toBe(inside.length)
  })
})
