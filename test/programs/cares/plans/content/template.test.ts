import { describe, expect, test } from '@jest/globals'
import type { Patient } from '@medplum/fhirtypes'
import { template } from '#programs/cares/plans/content/template.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { changed, completeRecord } from '../../../../people/complete-record.ts'
import { judge, withPlan } from './judge.ts'

describe('CARES-ICP-07: the plan is in a form that is in use on its day', () => {
  test('CARES-ICP-07: the form is in use from its first day on', () => {
    expect(judge(template, completeRecord(), '2023-07-07')).toEqual([])
    expect(judge(template, completeRecord(), '2023-07-06')).toEqual(['CARES-ICP-07 refuses code-invalid'])
  })

  test('CARES-ICP-07: which forms are in use is configured by day: the day before, the day', () => {
    const canonical = (version: string) => `https://cares-fhir.example.org/PlanDefinition/icp-template|${version}`
    const configured = { 'icp-templates': [{ from: '2024-04-25', value: [canonical('2.0.0')] }] }
    const both = { 'icp-templates': [{ from: '2024-04-25', value: [canonical('2.0.0'), canonical('1.0.0')] }] }
    expect(judge(template, completeRecord(), '2024-04-24', configured)).toEqual([])
    expect(judge(template, completeRecord(), '2024-04-25', configured)).toEqual(['CARES-ICP-07 refuses code-invalid'])
    expect(judge(template, completeRecord(), '2024-04-25', both)).toEqual([])
    expect(() => settingsFrom({ 'icp-templates': [{ from: '2024-04-25', value: ['urn:no-version'] }] })).toThrow('icp-templates')
  })

  test('CARES-ICP-07: an unknown form, or one without its version, is none', () => {
    for (const canonical of [
      'https://cares-fhir.example.org/PlanDefinition/icp-template|9.9.9',
      'https://cares-fhir.example.org/PlanDefinition/icp-template',
    ]) {
      expect(
        judge(
          template,
          withPlan((plan) => ({ ...plan, instantiatesCanonical: [canonical] })),
        ),
      ).toEqual(['CARES-ICP-07 refuses code-invalid'])
    }
  })

  test('CARES-ICP-07: no primary care on file is a warning', () => {
    expect(
      judge(
        template,
        changed<Patient>(completeRecord(), 'Patient/rosa', ({ generalPractitioner: _, ...rosa }) => rosa),
      ),
    ).toEqual(['CARES-ICP-07 warns incomplete'])
  })
})
