import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Caller as Asking, AuditedRequest } from '#auth/access-plan.ts'
import { compileAccess } from '#auth/compile-access.ts'
import { canon } from '#fhir/issue.ts'
import { auditEventOf } from '#interactions/audit/audit-event.ts'
import { auditLines } from '#interactions/audit/lines.ts'
import { programs } from '#programs/index.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { type Caller, type Json, openCaller, refusal } from '../caller.ts'

// A hospital meets a child it never saw before. What it opens is open to its one token, for that child, for a while.
const spread = process.env.STORE_DISTRIBUTED === '1'
const suite = spread ? describe.skip : describe
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
const noon = '2024-06-15T16:00:00.000Z'
const reason = { resourceType: 'Parameters', parameter: [{ name: 'reason', valueString: 'Unconscious on arrival' }] }
let caller: Caller

const tokens: Record<string, Buffer> = {}
async function tokenOf(name: string): Promise<Buffer> {
  tokens[name] ??= Buffer.alloc(32, Object.keys(tokens).length + 1)
  await caller.opened.tokens.insertToken({
    hash: tokens[name],
    clientId: name,
    scope: '',
    expiresAt: new Date(Date.now() + 600_000).toISOString(),
  })
  return tokens[name]
}

/** Somebody at the other hospital, with a token of their own. */
async function somebody(kind: Asking['kind'], token = 'one', more: Partial<Asking> = {}, now = noon): Promise<Caller> {
  const hash = await tokenOf(token)
  const access = compileAccess({ clientId: 'er', kind, organization: 'Organization/er', ...more }, 'system/*.cruds', hash, {
    now: () => new Date(now),
  })
  const request: AuditedRequest = { id: 'r', patients: new Set(), written: 0 }
  return caller.as({ ...access, request })
}

const condition = (id: string, member: string, label?: string) => ({
  resourceType: 'Condition',
  id,
  code: { text: id },
  subject: { reference: `Patient/${member}` },
  ...(label && { meta: { security: [{ system: actCode, code: label }] } }),
})
const seenBy = async (who: Caller): Promise<string[]> => {
  const { entry = [] } = await who.json('GET', 'Condition')
  return entry.map(({ resource }: Json) => resource.id).sort()
}

beforeAll(async () => {
  caller = await openCaller(programs)
  for (const id of ['child', 'other']) {
    await caller.send('PUT', `Patient/${id}`, { resourceType: 'Patient', id, name: [{ family: id }], birthDate: '2015-01-01' })
    for (const [name, label] of [['asthma'], ['opioid', '42CFRPart2'], ['virus', 'HIV'], ['grief', 'PSY']] as const)
      await caller.send('PUT', `Condition/${id}-${name}`, condition(`${id}-${name}`, id, label))
  }
  await caller.context.store.write(caller.context.access, [
    {
      act: 'create',
      resource: {
        resourceType: 'RelatedPerson',
        id: 'mother',
        patient: { reference: 'Patient/child' },
        extension: [{ url: `${canon}/StructureDefinition/legal-authority`, extension: [{ url: 'kind', valueCode: 'parent' }] }],
      },
    },
    {
      act: 'create',
      resource: {
        resourceType: 'EpisodeOfCare',
        id: 'e',
        status: 'active',
        patient: { reference: 'Patient/child' },
        managingOrganization: { reference: 'Organization/clinic' },
      },
    },
  ])
}, 60_000)
afterAll(() => caller.opened.close())

