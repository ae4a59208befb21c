import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { canon } from '#fhir/issue.ts'
import { programs } from '#programs/index.ts'
import { completeRecord, rosasDays } from '../../people/complete-record.ts'
import { type Caller, type Json, jsonOf, openCaller, refusal, whole } from '../caller.ts'

// Rosa, an invented girl of eight, as other tests know her; here she is asked about through the operations.

const memberId = '100020003000'
const provider = 'Organization/holyoke-chc'
let caller: Caller

beforeAll(async () => {
  caller = await openCaller(programs)
  // Recorded some weeks after she came in: her assessment has been reviewed by then.
  caller.setNow(`${rosasDays.assessmentReviewed}T16:00:00Z`)
  const entry = completeRecord().map((resource) => ({
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
  }))
  await caller.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })
})
afterAll(() => caller.opened.close())

function parameter(answer: Json, name: string): Json {
  return answer.parameter.find((one: Json) => one.name === name)
}

function own(system: string, code: string): object {
  return { coding: [{ system: `${canon}/CodeSystem/${system}`, code }] }
}

function serviceEvent(activity: string, day: string): Json {
  return {
    resourceType: 'Encounter',
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'HH' },
    type: [own('cares-activity', activity)],
    subject: { reference: 'Patient/rosa' },
    participant: [{ individual: { reference: 'PractitionerRole/obi-role' } }],
    period: { start: `${day}T15:00:00Z`, end: `${day}T15:45:00Z` },
    serviceProvider: { reference: provider },
    extension: [
      { url: `${canon}/StructureDefinition/enrollment`, valueReference: { reference: 'EpisodeOfCare/rosas-enrollment' } },
      { url: `${canon}/StructureDefinition/contact-mode`, valueCode: 'in-person' },
      { url: `${canon}/StructureDefinition/contact-with`, valueCode: 'member' },
      {
        url: `${canon}/StructureDefinition/service-note`,
        valueAnnotation: { authorReference: { reference: 'Practitioner/obi' }, time: `${day}T16:00:00Z`, text: 'Seen at home.' },
      },
    ],
  }
}

describe('$enrollment-status', () => {
  const status = (query: string) => caller.json('GET', `EpisodeOfCare/$enrollment-status?${query}`)

  test('says with whom, since when and who answers, on the first day and not on the day before', async () => {
    const answer = await status(`patient=rosa&on=${rosasDays.enrolled}`)
    expect(parameter(answer, 'enrolled').valueBoolean).toBe(true)
    expect(parameter(answer, 'program').valueCode).toBe('cares')
    expect(parameter(answer, 'provider').valueReference.reference).toBe(provider)
    expect(parameter(answer, 'first-line-contact').valueReference.reference).toBe('PractitionerRole/obi-role')
    // CARES-ELG-01: born 2015-06-12, so the last day is the one before her 21st birthday.
    expect(parameter(answer, 'period').valuePeriod).toEqual({ start: rosasDays.enrolled, end: '2036-06-11' })
    expect((await status('patient=rosa&on=2024-03-14')).parameter).toEqual([{ name: 'enrolled', valueBoolean: false }])
    expect(parameter(await status('patient=rosa&on=2036-06-11'), 'enrolled').valueBoolean).toBe(true)
    expect((await status('patient=rosa&on=2036-06-12')).parameter).toHaveLength(1)
  })

  test('finds the member by member ID', async () => {
    expect(parameter(await status(`member-id=${memberId}`), 'enrolled').valueBoolean).toBe(true)
  })

  test('an unknown member and one who is in no program answer alike', async () => {
    await caller.send('PUT', 'Patient/someone', { resourceType: 'Patient', id: 'someone' })
    const answers = [await status('patient=nobody'), await status('patient=someone'), await status('member-id=999999999999')]
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0].parameter).toEqual([{ name: 'enrolled', valueBoolean: false }])
    expect((await status('patient=rosa&program=csp')).parameter).toEqual([{ name: 'enrolled', valueBoolean: false }])
  })

  test('neither or both ways to name the member are refused, and parameters it does not have', async () => {
    expect((await refusal(status('on=2024-03-15'))).kind).toBe('malformed')
    expect((await refusal(status(`patient=rosa&member-id=${memberId}`))).kind).toBe('malformed')
    expect((await refusal(status('patient=rosa&on=2024-02-30&colour=blue'))).issues).toHaveLength(2)
  })

  test('by POST with Parameters as well', async () => {
    const body = {
      resourceType: 'Parameters',
      parameter: [
        { name: 'patient', valueString: 'rosa' },
        { name: 'on', valueDate: rosasDays.enrolled },
      ],
    }
    expect(parameter(await caller.json('POST', 'EpisodeOfCare/$enrollment-status', body), 'enrolled').valueBoolean).toBe(true)
  })
})

