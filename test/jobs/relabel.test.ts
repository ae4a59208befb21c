import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { ownAccess } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { canon } from '#fhir/issue.ts'
import { progressOf, type Relabelling, relabel, startRelabelling } from '#jobs/relabel.ts'
import { runRelabelling } from '#jobs/relabel-command.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import type { ResourceJson, Store } from '#storage/store.ts'
import { openTestStore, type TestStore } from '../storage/databases.ts'
import { create, ofPatient, patient, update } from '../storage/records.ts'
import { handTime, listening, until } from './fixture.ts'

// CARES-CON-07: what was stored before a rule changed is labelled by it. Writing past the interactions stands for older rules.
const us = ownAccess('test')
const hiv = { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'B20' }] }
const cold = { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'J00' }] }
const detox = settingsFrom({ 'part2-programs': [{ from: '2020-01-01', value: ['Organization/detox'] }] })
const token = Buffer.alloc(32, 6)
let opened: TestStore
let parts: Relabelling

beforeAll(async () => {
  opened = await openTestStore()
  const client = { clientId: 'detox-ehr', organization: 'Organization/detox' }
  await opened.tokens.oidc.upsert('Client', 'detox-ehr', { payload: client })
  await opened.tokens.insertToken({ hash: token, clientId: 'clinic', scope: '', expiresAt: new Date(Date.now() + 600_000).toISOString() })
  const stay = { status: 'active', patient: { reference: 'Patient/m' }, managingOrganization: { reference: 'Organization/clinic' } }
  await opened.store.write(us, [create(patient('m')), create({ resourceType: 'EpisodeOfCare', id: 'e', ...stay })])
}, 60_000)
afterAll(() => opened.close())
beforeEach(() => {
  parts = { ...opened, trail: opened.audit, settings: settingsFrom(), now: () => new Date('2024-06-15T16:00:00Z'), log: listening() }
})
afterEach(() => opened.tokens.oidc.destroy('Relabelling', 'stored'))

const condition = (id: string, code: object, more: object = {}) => ofPatient('Condition', id, 'm', { code, ...more })
const read = async (id: string, type = 'Condition') => JSON.parse((await opened.store.read(us, type, id))!.text)
const labels = async (id: string, type?: string) => ((await read(id, type)).meta.security ?? []).map(({ code }: { code: string }) => code)

test('what its codes earn is labelled in a new version; what earns nothing keeps its version', async () => {
  await opened.store.write(us, [create(condition('h', hiv)), create(condition('c', cold))])
  await relabel(parts)
  expect(await labels('h')).toEqual(['HIV'])
  expect((await read('h')).meta.versionId).toBe('2')
  expect((await read('c')).meta).toMatchObject({ versionId: '1' })
  const { versions } = (await opened.store.history(us, 'Condition', 'h', { count: 5 }))!
  expect(versions.map(({ method, version }) => [method, version])).toEqual([
    ['PUT', 2],
    ['POST', 1],
  ])
  const { lines } = await opened.audit.find({ client: 'relabel', count: 5 })
  expect(lines).toMatchObject([{ action: 'U', what: 'Condition/h/_history/2', patient: 'm', outcome: 0 }])
})

const onOne = process.env.STORE_DISTRIBUTED === '1' ? test.skip : test

onOne('a caller who could read it cannot afterwards, nor the version of before; what is not labelled they still read', async () => {
  await opened.store.write(us, [create(condition('seen', hiv)), create(condition('fine', cold))])
  const clinic = compileAccess({ clientId: 'clinic', kind: 'care-team', organization: 'Organization/clinic' }, 'system/*.cruds', token)
  const found = async (id: string) => (await opened.store.read(clinic, 'Condition', id)) !== undefined
  expect([await found('seen'), await found('fine')]).toEqual([true, true])
  await relabel(parts)
  expect([await found('seen'), await found('fine')]).toEqual([false, true])
  expect(await opened.store.vread(clinic, 'Condition', 'seen', 1)).toBeUndefined()
  expect(await opened.store.vread(clinic, 'Condition', 'fine', 1)).toBeDefined()
})

test('a label that the content does not earn stays: labels are only ever added', async () => {
  const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'PSY' }]
  await opened.store.write(us, [
    create(condition('both', hiv, { meta: { security } })),
    create(condition('own', cold, { meta: { security } })),
  ])
  await relabel(parts)
  expect(await labels('both')).toEqual(['PSY', 'HIV'])
  expect(await read('own')).toMatchObject({ meta: { versionId: '1', security } })
})