suite('CARES-EMG-02: $break-glass', () => {
  test('nothing before; then that child, for that token, without what is protected; a minute before it closes, and when it does', async () => {
    const er = await somebody('hospital')
    expect(await seenBy(er)).toEqual([])
    expect((await refusal(er.send('GET', 'Patient/child'))).kind).toBe('not-found')
    const answer = await er.json('POST', 'Patient/child/$break-glass', reason)
    expect(answer).toEqual({ resourceType: 'Parameters', parameter: [{ name: 'until', valueInstant: '2024-06-15T16:30:00.000Z' }] })
    expect(await seenBy(er)).toEqual(['child-asthma'])
    expect((await er.json('GET', 'Patient/child')).name[0].family).toBe('child')
    expect(await seenBy(await somebody('hospital', 'another'))).toEqual([])
    expect(await seenBy(await somebody('hospital', 'one', {}, '2024-06-15T16:29:59.999Z'))).toEqual(['child-asthma'])
    expect(await seenBy(await somebody('hospital', 'one', {}, '2024-06-15T16:30:00.000Z'))).toEqual([])
  })

  test('it opens reading alone: nothing is changed, and the history of what is protected stays closed', async () => {
    const er = await somebody('care-team')
    await er.send('POST', 'Patient/child/$break-glass', reason)
    expect(await seenBy(er)).toEqual(['child-asthma'])
    const change = er.send('PUT', 'Condition/child-asthma', condition('child-asthma', 'child'))
    expect((await refusal(change)).kind).toBe('not-found')
    expect((await refusal(er.send('DELETE', 'Condition/child-asthma'))).kind).toBe('not-found')
    expect((await refusal(er.send('GET', 'Condition/child-virus/_history/1'))).kind).toBe('not-found')
  })

  test('a token that is revoked opens nothing, and what it had opened closes', async () => {
    const er = await somebody('hospital', 'revoked')
    await er.send('POST', 'Patient/child/$break-glass', reason)
    await caller.opened.tokens.revokeToken(tokens.revoked!)
    expect((await refusal(er.send('GET', 'Patient/child'))).kind).toBe('unauthenticated')
    expect((await refusal(er.send('POST', 'Patient/child/$break-glass', reason))).kind).toBe('unauthenticated')
  })

  test('never longer than the token lives', async () => {
    const hash = await tokenOf('short')
    const expiresAt = new Date(Date.now() + 60_000).toISOString()
    await caller.opened.tokens.insertToken({ hash, clientId: 'short', scope: '', expiresAt })
    const now = () => new Date()
    const access = compileAccess({ clientId: 'er', kind: 'ed', organization: 'Organization/er' }, 'system/*.rs', hash, { now })
    const answer = await caller.as(access).with({ access, now }).json('POST', 'Patient/child/$break-glass', reason)
    expect(answer.parameter[0].valueInstant).toBe(expiresAt)
  })

  test('a Task asks whoever carries the enrollment whether it was an emergency; those who watch hear of it', async () => {
    const heard: object[] = []
    const er = (await somebody('ed', 'alarm', { purpose: 'ETREAT' })).with({ alert: (what) => heard.push(what) })
    await er.send('POST', 'Patient/child/$break-glass', reason)
    expect(heard).toEqual([{ event: 'break-glass', client: 'er', request: 'r' }])
    const { entry } = await caller.json('GET', `Task?patient=child&code=emergency-access-review&_sort=-_lastUpdated`)
    expect(entry[0].resource).toMatchObject({
      status: 'requested',
      priority: 'urgent',
      owner: { reference: 'Organization/clinic' },
      requester: { reference: 'Organization/er' },
      reasonCode: { coding: [{ code: 'CARES-EMG-02' }], text: 'Unconscious on arrival' },
      executionPeriod: { start: noon, end: '2024-06-15T16:30:00.000Z' },
    })
    // Whoever broke the glass does not close the question.
    const task = entry[0].resource
    expect((await refusal(er.send('PUT', `Task/${task.id}`, { ...task, status: 'completed' }))).kind).toBe('not-found')
  })

  test('the trail says BTG of the act, and of each read while it is open', async () => {
    const now = () => new Date()
    const er = (await somebody('hospital', 'told', {}, now().toISOString())).with({ now })
    await er.send('POST', 'Patient/other/$break-glass', reason)
    const { access } = er.context
    const lines = (request: AuditedRequest) =>
      auditLines({ access: { ...access, request }, interaction: 'read', path: 'Patient/other', query: '', status: 200 })
    expect(access.request?.purpose).toBe('BTG')
    await caller.opened.audit.record(lines({ id: 'r2', patients: new Set(['other']), written: 0 }))
    await caller.opened.audit.record(lines({ id: 'r3', patients: new Set(['child']), written: 0 }))
    const { lines: kept } = await caller.opened.audit.find({ client: 'er', count: 2 })
    expect(kept.map(({ patient, purpose }) => [patient, purpose])).toEqual([
      ['child', undefined],
      ['other', 'BTG'],
    ])
  })
})

