import type { Task } from '@medplum/fhirtypes'
import { addDays, type Day } from '#programs/vocabulary/calendar.ts'
import { specialist } from '../people/providers.ts'
import { claims, concept, type Loaded, narrative, own, to } from '../people/record.ts'
import { refused } from './stage.ts'
import type { Script, Story } from './story.ts'

/** Two referrals, each with a visit: one followed up on day 30 after it, one on day 31. */
export async function isReferred({ stage, child, enrolled, team }: Script): Promise<Pick<Story, 'followUp'>> {
  const authored = addDays(enrolled, 45)
  const scheduled = addDays(enrolled, 55)
  stage.turnTo(authored)
  await team.load([...referral(1, authored, scheduled), ...referral(2, authored, scheduled)])
  stage.tell(
    `two referrals on ${authored}, both visits on ${scheduled}: ${child.story.referrals[0]!.service}; ${child.story.referrals[1]!.service}`,
  )

  const record = (number: number, parameters: Record<string, string | boolean>) =>
    team.client.operation({
      resourceType: 'ServiceRequest',
      id: `${child.id}-journey-referral-${number}`,
      name: '$record-follow-up',
      method: 'POST',
      input: { resourceType: 'Parameters', parameter: Object.entries(parameters).map(([name, value]) => parameter(name, value)) } as never,
    }) as unknown as Promise<Task>
  const answers = { informant: 'representative', received: true, 'met-need': true }

  const thirty = addDays(scheduled, 30)
  stage.turnTo(thirty)
  await record(1, { ...answers, 'made-on': thirty })
  const dayThirty = await clockOf(1, thirty)
  stage.tell(`the first is followed up on ${thirty}, day 30: ${dayThirty}`)

  const late = addDays(scheduled, 31)
  stage.turnTo(late)
  const dayThirtyOneRefused = await refused(record(2, { ...answers, 'made-on': late }))
  stage.tell(`the second on ${late}, day 31, without a reason: refused, ${dayThirtyOneRefused.rows.join(', ')}`)
  await record(2, {
    ...answers,
    'made-on': late,
    'reason-not-made': 'member-hospitalized',
    note: 'In hospital from day 24 to day 31; reached at home the same evening.',
  })
  const dayThirtyOne = await clockOf(2, late)
  stage.tell(`with the reason it is ${dayThirtyOne}`)
  return { followUp: { dayThirty, dayThirtyOneRefused, dayThirtyOne } }

  function referral(number: number, on: Day, visit: Day): Loaded[] {
    const id = `${child.id}-journey-referral-${number}`
    const told = child.story.referrals[number - 1]!
    const performer = specialist(child.story.specialists[number - 1]!)
    return [
      {
        resourceType: 'ServiceRequest',
        id,
        meta: claims('cares-referral'),
        text: narrative(`Referral: ${told.service}`),
        status: 'active',
        intent: 'order',
        category: [concept(own('referral-kind', 'service-referral'))],
        code: { text: told.service },
        subject: to(`Patient/${child.id}`),
        authoredOn: on,
        requester: to(child.coordinator),
        performer: [to(performer)],
        reasonCode: [{ text: told.reason }],
      },
      {
        resourceType: 'Appointment',
        id: `${id}-visit`,
        text: narrative(told.service),
        status: 'booked',
        basedOn: [to(`ServiceRequest/${id}`)],
        created: `${on}T17:00:00Z`,
        start: `${visit}T14:00:00Z`,
        end: `${visit}T15:00:00Z`,
        participant: [
          { actor: to(`Patient/${child.id}`), status: 'accepted' },
          { actor: to(performer), status: 'accepted' },
        ],
      },
      {
        resourceType: 'Task',
        id: `${id}-follow-up`,
        meta: claims('cares-referral-follow-up'),
        text: narrative(`Follow up: ${told.service}`),
        status: 'requested',
        intent: 'order',
        code: concept(own('task-kind', 'referral-follow-up')),
        focus: to(`ServiceRequest/${id}`),
        for: to(`Patient/${child.id}`),
        authoredOn: `${on}T17:00:00Z`,
        requester: to(child.coordinator),
        owner: to(child.coordinator),
        restriction: { period: { end: addDays(visit, 30) } },
      },
    ]
  }

  async function clockOf(number: number, on: Day): Promise<string> {
    const { text } = await team.get(`Patient/${child.id}/$clocks?on=${on}`)
    const tasks = ((JSON.parse(text) as { entry?: { resource?: Task }[] }).entry ?? []).map(({ resource }) => resource)
    const about = `${child.id}-journey-referral-${number}`
    // What starts the clock is the visit, so that is what it names.
    const clock = tasks.find((task) => task?.reasonCode?.coding?.[0]?.code === 'CARES-MON-06' && JSON.stringify(task).includes(about))
    return clock?.businessStatus?.coding?.[0]?.code ?? 'no clock'
  }
}

function parameter(name: string, value: string | boolean): object {
  if (typeof value === 'boolean') return { name, valueBoolean: value }
  if (name === 'made-on') return { name, valueDate: value }
  return name === 'note' ? { name, valueString: value } : { name, valueCode: value }
}