test('numbers are kept as they were written', async () => {
  const raw = JSON.stringify(ofPatient('Observation', 'n', 'm', { code: hiv, valueQuantity: { value: 0 } })).replace(
    '"value":0',
    '"value":1.00',
  )
  await opened.store.write(us, [{ act: 'create', resource: JSON.parse(raw), raw }])
  await relabel(parts)
  const { text } = (await opened.store.read(us, 'Observation', 'n'))!
  expect(text).toContain('"HIV"')
  expect(text).toContain('"value":1.00')
})

test('a substance use program that is named, or whose client sent it, once the setting says so', async () => {
  const sent = { caller: { clientId: 'detox-ehr', kind: 'system' as const }, allows: () => true }
  const named = { code: cold, performer: [{ reference: 'Organization/detox' }] }
  await opened.store.write(us, [create(ofPatient('Observation', 'named', 'm', named))])
  await opened.store.write(sent, [create(condition('sent', cold)), create(condition('taken-over', cold))])
  await opened.store.write(us, [
    update(condition('taken-over', cold, { clinicalStatus: { text: 'active' } })),
    create(condition('ours', cold)),
  ])
  const before = await relabel(parts)
  expect([await labels('named', 'Observation'), await labels('sent')]).toEqual([[], []])
  const after = await relabel({ ...parts, settings: detox })
  expect(after.rules).not.toBe(before.rules)
  expect(await labels('named', 'Observation')).toEqual(['42CFRPart2'])
  expect([await labels('sent'), await labels('taken-over'), await labels('ours')]).toEqual([['42CFRPart2'], ['42CFRPart2'], []])
})

test('stopped, it goes on where it was; done, it does nothing until the rules change', async () => {
  const many = Array.from({ length: 450 }, (_, n) => create(condition(`many-${n}`, n % 100 === 99 ? hiv : cold)))
  await opened.store.write(us, many)
  const asked: string[] = []
  const listened: Store = {
    ...opened.store,
    search(access, query) {
      asked.push(`${query.type} ${query.after ?? ''}`)
      return opened.store.search(access, query)
    },
  }
  const isStopped = () => asked.filter((one) => one.startsWith('Condition')).length === 1
  const halfway = await relabel({ ...parts, store: listened }, isStopped)
  expect(halfway).toMatchObject({ part: 'Condition', after: expect.any(String) })
  expect(halfway.doneAt).toBeUndefined()
  expect(await progressOf(parts)).toEqual(halfway)
  asked.length = 0
  const done = await relabel({ ...parts, store: listened })
  expect(asked[0]).toBe(`Condition ${halfway.after}`)
  expect(done.doneAt).toBe('2024-06-15T16:00:00.000Z')
  expect(await Promise.all([99, 199, 299, 399].map((n) => labels(`many-${n}`)))).toEqual([['HIV'], ['HIV'], ['HIV'], ['HIV']])
  asked.length = 0
  expect(await relabel({ ...parts, store: listened })).toEqual(done)
  expect(asked).toEqual([])
})

test('somebody else writes between the look and the write: theirs stands, and gets its label', async () => {
  await opened.store.write(us, [create(condition('raced', hiv))])
  let raced = false
  const racing: Store = {
    ...opened.store,
    async transact(access, locks, work) {
      if (!raced) {
        raced = true
        expect(locks).toEqual(['m'])
        await opened.store.write(us, [update(condition('raced', hiv, { note: [{ text: 'theirs' }] }) as ResourceJson)])
      }
      return opened.store.transact(access, locks, work)
    },
  }
  await relabel({ ...parts, store: racing })
  expect(raced).toBe(true)
  expect(await read('raced')).toMatchObject({ note: [{ text: 'theirs' }], meta: { versionId: '3', security: [{ code: 'HIV' }] } })
})

const source = (of: string) => ({ extension: [{ url: `${canon}/StructureDefinition/source-version`, valueString: of }] })
const plan = (id: string, more: object) => ofPatient('CarePlan', id, 'm', { status: 'active', intent: 'plan', ...more })
const task = (id: string, code: object) =>
  ({ resourceType: 'Task', id, code, for: { reference: 'Patient/m' }, focus: { reference: 'Condition/cause' } }) as ResourceJson
const ours = (code: string) => ({ coding: [{ system: `${canon}/CodeSystem/task-kind`, code }] })

