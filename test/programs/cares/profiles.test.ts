import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import type { Resource } from '@medplum/fhirtypes'
import { profilesOf } from '#programs/cares/profiles.ts'
import { canon, coding, enrollmentFrom, readyToEnroll, service } from './ready-to-enroll.ts'

const namesOf = (resource: unknown) => profilesOf(resource as Resource).map((url) => url.replace(`${canon}/StructureDefinition/`, ''))

describe('a record’s profile is told from its coding, claimed or not', () => {
  const { patient, mother, coverage, consent, provider, service: bearer, manager } = readyToEnroll()
  const kinds: [unknown, string][] = [
    [patient, 'cares-patient'],
    [mother, 'cares-guardian'],
    [coverage, 'cares-coverage'],
    [consent, 'cares-program-consent'],
    [{ ...consent, category: [coding('consent-kind', 'release')] }, 'cares-release'],
    [{ ...consent, category: [coding('consent-kind', 'removal')] }, 'cares-removal-consent'],
    [provider, 'cares-provider'],
    [bearer, 'cares-program-service'],
    [manager, 'cares-staff-role'],
    [enrollmentFrom('2024-05-01'), 'cares-enrollment'],
    [service('x', 'regular-contact', '2024-05-01'), 'cares-service'],
    [{ resourceType: 'Procedure', code: coding('cares-activity', 'icp-update') }, 'cares-procedure'],
    [{ resourceType: 'CarePlan', category: [coding('careplan-kind', 'icp')] }, 'cares-icp'],
    [{ resourceType: 'CarePlan', category: [coding('careplan-kind', 'emergency-plan')] }, 'cares-emergency-plan'],
    [{ resourceType: 'CarePlan', category: [coding('careplan-kind', 'adult-transition')] }, 'cares-transition-plan'],
    [{ resourceType: 'CarePlan', category: [coding('careplan-kind', 'aftercare')] }, 'cares-aftercare-plan'],
    [{ resourceType: 'Task', code: coding('task-kind', 'referral-follow-up') }, 'cares-referral-follow-up'],
    [{ resourceType: 'Task', code: coding('task-kind', 'program-clock') }, 'cares-program-clock'],
    [{ resourceType: 'Task', code: coding('task-kind', 'compliance-finding') }, 'cares-finding'],
    [{ resourceType: 'Task', code: coding('task-kind', 'scm-review') }, 'cares-review'],
    [{ resourceType: 'ServiceRequest', category: [coding('referral-kind', 'service-referral')] }, 'cares-referral'],
    [{ resourceType: 'QuestionnaireResponse', questionnaire: `${canon}/Questionnaire/comprehensive-assessment|1.0.0` }, 'cares-assessment'],
    [{ resourceType: 'Condition', category: [coding('icp-domain', 'medical')] }, 'cares-need'],
    [{ resourceType: 'Goal', category: [coding('icp-domain', 'medical'), coding('goal-kind', 'clinical')] }, 'cares-goal'],
    [{ resourceType: 'CareTeam', participant: [{ role: [coding('cares-role', 'care-coordinator')] }] }, 'cares-care-team'],
    [{ resourceType: 'Appointment', serviceType: [coding('meeting-kind', 'care-planning')] }, 'cares-meeting'],
    [{ resourceType: 'Communication', category: [coding('communication-kind', 'icp-copy')] }, 'cares-contact'],
    [{ resourceType: 'DocumentReference', category: [coding('document-kind', 'enrollment-letter')] }, 'cares-letter'],
    [{ resourceType: 'Observation', code: coding('social-need-domain', 'housing') }, 'cares-social-need'],
    [{ resourceType: 'Basic', code: coding('record-kind', 'training-record') }, 'cares-training-record'],
    [{ resourceType: 'Composition', category: [coding('document-kind', 'icp')] }, 'cares-icp-document'],
    [
      {
        resourceType: 'Bundle',
        type: 'document',
        entry: [{ resource: { resourceType: 'Composition', category: [coding('document-kind', 'icp')] } }],
      },
      'cares-icp-bundle',
    ],
    [{ resourceType: 'MeasureReport', type: 'individual', measure: `${canon}/Measure/cares-pmpm` }, 'cares-pmpm'],
  ]
  for (const [resource, name] of kinds) {
    test(`${(resource as Resource).resourceType} coded as one is judged by ${name}`, () => {
      expect(namesOf(resource)).toEqual([name])
    })
  }

  test('a record without the program’s codes is judged by none of its profiles', () => {
    const foreign = [
      { resourceType: 'Patient', identifier: [{ system: 'urn:mrn', value: '1' }] },
      {
        resourceType: 'CarePlan',
        category: [{ coding: [{ system: 'http://hl7.org/fhir/us/core/CodeSystem/careplan-category', code: 'assess-plan' }] }],
      },
      { resourceType: 'EpisodeOfCare', type: [coding('program', 'icc')] },
      { resourceType: 'PractitionerRole', code: [coding('cares-role', 'primary-care')] },
      { resourceType: 'Observation', code: { text: 'height' } },
      { resourceType: 'Bundle', type: 'transaction' },
      { resourceType: 'Medication' },
    ]
    for (const resource of foreign) expect(namesOf(resource)).toEqual([])
  })

  test('a code under another system is not ours', () => {
    expect(namesOf({ resourceType: 'CarePlan', category: [{ coding: [{ system: 'urn:other', code: 'icp' }] }] })).toEqual([])
  })

  test('every profile named here is published', () => {
    const folder = new URL('../../../profiles/compiled/', import.meta.url)
    expect(existsSync(folder)).toBe(true)
    const published = readdirSync(folder)
      .filter((file) => file.startsWith('StructureDefinition-'))
      .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { url: string; type: string })
    const types = new Map(published.map(({ url, type }) => [url, type]))
    for (const [resource] of kinds)
      for (const url of profilesOf(resource as Resource)) expect(types.get(url)).toBe((resource as Resource).resourceType)
  })
})
