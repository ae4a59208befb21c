import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Json } from '../interactions/caller.ts'
import { type ServedStore, serveStore } from './served-store.ts'

// CARES-CON-07: what is left out is not told of; that something may be is said to everybody of whom that is true, and always.
const tag = { system: 'https://cares-fhir.example.org/CodeSystem/answer-mark', code: 'may-be-withheld' }
const notice = 'Content that laws of its own protect may be withheld from this answer.'
const clinic = { kind: 'pediatrician', organization: 'Organization/clinic' } as const
let served: ServedStore
let asClinic: string

const condition = (id: string, label?: string) => ({
  resourceType: 'Condition',
  id,
  code: { text: id },
  subject: { reference: 'Patient/dia' },
  ...(label && { meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: label }] } }),
})

beforeAll(async () => {
  served = await serveStore()
  served.setNow('2024-06-15T16:00:00Z')
  const practice = { reference: 'Organization/clinic' }
  await served.seed(
    { resourceType: 'Organization', id: 'clinic', name: 'Clinic' },
    { resourceType: 'Patient', id: 'dia', active: true, birthDate: '1990-01-01', generalPractitioner: [practice] },
    condition('cold'),
  )
  asClinic = await served.tokenFor(clinic)
}, 60_000)
afterAll(() => served.data.close())

const bundles = [
  'Condition',
  'Condition?code=nothing',
  'Condition?patient=dia&_summary=count',
  'Patient?_id=dia&_revinclude=Condition:patient',
  'Organization?_has:Patient:general-practitioner:_id=dia',
  'Patient/dia/Condition',
  'Patient/dia/*',
  '?_type=Condition,Organization',
  'Condition/_history',
  'Condition/cold/_history',
  '_history',
  'Patient/dia/$everything',
]
const others = ['Condition/secret', 'Condition/none', 'Condition/cold', 'Condition/secret/_history/1', 'Condition/cold/$meta']
const graphql = `$graphql?query=${encodeURIComponent('{ ConditionList { id } }')}`

const tagsOf = ({ meta }: Json): string[] => (meta?.tag ?? []).map(({ code }: Json) => code)

describe('CARES-CON-07: content protected by laws of its own is left out', () => {
  test('the answer is the same, letter by letter, before there is any and after; and says both times that it may be withheld', async () => {
    const asked = [...bundles, ...others, graphql]
    const ask = async () => {
      const answers = []
      for (const path of asked) {
        const { status, text, headers } = await served.send('get', path, asClinic)
        const { date, 'x-request-id': id, ...rest } = headers
        answers.push({ path, status, text: text.replaceAll(id ?? '', ''), headers: rest })
      }
      return answers
    }
    const before = await ask()
    await served.seed(condition('secret', 'HIV'), condition('drink', '42CFRPart2'))
    expect(await ask()).toEqual(before)
    expect(before.map(({ headers }) => headers['withholding-notice'])).toEqual(asked.map(() => notice))
    expect(before.filter(({ path }) => others.slice(0, 2).includes(path)).map(({ status }) => status)).toEqual([404, 404])
  })

  test.each(bundles)('a Bundle bears the tag: %s', async (path) => {
    const { body } = await served.send('get', path, asClinic)
    expect(body.resourceType).toBe('Bundle')
    expect(body.meta.tag).toEqual([{ ...tag, display: 'Protected content may be withheld' }])
  })

  test('a batch, a document and a page', async () => {
    const entry = [{ request: { method: 'GET', url: 'Condition' } }]
    const batch = await served
      .send('post', '', asClinic)
      .set('Content-Type', 'application/fhir+json')
      .send({ resourceType: 'Bundle', type: 'batch', entry })
    expect([tagsOf(batch.body), tagsOf(batch.body.entry[0].resource)]).toEqual([[tag.code], [tag.code]])
    const document = await served.send('get', 'Patient/dia/$summary', asClinic)
    expect([tagsOf(document.body), document.headers['withholding-notice']]).toEqual([[tag.code], notice])
    const page = await served.send('get', 'Patient/dia/$summary', asClinic, 'text/html')
    expect(page.text).toContain('Entries that the law protects may be withheld.')
  })

  test('who sees all is not told otherwise: an administrator, a member of their own record', async () => {
    for (const claims of [{ kind: 'system' }, { kind: 'member', fhirUser: 'Patient/dia' }] as const) {
      const token = await served.tokenFor(claims)
      for (const path of ['Condition', 'Patient/dia/$everything', 'Condition/_history']) {
        const { status, body, headers } = await served.send('get', path, token)
        expect([status, tagsOf(body), headers['withholding-notice']]).toEqual([200, [], undefined])
      }
    }
  })

  test('nor is anybody of what is in no record, or of what a token does not open', async () => {
    for (const path of ['Organization', 'Organization/clinic', 'Organization/none', 'Organization/_history']) {
      const { body, headers } = await served.send('get', path, asClinic)
      expect([tagsOf(body), headers['withholding-notice']]).toEqual([[], undefined])
    }
    const narrow = await served.tokenFor(clinic, 'system/Organization.rs')
    for (const path of ['Organization?_revinclude=Patient:general-practitioner', 'Condition', '_history']) {
      expect((await served.send('get', path, narrow)).headers['withholding-notice']).toBeUndefined()
    }
  })
})