describe('$clocks', () => {
  const stateOn = async (row: string, on: string) => {
    const bundle = await caller.json('GET', `Patient/rosa/$clocks?on=${on}`)
    const task = bundle.entry.map(({ resource }: Json) => resource).find((one: Json) => one.reasonCode.coding[0].code === row)
    return [task.businessStatus.coding[0].code, task.restriction?.period.end]
  }

  test('CARES-ASM-01: due 60 days after the earliest of her three dates, in time on that day', async () => {
    expect(await stateOn('CARES-ASM-01', rosasDays.enrolled)).toEqual(['running', rosasDays.due])
    expect(await stateOn('CARES-ASM-01', rosasDays.assessed)).toEqual(['met', rosasDays.due])
  })

  test('CARES-ICP-01: the draft does not stop it: overdue on the day after it was due', async () => {
    expect(await stateOn('CARES-ICP-01', rosasDays.due)).toEqual(['due-soon', rosasDays.due])
    expect(await stateOn('CARES-ICP-01', '2024-05-04')).toEqual(['overdue', rosasDays.due])
  })

  test('a member who is not there is not found, and nothing was stored by asking', async () => {
    expect((await refusal(caller.send('GET', 'Patient/nobody/$clocks'))).kind).toBe('not-found')
    expect((await caller.json('GET', 'Task?code=program-clock&_summary=count')).total).toBe(0)
  })
})

