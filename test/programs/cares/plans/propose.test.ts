import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import type { Appointment, CarePlan, Condition, Goal, Patient, QuestionnaireResponse, Resource, ServiceRequest } from '@medplum/fhirtypes'
import { proposeIcp } from '#programs/cares/plans/propose.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { changed, completeRecord, find, without } from '../../../people/complete-record.ts'
import { rosasFinalIcp } from '../../../people/rosas-plan.ts'
import { clinical, coded, concept, ext, ref, snomed } from '../../../people/spelling.ts'

const synthea = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'data', 'synthea')

function propose(records: readonly Resource[], more: { assessment?: string; language?: string; today?: string } = {}) {
  let made = 0
  return proposeIcp({
    records,
    today: '2024-10-01',
    now: '2024-10-01T09:00:00-04:00',
    settings: settingsFrom(),
    newId: (type) => `new-${type.toLowerCase()}-${++made}`,
    ...more,
  })
}

/** Rosa half a year on: her ICP is final. */
const halfYearOn = () => [...without(completeRecord(), 'CarePlan/rosas-icp'), rosasFinalIcp()]
const planIn = (result: ReturnType<typeof propose>) => result.plan.entry![0]!.resource as CarePlan
const rowsOf = (result: ReturnType<typeof propose>) => [
  ...new Set(result.missing.issue.flatMap(({ details }) => details?.coding?.[0]?.code ?? [])),
]
const made = <T extends Resource>(result: ReturnType<typeof propose>, type: T['resourceType']) =>
  result.created.filter((resource): resource is T => resource.resourceType === type)

