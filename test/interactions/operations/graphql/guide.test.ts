import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { limits } from '#interactions/operations/graphql/limits.ts'
import { type Asker, openAsker, records } from './asker.ts'

const page = readFileSync('implementation-guide/pages/graphql.md', 'utf8')
const [plans, pages, table, ...more] = [...page.matchAll(/```graphql\n(.*?)```/gs)].map(([, query]) => query!)

let asker: Asker
beforeAll(async () => {
  const plan = {
    resourceType: 'CarePlan',
    id: 'plan',
    status: 'active',
    intent: 'plan',
    title: 'Plan',
    subject: { reference: 'Patient/ada' },
  }
  asker = await openAsker([...records, { ...plan, author: { reference: 'Organization/clinic' } }])
})
afterAll(() => asker.caller.opened.close())

test('the queries of the guide give what it says', async () => {
  expect(more).toEqual([])
  expect(await asker.data(plans!, { variables: { id: 'ada' } })).toMatchObject({
    Patient: {
      name: [{ given: ['Peter', 'James'], family: 'Chalmers' }],
      ConditionList: [{ code: { text: 'condition a1' } }, { code: { text: 'condition a2' } }],
      CarePlanList: [{ title: 'Plan', author: { resource: { orgName: 'Clinic' } } }],
    },
  })
  expect((await asker.data(pages!)).PatientConnection.count).toBe(2)
  expect(Object.keys(await asker.data(table!, { of: 'Patient/ada' }))).toEqual(['birthDate', 'given', 'family', 'value.home', 'value.work'])
})

test('the limits of the guide are those in force', () => {
  const said = [limits.length, limits.fields, limits.cost, limits.resources, limits.values].map((limit) => limit.toLocaleString('en-US'))
  for (const one of [...said, `${limits.depth} levels`, `${limits.statements} look-ups`, `and ${limits.fetch} a field`])
    expect(page).toContain(one)
})

test('the CapabilityStatement tells of it at both levels', async () => {
  const { rest } = await asker.caller.json('GET', 'metadata')
  const line = expect.objectContaining({ name: 'graphql', definition: 'http://hl7.org/fhir/OperationDefinition/Resource-graphql' })
  expect(rest[0].operation).toContainEqual(line)
  expect(rest[0].resource.find(({ type }: { type: string }) => type === 'CarePlan').operation).toContainEqual(line)
})