test('what was made of it bears its label with it, through whatever was made between; what was made of others keeps its version', async () => {
  await opened.store.write(us, [
    create(condition('cause', hiv)),
    create(condition('other', cold)),
    create(ofPatient('Goal', 'of-cause', 'm', source('Condition/cause/_history/1'))),
    create(plan('of-goal', source('Goal/of-cause'))),
    create(plan('next', { status: 'draft', replaces: [{ reference: 'CarePlan/of-goal' }] })),
    create(task('about', ours('compliance-finding'))),
    create(task('errand', { text: 'errand' })),
    create(ofPatient('Goal', 'of-other', 'm', source('Condition/other/_history/1'))),
    create(plan('names', { addresses: [{ reference: 'Condition/cause' }], ...source('Goal/of-other') })),
  ])
  await relabel(parts)
  expect([await labels('of-cause', 'Goal'), await labels('of-goal', 'CarePlan'), await labels('next', 'CarePlan')]).toEqual([
    ['HIV'],
    ['HIV'],
    ['HIV'],
  ])
  expect(await labels('about', 'Task')).toEqual(['HIV'])
  const untouched = await Promise.all([read('of-other', 'Goal'), read('names', 'CarePlan'), read('errand', 'Task')])
  expect(untouched.map(({ meta }) => meta.versionId)).toEqual(['1', '1', '1'])
  await relabel(parts, () => false, true)
  expect((await read('of-goal', 'CarePlan')).meta.versionId).toBe('2')
})

test('nobody hides what is another member’s by naming it as its source, and no label is taken away with that of the source', async () => {
  const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'PSY' }]
  await opened.store.write(us, [
    create(patient('n')),
    create(condition('mine', hiv)),
    create(condition('plain', cold)),
    create(ofPatient('Goal', 'theirs', 'n', source('Condition/mine'))),
    create(ofPatient('Goal', 'was-labelled', 'm', { meta: { security }, ...source('Condition/plain') })),
    create(ofPatient('Goal', 'itself', 'm', source('Goal/itself'))),
    create(ofPatient('Goal', 'in-a-ring', 'm', source('CarePlan/in-a-ring'))),
    create(plan('in-a-ring', source('Goal/in-a-ring'))),
  ])
  await relabel(parts)
  expect((await read('theirs', 'Goal')).meta).toMatchObject({ versionId: '1' })
  expect(await read('was-labelled', 'Goal')).toMatchObject({ meta: { versionId: '1', security } })
  expect([(await read('itself', 'Goal')).meta.versionId, (await read('in-a-ring', 'CarePlan')).meta.versionId]).toEqual(['1', '1'])
})

test('two processes at once: one label, one version', async () => {
  await opened.store.write(us, [create(condition('twice', hiv))])
  await Promise.all([relabel(parts), relabel(parts)])
  expect(await read('twice')).toMatchObject({ meta: { versionId: '2', security: [{ code: 'HIV' }] } })
})

test('at the start, and on the day from which a program is one, not the day before', async () => {
  const time = handTime('2024-06-15T16:00:00Z')
  const settings = settingsFrom({ 'part2-programs': [{ from: '2024-06-17', value: ['Organization/detox-two'] }] })
  const named = { code: cold, performer: [{ reference: 'Organization/detox-two' }] }
  await opened.store.write(us, [create(ofPatient('Observation', 'later', 'm', named))])
  const running = startRelabelling({ ...parts, ...time, settings })
  const isAsleep = () => until(async () => time.waiting() === 1)
  await isAsleep()
  expect((await progressOf(parts))?.doneAt).toBe('2024-06-15T16:00:00.000Z')
  time.jump('2024-06-17T03:59:00Z')
  await time.pass(0)
  await isAsleep()
  expect(await labels('later', 'Observation')).toEqual([])
  await time.pass(60_000)
  await isAsleep()
  expect(await labels('later', 'Observation')).toEqual(['42CFRPart2'])
  await running.stop()
})

test('the command tells how far it is, and does it again when asked', async () => {
  const lines: string[] = []
  const run = (...args: string[]) => runRelabelling(args, parts, (line) => lines.push(line))
  expect(await run('--list')).toBe(0)
  expect(lines).toEqual(['Not begun.'])
  expect(await run()).toBe(0)
  expect(lines.at(-1)).toMatch(/^\d+ records looked at, \d+ labelled; done at 2024-06-15T16:00:00.000Z\.$/)
  await opened.store.write(us, [create(condition('behind', hiv))])
  await run()
  expect(await labels('behind')).toEqual([])
  await run('--again')
  expect(await labels('behind')).toEqual(['HIV'])
  expect(lines.join()).not.toMatch(/behind|Condition|detox/)
  expect(await run('--wrong')).toBe(1)
})