describe('$billing-eligibility', () => {
  const ask = (query: string) => caller.send('GET', `Patient/rosa/$billing-eligibility?${query}`)
  const payable = (report: Json) => report.group[0].measureScore.value

  test('CARES-PAY-04: one activity does not make a month, two do; as of the moment before it is still one', async () => {
    caller.setNow('2024-05-02T16:00:00Z')
    await caller.send('POST', 'Encounter', serviceEvent('regular-contact', '2024-04-03'))
    const one = jsonOf(await ask('month=2024-04'))
    expect(one).toMatchObject({
      resourceType: 'MeasureReport',
      type: 'individual',
      subject: { reference: 'Patient/rosa' },
      reporter: { reference: provider },
    })
    expect(payable(one)).toBe(0)
    const failed = one.group.filter((group: Json) => group.measureScore.value === 0).map((group: Json) => group.code.coding[0].code)
    expect(failed).toEqual(['payable', 'CARES-PAY-01', 'CARES-PAY-04'])
    // Between the two the database's own clock moves on; record time is the database's.
    const between = (await caller.json('GET', 'Encounter')).entry[0].resource.meta.lastUpdated
    await caller.send('POST', 'Encounter', serviceEvent('care-planning-meeting', '2024-04-30'))
    caller.setNow(new Date(Date.now() + 1000).toISOString())
    expect(payable(jsonOf(await ask('month=2024-04')))).toBe(1)
    expect(payable(jsonOf(await ask(`month=2024-04&as-of=${between}`)))).toBe(0)
    expect((await ask(`month=2024-04&as-of=${between}`)).text).toBe((await ask(`month=2024-04&as-of=${between}`)).text)
  })

  test('the month is asked for, a future moment is not', async () => {
    expect((await refusal(ask('month=2024-13'))).kind).toBe('malformed')
    expect((await refusal(ask(''))).issues[0]?.details).toBe('missing-parameter')
    expect((await refusal(ask('month=2024-04&as-of=2099-01-01T00:00:00Z'))).kind).toBe('malformed')
    expect((await refusal(caller.send('GET', 'Patient/nobody/$billing-eligibility?month=2024-04'))).kind).toBe('not-found')
  })

  test('a provider’s roster answers for each member with the same report, and sums up', async () => {
    const asOf = new Date(Date.now() + 500).toISOString()
    const moment = `month=2024-04&as-of=${asOf}`
    const bundle = await caller.json('GET', `Organization/holyoke-chc/$billing-eligibility?${moment}`)
    const reports = bundle.entry.map(({ resource }: Json) => resource)
    expect(reports.map(({ type }: Json) => type)).toEqual(['individual', 'summary'])
    expect(reports[0]).toEqual(jsonOf(await ask(moment)))
    expect(reports[1].group[0].population.map(({ count }: Json) => count)).toEqual([1, 1])
    const lines = await whole(
      await caller.send('GET', `Organization/holyoke-chc/$billing-eligibility?${moment}`, undefined, { accept: 'ndjson' }),
    )
    expect(
      String(lines.text)
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(reports)
    // As of now is found by search, as of then by the versions: the same members.
    const now = await caller.json('GET', 'Organization/holyoke-chc/$billing-eligibility?month=2024-04')
    expect(now.entry).toHaveLength(2)
    expect((await caller.json('GET', 'Organization/holyoke-chc/$billing-eligibility?month=2024-02')).entry).toHaveLength(1)
  })
})

describe('$propose-icp and $generate-icp', () => {
  const plansOnRecord = async () => (await caller.json('GET', 'CarePlan?patient=rosa&_summary=count')).total

  test('a proposal says what it lacks and why, and stores nothing', async () => {
    caller.setNow(`${rosasDays.met}T16:00:00Z`)
    const before = await plansOnRecord()
    const answer = await caller.json('GET', 'Patient/rosa/$propose-icp')
    const plan = parameter(answer, 'plan').resource
    expect(plan.entry[0].resource).toMatchObject({ resourceType: 'CarePlan', status: 'draft', subject: { reference: 'Patient/rosa' } })
    expect(plan.entry[0].fullUrl).toBe(`http://localhost/fhir/R4/CarePlan/${plan.entry[0].resource.id}`)
    const missing = parameter(answer, 'missing').resource
    expect(missing.resourceType).toBe('OperationOutcome')
    for (const issue of missing.issue.filter(({ severity }: Json) => severity === 'error')) {
      expect(issue.details.coding[0].system).toBe(`${canon}/CodeSystem/requirement`)
    }
    expect(await plansOnRecord()).toBe(before)
    // The same question on the same moment has the same answer, byte by byte.
    expect((await caller.send('GET', 'Patient/rosa/$propose-icp')).text).toBe((await caller.send('GET', 'Patient/rosa/$propose-icp')).text)
  })

  test('generating stores the draft and what it made, and answers with what is stored', async () => {
    const before = await plansOnRecord()
    const answer = await caller.json('POST', 'Patient/rosa/$generate-icp', { resourceType: 'Parameters' })
    const [{ resource: plan }] = parameter(answer, 'plan').resource.entry
    expect(await caller.json('GET', `CarePlan/${plan.id}`)).toEqual(plan)
    expect(plan.meta.versionId).toBe('1')
    expect(await plansOnRecord()).toBeGreaterThan(before)
  })

  test('an assessment of somebody else and a member who is not there are refused', async () => {
    expect((await refusal(caller.send('GET', 'Patient/rosa/$propose-icp?assessment=nobodys'))).kind).toBe('rule')
    expect((await refusal(caller.send('GET', 'Patient/nobody/$propose-icp'))).kind).toBe('not-found')
    expect((await refusal(caller.send('GET', 'Patient/rosa/$generate-icp'))).kind).toBe('not-supported')
  })
})

describe('TIME-11: the same again', () => {
  const visit = () => serviceEvent('team-liaison', '2024-04-09')

  test('a service event sent again is answered with what is stored, whenever that is; told otherwise it is a conflict', async () => {
    caller.setNow('2024-04-10T16:00:00Z')
    const first = await caller.send('POST', 'Encounter', visit())
    expect(first.status).toBe(201)
    for (const later of ['2024-04-10T17:00:00Z', '2024-06-10T16:00:00Z']) {
      caller.setNow(later)
      const again = await caller.send('POST', 'Encounter', visit())
      expect([again.status, jsonOf(again).id, jsonOf(again).meta.versionId]).toEqual([200, jsonOf(first).id, '1'])
    }
    const otherwise = await refusal(caller.send('POST', 'Encounter', { ...visit(), priority: { text: 'urgent' } }))
    expect([otherwise.kind, otherwise.issues.map(({ details }) => details)]).toEqual(['conflict', ['TIME-11']])
  })

  test('one that was marked as entered late is known again as well', async () => {
    caller.setNow('2024-06-10T16:00:00Z')
    const late = () => serviceEvent('team-liaison', '2024-04-11')
    const first = jsonOf(await caller.send('POST', 'Encounter', late()))
    expect(first.meta.tag).toEqual([{ system: `${canon}/CodeSystem/entry-mark`, code: 'late-entry' }])
    const again = await caller.send('POST', 'Encounter', late())
    expect([again.status, jsonOf(again).id]).toEqual([200, first.id])
  })

  test('in a transaction whose other entries point at it, it is a conflict: they cannot be turned to the stored one', async () => {
    const entry = (fullUrl: string, resource: Json) => ({ fullUrl, resource, request: { method: 'POST', url: resource.resourceType } })
    const bundle = (...more: Json[]) => ({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [entry('urn:uuid:6bb1fbc9-2e43-4d0e-8a8d-6b6c2b7ad0c1', visit()), ...more],
    })
    const note = {
      resourceType: 'Communication',
      status: 'completed',
      subject: { reference: 'Patient/rosa' },
      encounter: { reference: 'urn:uuid:6bb1fbc9-2e43-4d0e-8a8d-6b6c2b7ad0c1' },
    }
    const pointing = entry('urn:uuid:6bb1fbc9-2e43-4d0e-8a8d-6b6c2b7ad0c2', note)
    expect((await refusal(caller.send('POST', '', bundle(pointing)))).kind).toBe('conflict')
    expect((await caller.json('POST', '', bundle())).entry[0].response.status).toMatch(/^200/)
  })
})

describe('CARES-ASN-01: a second referral to the same provider', () => {
  const dueOf = async () =>
    (await caller.json('GET', 'Patient/rosa/$clocks?on=2024-03-20')).entry.find(
      ({ resource }: Json) => resource.reasonCode.coding[0].code === 'CARES-ASM-01',
    ).resource.restriction.period.end

  test('is a duplicate; its day is kept with the open one and, being earlier, moves the clock; the same again changes nothing', async () => {
    caller.setNow('2024-05-02T16:00:00Z')
    const open = (await caller.json('GET', 'ServiceRequest?patient=Patient/rosa')).entry
      .map(({ resource }: Json) => resource)
      .find(({ category }: Json) => category?.[0].coding[0].code === 'program-referral')
    const { id, meta: _meta, ...said } = open
    expect((await caller.send('POST', 'ServiceRequest', said)).status).toBe(200)
    expect(await dueOf()).toMatch(/^2024-05-03/)
    const second = { ...said, authoredOn: '2024-03-01', requester: { display: 'A school nurse' } }
    const refused = await refusal(caller.send('POST', 'ServiceRequest', second))
    expect([refused.kind, refused.issues.map(({ details }) => details)]).toEqual(['conflict', ['CARES-ASN-01']])
    const kept = await caller.json('GET', `ServiceRequest/${id}`)
    expect(kept.extension).toEqual([{ url: `${canon}/StructureDefinition/also-referred-on`, valueDate: '2024-03-01' }])
    expect([kept.meta.versionId, kept.authoredOn]).toEqual(['2', open.authoredOn])
    expect(await dueOf()).toMatch(/^2024-04-30/)
    await refusal(caller.send('POST', 'ServiceRequest', second))
    expect((await caller.json('GET', `ServiceRequest/${id}`)).meta.versionId).toBe('2')
    // A transaction leaves nothing behind when it fails.
    const entry = [{ resource: { ...second, authoredOn: '2024-02-28' }, request: { method: 'POST', url: 'ServiceRequest' } }]
    const other = { resource: { resourceType: 'Basic', code: { text: 'x' } }, request: { method: 'POST', url: 'Basic' } }
    await refusal(caller.send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry: [...entry, other] }))
    expect((await caller.json('GET', `ServiceRequest/${id}`)).meta.versionId).toBe('2')
  })
})

