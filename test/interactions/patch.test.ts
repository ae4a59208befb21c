import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { FhirError } from '#fhir/error.ts'
import { type Caller, openCaller } from './caller.ts'

let caller: Caller
beforeAll(async () => {
  caller = await openCaller()
})
afterAll(() => caller.opened.close())

const patient = { resourceType: 'Patient', id: 'ada', name: [{ family: 'Berg' }], birthDate: '2015-03-01' }
const steps = [{ op: 'replace', path: '/birthDate', value: '2015-03-02' }]
const binary = (contentType: string, data: string) => ({
  resource: { resourceType: 'Binary', contentType, data: Buffer.from(data).toString('base64') },
  request: { method: 'PATCH', url: 'Patient/ada' },
})
const stored = async () => (await caller.json('GET', 'Patient/ada')).birthDate

describe('a patch in a Bundle comes as a Binary (http://hl7.org/fhir/R4/http.html#patch)', () => {
  test.each(['transaction', 'batch'])('of a %s', async (type) => {
    await caller.send('PUT', 'Patient/ada', patient)
    const entry = [binary('application/json-patch+json', JSON.stringify(steps))]
    const answer = await caller.json('POST', '', { resourceType: 'Bundle', type, entry })
    expect(answer.entry[0].response.status).toBe('200 OK')
    expect(await stored()).toBe('2015-03-02')
  })

  test('in a transaction that fails it has not happened', async () => {
    await caller.send('PUT', 'Patient/ada', patient)
    const wrong = { resource: { resourceType: 'Patient', gender: 'x' }, request: { method: 'POST', url: 'Patient' } }
    const entry = [binary('application/json-patch+json', JSON.stringify(steps)), wrong]
    await expect(caller.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })).rejects.toMatchObject({
      kind: 'malformed',
    })
    expect(await stored()).toBe('2015-03-01')
  })

  test.each([
    ['another media type', binary('text/plain', '[]')],
    ['what is no JSON', binary('application/json-patch+json', '[{')],
  ])('%s is refused by itself', async (_what, entry) => {
    await caller.send('PUT', 'Patient/ada', patient)
    const answer = await caller.json('POST', '', { resourceType: 'Bundle', type: 'batch', entry: [entry] })
    expect(answer.entry[0].response.status).toBe('400 Bad Request')
  })
})

describe('a patch of its own', () => {
  test('that names another version is stale, whether it would fit or not', async () => {
    await caller.send('PUT', 'Patient/ada', patient)
    const misfit = [{ op: 'replace', path: '/maritalStatus/text', value: 'x' }]
    const refused = await caller.send('PATCH', 'Patient/ada', misfit, { ifMatch: 'W/"99"' }).catch((error: FhirError) => error)
    expect(refused).toMatchObject({ kind: 'precondition-failed' })
  })

  test('that names no version is made on whatever is current: of many at once none is lost', async () => {
    await caller.send('PUT', 'Patient/bo', { ...patient, id: 'bo' })
    const values = Array.from({ length: 8 }, (_, index) => `of ${index}`)
    const answers = await Promise.all(
      values.map((value) => caller.send('PATCH', 'Patient/bo', [{ op: 'add', path: '/name/-', value: { text: value } }])),
    )
    expect(answers.map(({ status }) => status)).toEqual(values.map(() => 200))
    const { name, meta } = await caller.json('GET', 'Patient/bo')
    expect(name.flatMap(({ text }: { text?: string }) => text ?? []).sort()).toEqual(values)
    expect(meta.versionId).toBe('9')
  })

  test.each(['by itself', 'in a transaction'])('also of three times as many as are waited for, %s', async (how) => {
    const id = how === 'by itself' ? 'dora' : 'eli'
    await caller.send('PUT', `Patient/${id}`, { ...patient, id })
    const values = Array.from({ length: 24 }, (_, index) => `of ${String(index).padStart(2, '0')}`)
    const answers = await Promise.all(
      values.map((value) => {
        const adding = [{ op: 'add', path: '/name/-', value: { text: value } }]
        if (how === 'by itself') return caller.send('PATCH', `Patient/${id}`, adding)
        const { resource } = binary('application/json-patch+json', JSON.stringify(adding))
        const entry = [{ resource, request: { method: 'PATCH', url: `Patient/${id}` } }]
        return caller.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })
      }),
    )
    expect(answers.map(({ status }) => status)).toEqual(values.map(() => 200))
    const { name } = await caller.json('GET', `Patient/${id}`)
    expect(name.flatMap(({ text }: { text?: string }) => text ?? []).sort()).toEqual(values)
  })

  test('that tests what it changes is done once, however many ask at once', async () => {
    await caller.send('PUT', 'Patient/cy', { ...patient, id: 'cy' })
    const guarded = [{ op: 'test', path: '/birthDate', value: '2015-03-01' }, ...steps]
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        caller.send('PATCH', 'Patient/cy', guarded).then(
          ({ status }) => String(status),
          ({ kind }: FhirError) => kind,
        ),
      ),
    )
    expect(answers.sort()).toEqual(['200', ...Array.from({ length: 7 }, () => 'rule')])
  })
})
