import { describe, expect, test } from '@jest/globals'
import type { Patient } from '@medplum/fhirtypes'
import { languageAndAccess } from '#programs/cares/plans/content/language-and-access.ts'
import { changed, completeRecord } from '../../../../people/complete-record.ts'
import { concept, ext } from '../../../../people/spelling.ts'
import { judge } from './judge.ts'

const rosa = (change: Partial<Patient>) => changed<Patient>(completeRecord(), 'Patient/rosa', (one) => ({ ...one, ...change }))

describe('CARES-COO-11: language and accessibility are on file', () => {
  test('CARES-COO-11: "none needed" is an answer, silence is not', () => {
    expect(
      judge(
        languageAndAccess,
        rosa({ extension: [ext('accessibility-need', { valueCodeableConcept: concept('accessibility-need', 'none') })] }),
      ),
    ).toEqual([])
    expect(judge(languageAndAccess, rosa({ extension: [] }))).toEqual(['CARES-COO-11 refuses required'])
  })

  test('CARES-COO-11: a language without a code or a name is none', () => {
    expect(judge(languageAndAccess, rosa({ communication: [{ language: {} }] }))).toEqual(['CARES-COO-11 refuses required'])
    expect(judge(languageAndAccess, rosa({ communication: [{ language: { text: 'Cape Verdean Creole' } }] }))).toEqual([])
  })
})