suite('CARES-EMG-02: what the audit events of an emergency say', () => {
  const eventOf = async (er: Caller, path: string) => {
    const { access } = er.context
    const interaction = path.includes('$') ? 'operation' : 'read'
    await caller.opened.audit.record(auditLines({ access, interaction, path, query: '', status: 200 }))
    const { lines } = await caller.opened.audit.find({ client: 'er', count: 1 })
    return auditEventOf(lines[0]!, 'http://localhost/fhir/R4')
  }

  test('of the act: reason, purpose, review Task and the token that it is bound to; of each read under it the same but the reason', async () => {
    const now = () => new Date()
    const er = (await somebody('hospital', 'events', {}, now().toISOString())).with({ now })
    await er.send('POST', 'Patient/child/$break-glass', reason)
    const { entry } = await caller.json('GET', 'Task?patient=child&code=emergency-access-review&_sort=-_lastUpdated')
    const task = { what: { reference: `Task/${entry[0].resource.id}` }, detail: [{ valueString: 'emergency' }] }
    const policy = [`${canon}/CodeSystem/access-ground#emergency`, `urn:sha256:${tokens.events!.toString('hex', 0, 8)}`]
    const act = await eventOf(er, 'Patient/child/$break-glass')
    expect(act.purposeOfEvent?.[0]?.coding?.[0]?.code).toBe('BTG')
    expect(act.outcomeDesc).toContain('Reason given: Unconscious on arrival')
    expect(act.agent[0]?.policy).toEqual(policy)
    expect(act.entity).toContainEqual(expect.objectContaining({ ...task, detail: [expect.objectContaining(task.detail[0]!)] }))

    const reads = er.as({ ...er.context.access, request: { id: 'r9', patients: new Set(), written: 0 } })
    await reads.send('GET', 'Condition/child-asthma')
    const read = await eventOf(reads, 'Condition/child-asthma')
    expect(read.purposeOfEvent?.[0]?.coding?.[0]?.code).toBe('BTG')
    expect(read.outcomeDesc).not.toContain('Reason given')
    expect(read.agent[0]?.policy).toEqual(policy)
    expect(read.entity).toContainEqual(expect.objectContaining({ ...task, detail: [expect.objectContaining(task.detail[0]!)] }))
  })

  test('who treats the child is let in by that, and by the opening besides', async () => {
    const encounter = {
      resourceType: 'Encounter',
      id: 'here',
      status: 'in-progress',
      subject: { reference: 'Patient/child' },
      serviceProvider: { reference: 'Organization/er' },
    }
    await caller.context.store.write(caller.context.access, [{ act: 'create', resource: encounter }])
    const er = await somebody('hospital', 'both')
    await er.send('POST', 'Patient/child/$break-glass', reason)
    const reads = er.as({ ...er.context.access, request: { id: 'r10', patients: new Set(), written: 0 } })
    await reads.send('GET', 'Condition/child-asthma')
    expect([...(reads.context.access.request?.grounds?.get('child') ?? [])].map((ground) => ground.split(' ')[0]).sort()).toEqual([
      'emergency',
      'treating',
    ])
    await caller.context.store.write(caller.context.access, [{ act: 'delete', type: 'Encounter', id: 'here' }])
  })
})