describe('CARES-ICP-18: a new version is put together from the record', () => {
  test('CARES-ICP-18: nothing new on record, so the plan goes on as it is, and only what has to be done anew is missing', () => {
    const result = propose(halfYearOn())
    expect(result.created.map(({ resourceType }) => resourceType)).toEqual(['CarePlan'])
    expect(planIn(result).replaces).toEqual([{ reference: 'CarePlan/rosas-icp' }])
    expect(planIn(result).goal).toEqual(rosasFinalIcp().goal)
    expect(rowsOf(result)).toEqual(['CARES-ICP-02', 'CARES-ICP-15', 'CARES-STF-10'])
  })

  test('CARES-ICP-18: a goal reached is left out, and the change says so', () => {
    const result = propose(changed<Goal>(halfYearOn(), 'Goal/goal-friends', (goal) => ({ ...goal, lifecycleStatus: 'completed' })))
    expect(result.changes).toContainEqual({
      path: 'CarePlan.goal',
      before: 'Goal/goal-friends: Rosa sees a friend outside school twice a month',
      source: 'Goal/goal-friends',
    })
    const anew = made<Goal>(result, 'Goal')
    expect(anew.map(({ addresses }) => addresses![0]!.reference)).toEqual(['Condition/need-rides'])
  })

  test('CARES-ICP-18: a goal whose need is resolved is left out with its need', () => {
    const resolved = changed<Condition>(halfYearOn(), 'Condition/need-rides', (need) => ({
      ...need,
      clinicalStatus: coded(clinical, 'resolved'),
    }))
    const result = propose(resolved)
    const dropped = result.changes.flatMap(({ path, before, source }) => (before ? [`${path} ${source}`] : []))
    expect(dropped).toEqual(expect.arrayContaining(['CarePlan.addresses Condition/need-rides', 'CarePlan.goal Goal/goal-friends']))
    expect(made(result, 'Goal')).toEqual([])
  })

  test('CARES-ICP-04: a condition that came to light since the assessment is proposed a goal, in the words of the record', () => {
    const scoliosis: Condition = {
      resourceType: 'Condition',
      id: 'scoliosis',
      clinicalStatus: coded(clinical, 'active'),
      category: [coded('http://terminology.hl7.org/CodeSystem/condition-category', 'problem-list-item')],
      code: coded(snomed, '298382003', 'Neuromuscular scoliosis'),
      subject: ref('Patient/rosa'),
      recordedDate: '2024-07-19',
    }
    const result = propose([...halfYearOn(), scoliosis])
    const [goal] = made<Goal>(result, 'Goal')
    expect(goal!.description.text).toMatch(/^Rosa: Neuromuscular scoliosis \(on record since 2024-07-19\)\./)
    expect(goal!.addresses).toEqual([{ reference: 'Condition/scoliosis' }])
    expect(result.changes).toContainEqual(expect.objectContaining({ path: 'CarePlan.goal', source: 'Condition/scoliosis' }))
    expect(rowsOf(result)).toEqual(expect.arrayContaining(['CARES-ICP-11', 'CARES-ICP-14']))
  })

  test('CARES-ICP-10: a medicine begun since the last plan is listed as a present service that names its order', () => {
    const baclofen: Resource = {
      resourceType: 'MedicationRequest',
      id: 'baclofen',
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: { text: 'Baclofen 10 mg' },
      subject: ref('Patient/rosa'),
      authoredOn: '2024-06-03',
      requester: ref('PractitionerRole/lena-role'),
      reasonReference: [ref('Condition/need-mobility')],
      dosageInstruction: [{ text: 'half a tablet at night' }],
    }
    const result = propose([...halfYearOn(), baclofen])
    const [service] = made<ServiceRequest>(result, 'ServiceRequest')
    expect(service).toMatchObject({
      status: 'draft',
      code: { text: 'Medicine: Baclofen 10 mg, half a tablet at night' },
      basedOn: [{ reference: 'MedicationRequest/baclofen' }],
      performer: [{ reference: 'PractitionerRole/lena-role' }],
      reasonReference: [{ reference: 'Condition/need-mobility' }],
      occurrencePeriod: { start: '2024-06-03' },
      extension: [{ valueReference: { reference: 'Goal/goal-walker' } }, { valueString: 'MedicationRequest/baclofen' }],
    })
    expect(result.changes).toContainEqual(expect.objectContaining({ source: 'MedicationRequest/baclofen' }))
  })

  test('CARES-ICP-13: a newer assessment speaks before the old plan, and a new need of food becomes a need with a goal', () => {
    const later = find<QuestionnaireResponse>(completeRecord(), 'QuestionnaireResponse/rosas-assessment')
    const asked = JSON.parse(
      JSON.stringify(later).replace(
        '"linkId":"nutrition","answer":[{"valueCoding":{"system":"https://cares-fhir.example.org/CodeSystem/social-need-answer","code":"no"',
        '"linkId":"nutrition","answer":[{"valueCoding":{"system":"https://cares-fhir.example.org/CodeSystem/social-need-answer","code":"yes"',
      ),
    )
    const annual: QuestionnaireResponse = { ...asked, id: 'later', authored: '2024-09-20T10:00:00-04:00' }
    const result = propose([...halfYearOn(), annual])
    expect(planIn(result).supportingInfo).toEqual([{ reference: 'QuestionnaireResponse/later' }])
    const [need] = made<Condition>(result, 'Condition')
    expect(need!.code!.text).toBe('Enough good food')
    expect(made<Goal>(result, 'Goal')[0]!.description.text).toContain('told in the assessment of 2024-09-20')
    expect(result.changes).toContainEqual({
      path: 'CarePlan.supportingInfo',
      before: 'QuestionnaireResponse/rosas-assessment: 2024-04-02T15:00:00-04:00',
      source: 'QuestionnaireResponse/rosas-assessment',
    })
  })

  test('CARES-ICP-18: built on the assessment that was chosen, not on the latest', () => {
    const later = {
      ...find<QuestionnaireResponse>(completeRecord(), 'QuestionnaireResponse/rosas-assessment'),
      id: 'later',
      authored: '2024-09-20',
    }
    const records = [...halfYearOn(), later]
    expect(planIn(propose(records)).supportingInfo![0]!.reference).toBe('QuestionnaireResponse/later')
    expect(planIn(propose(records, { assessment: 'rosas-assessment' })).supportingInfo![0]!.reference).toBe(
      'QuestionnaireResponse/rosas-assessment',
    )
  })

  test('CARES-ICP-02: that the family took part is never assumed; a meeting since the last plan shows it', () => {
    const family = (result: ReturnType<typeof propose>) =>
      planIn(result).contributor?.filter(({ reference }) => /^(Patient|Related)/.test(reference!)) ?? []
    expect(family(propose(halfYearOn()))).toEqual([])
    const meeting = {
      ...find<Appointment>(completeRecord(), 'Appointment/planning-meeting'),
      id: 'again',
      start: '2024-09-25T16:00:00-04:00',
    }
    expect(family(propose([...halfYearOn(), meeting]))).toHaveLength(2)
  })

  test('CARES-ICP-15: a transition that has passed is left out; birthdays ahead are shown with their days', () => {
    const at = (birthDate: string, today: string) =>
      made<ServiceRequest>(
        propose(
          changed<Patient>(halfYearOn(), 'Patient/rosa', (rosa) => ({ ...rosa, birthDate })),
          { today },
        ),
        'ServiceRequest',
      ).map(({ code, occurrenceDateTime }) => `${code!.coding![0]!.code} ${occurrenceDateTime}`)
    expect(planIn(propose(halfYearOn())).activity!.map(({ reference }) => reference!.reference)).not.toContain('ServiceRequest/third-grade')
    expect(at('2008-10-02', '2024-10-01')).toEqual(['adult-transition-plan-due 2024-12-01'])
    expect(at('2008-01-31', '2024-10-01')).toEqual([])
    expect(at('2006-10-02', '2024-10-01')).toEqual(['anticipated-transition 2024-10-02'])
    expect(at('2004-02-29', '2024-10-01')).toEqual(['anticipated-transition 2025-02-28'])
    expect(at('2021-11-01', '2024-10-01')).toEqual(['anticipated-transition 2024-11-01'])
  })

  test('CARES-ICP-18: the order of the records makes no difference, and neither does the hour of asking', () => {
    const one = JSON.stringify(propose(halfYearOn()))
    expect(JSON.stringify(propose(halfYearOn().reverse()))).toBe(one)
    expect(JSON.stringify(propose(halfYearOn()))).toBe(one)
  })

  test('CARES-ICP-18: asked for again on its own draft it adds nothing twice', () => {
    const first = propose(without(completeRecord(), 'CarePlan/rosas-icp', 'CarePlan/rosas-emergency-plan'))
    const second = propose([...without(completeRecord(), 'CarePlan/rosas-icp', 'CarePlan/rosas-emergency-plan'), ...first.created])
    expect(made(first, 'Goal').length).toBeGreaterThan(0)
    expect(made(second, 'Goal')).toEqual([])
    expect(made(second, 'ServiceRequest')).toEqual([])
  })

  test('CARES-ICP-17: the proposed words are in the language asked for, in English where we have none', () => {
    const bare = without(halfYearOn(), 'CarePlan/rosas-icp')
    const text = (language?: string) => made<Goal>(propose(bare, { language }), 'Goal')[0]!.description.text
    expect(text('es')).toContain('Por acordar con la familia')
    expect(text('pt-BR')).toContain('A combinar com a família')
    expect(text('xx')).toContain('To agree with the family')
    expect(planIn(propose(bare, { language: 'vi' })).language).toBe('vi')
  })

  test('CARES-ICP-02: a name that looks like a tag cannot break out of the narrative', () => {
    const evil = changed<Condition>(without(halfYearOn(), 'CarePlan/rosas-icp'), 'Condition/need-rides', (need) => ({
      ...need,
      code: { text: '<script>alert(1)</script>' },
    }))
    expect(planIn(propose(evil)).text!.div).toContain('&lt;script&gt;')
    expect(planIn(propose(evil)).text!.div).not.toContain('<script>')
  })

  test('CARES-ASM-03: what the team decided to do nothing about is not brought up again', () => {
    const left = changed<Condition>(without(halfYearOn(), 'CarePlan/rosas-icp'), 'Condition/need-rides', (need) => ({
      ...need,
      extension: [ext('no-action', { valueString: 'Grandmother drives from June on' })],
    }))
    expect(planIn(propose(left)).addresses!.map(({ reference }) => reference)).not.toContain('Condition/need-rides')
  })

  test('CARES-ICP-16: without an emergency plan one is begun, as part of the new plan', () => {
    const result = propose(without(halfYearOn(), 'CarePlan/rosas-emergency-plan'))
    const [, emergency] = made<CarePlan>(result, 'CarePlan')
    expect(emergency).toMatchObject({
      status: 'draft',
      partOf: [{ reference: `CarePlan/${planIn(result).id}` }],
      category: [{}, concept('careplan-kind', 'emergency-plan')],
    })
  })
})

