import { expect, test } from '@jest/globals'
import type { Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { sourcesOf } from '#programs/sensitivity/sources.ts'

// CARES-CON-07: which records another was made from, so that it is protected with them.
const sourcesIn = (resource: object) => sourcesOf({ id: 'x', ...resource } as Resource)
const source = (valueString: string) => ({ url: `${canon}/StructureDefinition/source-version`, valueString })
const kind = (code: string, system = `${canon}/CodeSystem/task-kind`) => ({ coding: [{ system, code }] })
const to = (reference: string) => ({ reference })

test('what the extension names, with its version or without, each once; never itself, and no nonsense', () => {
  const extension = [
    source('Condition/a/_history/3'),
    source('Condition/a/_history/4'),
    source('Encounter/b'),
    source('Goal/x/_history/1'),
    source('elsewhere'),
    source('https://other.example.org/Condition/c'),
    { url: 'urn:other', valueString: 'Condition/d' },
  ]
  expect(sourcesIn({ resourceType: 'Goal', extension })).toEqual(['Condition/a', 'Encounter/b'])
})

test.each([
  ['a proposed goal: its need', { resourceType: 'Goal', lifecycleStatus: 'proposed', addresses: [to('Condition/a')] }, ['Condition/a']],
  ['a goal in force: no more than it says', { resourceType: 'Goal', lifecycleStatus: 'active', addresses: [to('Condition/a')] }, []],
  [
    'a service in draft: what it rests on',
    {
      resourceType: 'ServiceRequest',
      status: 'draft',
      intent: 'plan',
      basedOn: [to('MedicationRequest/a')],
      supportingInfo: [to('Device/b')],
    },
    ['MedicationRequest/a', 'Device/b'],
  ],
  ['somebody’s order', { resourceType: 'ServiceRequest', status: 'draft', intent: 'order', basedOn: [to('CarePlan/a')] }, []],
  ['a service that somebody uses', { resourceType: 'ServiceRequest', status: 'active', intent: 'plan', basedOn: [to('CarePlan/a')] }, []],
  [
    'a need that only the assessment shows: the assessment',
    {
      resourceType: 'Condition',
      verificationStatus: { coding: [{ code: 'provisional' }] },
      evidence: [{ detail: [to('QuestionnaireResponse/a')] }],
    },
    ['QuestionnaireResponse/a'],
  ],
  [
    'a draft plan: the one that it goes on from',
    { resourceType: 'CarePlan', status: 'draft', replaces: [to('CarePlan/a')] },
    ['CarePlan/a'],
  ],
  ['a need that a plan names: not told', { resourceType: 'CarePlan', status: 'draft', addresses: [to('Condition/a')] }, []],
  ['a finding: the record at fault', { resourceType: 'Task', code: kind('compliance-finding'), focus: to('Goal/a') }, ['Goal/a']],
  [
    'a follow-up: the referral',
    { resourceType: 'Task', code: kind('referral-follow-up'), focus: to('ServiceRequest/a') },
    ['ServiceRequest/a'],
  ],
  ['a task of somebody else', { resourceType: 'Task', code: kind('compliance-finding', 'urn:theirs'), focus: to('Goal/a') }, []],
])('%s', (_title, resource, sources) => {
  expect(sourcesIn(resource)).toEqual(sources)
})