suite('attack: breaking the glass without right', () => {
  test.each(['family-support', 'senior-medical-professional', 'program-director', 'biller'] as const)(
    'a %s of a CARES team',
    async (role) => {
      const narrow = await somebody('care-team', 'one', { roles: [role] })
      expect((await refusal(narrow.send('POST', 'Patient/child/$break-glass', reason))).kind).toBe('forbidden')
    },
  )

  test.each([
    ...([
      'ems',
      'health-plan',
      'masshealth',
      'member',
      'family',
      'system',
      'specialist',
      'tpa',
      'state-agency',
      'ltss-cp',
      'bh-cp',
    ] as const),
    ...(['waiver-manager', 'ltss-provider', 'one-care', 'csp', 'cca'] as const),
  ])('%s', async (kind) => {
    const who = await somebody(kind, `as-${kind}`)
    const [known, unknown] = ['child', 'nobody'].map((id) => refusal(who.send('POST', `Patient/${id}/$break-glass`, reason)))
    expect([(await known)!.kind, (await unknown)!.kind]).toEqual(['forbidden', 'forbidden'])
  })

  test('for another purpose than treatment', async () => {
    const payer = await somebody('hospital', 'paying', { purpose: 'HPAYMT' })
    expect((await refusal(payer.send('POST', 'Patient/child/$break-glass', reason))).kind).toBe('forbidden')
  })

  test.each([
    ['no reason', { resourceType: 'Parameters', parameter: [] }],
    ['an empty one', { resourceType: 'Parameters', parameter: [{ name: 'reason', valueString: '   ' }] }],
    ['one that is no reason but a book', { resourceType: 'Parameters', parameter: [{ name: 'reason', valueString: 'x'.repeat(1001) }] }],
  ])('%s', async (_, body) => {
    const er = await somebody('hospital', 'silent')
    expect((await refusal(er.send('POST', 'Patient/child/$break-glass', body))).kind).toBe('malformed')
    expect(await seenBy(er)).toEqual([])
  })

  test('the reason in the address, where it would be written down', async () => {
    const er = await somebody('hospital', 'silent')
    expect((await refusal(er.send('POST', 'Patient/child/$break-glass?reason=Unconscious', reason))).kind).toBe('malformed')
  })

  test('another than the patient in context of the launch: as if there were nobody, and nobody is alarmed', async () => {
    const er = await somebody('hospital', 'launched')
    const heard: object[] = []
    const plan = compileAccess(
      { clientId: 'app', kind: 'hospital', organization: 'Organization/er', patient: 'other' },
      'patient/*.rs',
      er.context.access.tokenHash!,
      { now: () => new Date(noon) },
    )
    const app = caller.as(plan).with({ access: plan, alert: (what) => heard.push(what) })
    const [known, unknown] = ['child', 'nobody'].map((id) => refusal(app.send('POST', `Patient/${id}/$break-glass`, reason)))
    expect([(await known)!.kind, (await unknown)!.kind, heard]).toEqual(['not-found', 'not-found', []])
    expect(await seenBy(er)).toEqual([])
    await app.send('POST', 'Patient/other/$break-glass', reason)
    expect([await seenBy(app), heard.length]).toEqual([['other-asthma'], 1])
  })

  test('somebody who is not there', async () => {
    const er = await somebody('hospital', 'silent')
    expect((await refusal(er.send('POST', 'Patient/nobody/$break-glass', reason))).kind).toBe('not-found')
  })
})

suite('AMB-31: what the law keeps stays closed without its own exception', () => {
  test('the member’s exception for emergencies opens what it names; its end closes it', async () => {
    const er = await somebody('hospital', 'excepted')
    await er.send('POST', 'Patient/child/$break-glass', reason)
    const consent = {
      resourceType: 'Consent',
      id: 'x',
      status: 'active',
      scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
      category: [{ coding: [{ system: `${canon}/CodeSystem/consent-kind`, code: 'emergency-exception' }] }],
      policyRule: { coding: [{ system: actCode, code: 'OPTIN' }] },
      patient: { reference: 'Patient/child' },
      dateTime: '2024-01-01',
      performer: [{ reference: 'RelatedPerson/mother' }],
      provision: { type: 'permit', securityLabel: [{ system: actCode, code: 'HIV' }] },
    }
    await caller.send('PUT', 'Consent/x', consent)
    expect(await seenBy(er)).toEqual(['child-asthma', 'child-virus'])
    // An exception for emergencies is none for everyday.
    const everyday = await somebody('hospital', 'everyday')
    expect(await seenBy(everyday)).toEqual([])
    await caller.send('PUT', 'Consent/x', { ...consent, status: 'inactive' })
    expect(await seenBy(er)).toEqual(['child-asthma'])
  })

  test('emergency-protected-data = break-glass: the documented act is the exception for Part 2 and HIV, never for mental health', async () => {
    const settings = settingsFrom({ 'emergency-protected-data': [{ from: '2024-01-01', value: 'break-glass' }] })
    const er = (await somebody('hospital', 'documented')).with({ settings })
    await er.send('POST', 'Patient/child/$break-glass', reason)
    expect(await seenBy(er)).toEqual(['child-asthma', 'child-opioid', 'child-virus'])
  })
})