const files = existsSync(synthea)
  ? readdirSync(synthea, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json.gz') && !file.includes('reduced'))
  : []

/** A member of the synthetic sample, its references made local. */
function sample(file: string): Resource[] {
  const text = gunzipSync(readFileSync(join(synthea, file))).toString()
  const entries = (JSON.parse(text) as { entry: { fullUrl?: string; resource: Resource }[] }).entry
  const local = new Map(entries.map(({ fullUrl, resource }) => [fullUrl, `${resource.resourceType}/${resource.id}`]))
  return (
    JSON.parse(text.replace(/"(urn:uuid:[^"]+)"/g, (_, urn: string) => `"${local.get(urn) ?? urn}"`)) as typeof JSON & {
      entry: { resource: Resource }[]
    }
  ).entry.map(({ resource }) => resource)
}

describe('CARES-ICP-01: a child whom the program has never seen', () => {
  if (files.length === 0) {
    test.skip('the shared sample of synthetic members is not here (../shared/data/synthea)', () => undefined)
    return
  }

  test('CARES-ICP-09: every sample member gets a draft, a health summary where there is a history, and the list of what is missing', () => {
    for (const file of files) {
      const record = sample(file)
      const result = propose(record)
      const plan = planIn(result)
      expect(plan.status).toBe('draft')
      expect(rowsOf(result)).toEqual(
        expect.arrayContaining(['CARES-ICP-01', 'CARES-ICP-02', 'CARES-ICP-04', 'CARES-ICP-13', 'CARES-ASM-05']),
      )
      const history = record.some(({ resourceType }) => resourceType === 'Condition')
      expect(rowsOf(result)).toContain('CARES-ICP-09')
      expect(JSON.stringify(plan.extension ?? []).includes('-history')).toBe(history)
    }
  })

  test('CARES-ICP-02: no two members get the same words for all their goals', () => {
    const words = files
      .map((file) => made<Goal>(propose(sample(file)), 'Goal').map(({ description }) => description.text))
      .filter((goals) => goals.length > 0)
      .map((goals) => goals.join('\n'))
    expect(words.length).toBeGreaterThan(5)
    expect(new Set(words).size).toBe(words.length)
  })

  test('CARES-ICP-10: the child with epilepsy has it as a goal, and the other provider’s plan of care among the services', () => {
    const result = propose(sample('gsd/basil-champlin-8ff20ff8.json.gz'), { today: '2024-05-01' })
    expect(made<Goal>(result, 'Goal').map(({ description }) => description.text)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Basil: Epilepsy \(on record since 2012-08-01/)]),
    )
    expect(made<ServiceRequest>(result, 'ServiceRequest').map(({ code }) => code!.text)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Respiratory therapy: /)]),
    )
    expect(made<Goal>(result, 'Goal').some(({ description }) => /bronchitis|otitis/i.test(description.text!))).toBe(false)
  })
})
