import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { findingId } from '#interactions/write/finding-task.ts'
import { keepFindings } from '#jobs/keep-findings.ts'
import { programs } from '#programs/index.ts'
import { type Caller, openCaller } from '../interactions/caller.ts'
import { concept, ext, ref } from '../people/spelling.ts'
import { referredOn } from '../programs/cares/clocks/read-one.ts'

let caller: Caller

beforeAll(async () => {
  caller = await openCaller(programs)
  const mother = {
    resourceType: 'RelatedPerson',
    id: 'ma',
    patient: ref('Patient/kit'),
    extension: [ext('legal-authority', { extension: [{ url: 'kind', valueCode: 'parent' }] })],
  }
  for (const resource of [...referredOn('2024-06-01'), mother])
    await caller.context.store.write(caller.context.access, [{ act: 'create', resource: resource as never }])
}, 60_000)
afterAll(() => caller.opened.close())

const task = () => caller.json('GET', `Task/${findingId('CARES-CON-08', 'DocumentReference/iep')}`)
const keep = () => keepFindings(caller.context, ['kit'])

test('CARES-CON-08: an IEP is stored with a warning and a finding; the consent that comes closes what the write opened', async () => {
  const iep = {
    resourceType: 'DocumentReference',
    id: 'iep',
    status: 'current',
    category: [concept('document-kind', 'iep')],
    subject: ref('Patient/kit'),
    date: '2024-06-15T12:00:00Z',
    content: [{ attachment: { contentType: 'application/pdf', title: 'IEP' } }],
  }
  const outcome = await caller.json('PUT', 'DocumentReference/iep', iep, { prefer: { return: 'OperationOutcome' } })
  expect(outcome.issue).toContainEqual(
    expect.objectContaining({
      severity: 'warning',
      details: expect.objectContaining({ coding: [expect.objectContaining({ code: 'CARES-CON-08' })] }),
    }),
  )
  expect(await task()).toMatchObject({ status: 'requested', focus: ref('DocumentReference/iep') })
  expect((await keep()).wrote).toEqual([])
  const consent = {
    resourceType: 'Consent',
    id: 'ferpa',
    status: 'active',
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
    category: [concept('consent-kind', 'ferpa')],
    patient: ref('Patient/kit'),
    dateTime: '2024-06-15',
    performer: [ref('RelatedPerson/ma')],
    policyRule: { text: '34 CFR 99.30' },
    sourceAttachment: { contentType: 'text/plain', data: 'c2lnbmVk' },
    provision: {
      class: [{ system: 'urn:ietf:rfc:3986', code: 'urn:iep' }],
      purpose: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'TREAT' }],
      actor: [
        {
          role: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'IRCP' }] },
          reference: ref('Organization/chc'),
        },
      ],
    },
  }
  const { sourceAttachment: _, ...unsigned } = consent
  await expect(caller.send('PUT', 'Consent/ferpa', unsigned)).rejects.toMatchObject({ kind: 'rule', issues: [{ details: 'CARES-CON-08' }] })
  await keep()
  expect((await task()).status).toBe('requested')
  await caller.send('PUT', 'Consent/ferpa', consent)
  await keep()
  expect((await task()).status).toBe('completed')
})