describe('$record-follow-up', () => {
  const referral = {
    resourceType: 'ServiceRequest',
    id: 'rosas-speech',
    status: 'active',
    intent: 'order',
    category: [own('referral-kind', 'service-referral')],
    code: { text: 'Speech therapy' },
    subject: { reference: 'Patient/rosa' },
    authoredOn: '2024-04-25',
    requester: { reference: 'PractitionerRole/obi-role' },
    performer: [{ reference: 'Organization/holyoke-chc' }],
    occurrenceDateTime: '2024-05-10',
  }
  const record = (answers: Record<string, string | boolean>) =>
    caller.send('POST', 'ServiceRequest/rosas-speech/$record-follow-up', {
      resourceType: 'Parameters',
      parameter: Object.entries(answers).map(([name, value]) => ({
        name,
        [typeof value === 'boolean' ? 'valueBoolean' : 'valueString']: value,
      })),
    })
  const answered = { 'made-on': '2024-05-20', informant: 'representative', received: true, 'met-need': true }

  beforeAll(async () => {
    caller.setNow('2024-06-01T16:00:00Z')
    await caller.send('PUT', 'ServiceRequest/rosas-speech', referral)
  })

  test('CARES-MON-05: an answer that is not whole is refused with everything that it lacks', async () => {
    const { kind, issues } = await refusal(record({ received: true }))
    expect(kind).toBe('rule')
    expect(issues.map(({ details, code }) => [details, code])).toEqual(Array(3).fill(['CARES-MON-05', 'required']))
    expect((await refusal(record({ ...answered, informant: 'neighbor' }))).issues[0]?.code).toBe('code-invalid')
    expect((await refusal(record({ ...answered, 'made-on': '2024-06-02' }))).issues[0]?.code).toBe('value')
  })

  test('CARES-MON-07: the reason other is told in words', async () => {
    expect((await refusal(record({ 'reason-not-made': 'other' }))).issues[0]?.details).toBe('CARES-MON-07')
    const task = jsonOf(await record({ 'reason-not-made': 'member-unreachable' }))
    expect(task).toMatchObject({ resourceType: 'Task', status: 'failed', focus: { reference: 'ServiceRequest/rosas-speech' } })
    // 30 days after 10 May.
    expect(task.restriction.period.end).toBe('2024-06-09')
  })

  test('CARES-MON-06: made the day before the service it closes nothing, on the day it does, on the same task', async () => {
    const early = jsonOf(await record({ ...answered, 'made-on': '2024-05-09' }))
    expect(early.status).toBe('in-progress')
    const done = jsonOf(await record({ ...answered, 'made-on': '2024-05-10', note: 'It helps.' }))
    expect([done.id, done.status, done.note.at(-1).text]).toEqual([early.id, 'completed', 'It helps.'])
    expect(done.output).toHaveLength(4)
  })

  test('what is no referral to a service has no follow-up, and a GET changes nothing', async () => {
    expect((await refusal(caller.send('POST', 'ServiceRequest/rosas-referral-in/$record-follow-up'))).kind).toBe('rule')
    expect((await refusal(caller.send('POST', 'ServiceRequest/none/$record-follow-up'))).kind).toBe('not-found')
    expect((await refusal(caller.send('GET', 'ServiceRequest/rosas-speech/$record-follow-up'))).kind).toBe('not-supported')
  })
})
