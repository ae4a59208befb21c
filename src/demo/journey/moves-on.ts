import type { EpisodeOfCare, Parameters } from '@medplum/fhirtypes'
import { addDays, addMonths, type Day } from '#programs/vocabulary/calendar.ts'
import { team as careTeam, enrollment } from '../people/arrival.ts'
import type { Child } from '../people/child.ts'
import { intake } from '../people/intake.ts'
import { event } from '../people/months.ts'
import { providers } from '../people/providers.ts'
import { concept, ext, type Loaded, own, to } from '../people/record.ts'
import { answerOf } from './is-paid-for.ts'
import { Actor, refused } from './stage.ts'
import type { Script, Story } from './story.ts'

/** A transfer to another provider in the middle of a month, and what the plan is told about the enrollment. */
export async function movesOn({ stage, child, enrolled, team }: Script): Promise<Pick<Story, 'transfer' | 'enrollment'>> {
  const month = addMonths(`${enrolled.slice(0, 7)}-01`, 4).slice(0, 7)
  const last = `${month}-14`
  const provider = providers[(providers.indexOf(child.provider) + 1) % providers.length]!
  const next: Child = { ...child, provider, coordinator: provider.staff['care-coordinator'], enrolled: addDays(last, 1) }

  stage.turnTo(addDays(last, -2))
  await team.save(event(child, 'journey-last-visit', 'regular-contact', `${month}-05`, child.coordinator))
  await team.load([...intake(next).map((record) => renamed(record, child.id)), renamed(careTeam(next), child.id)])
  stage.turnTo(last)
  await team.change<Loaded & EpisodeOfCare>('EpisodeOfCare', `${child.id}-enrollment`, (episode) => ({
    ...episode,
    status: 'finished',
    period: { ...episode.period, end: last },
    extension: [...(episode.extension ?? []), ext('removal-reason', { valueCodeableConcept: concept(own('removal-reason', 'transfer')) })],
  }))
  const overlap = await refused(team.save(successor(last)))
  stage.tell(
    `${child.provider.name} ends on ${last}; ${provider.name} from that same day: refused (${overlap.status}) ${overlap.rows.join(', ')}`,
  )

  stage.turnTo(addDays(last, 1))
  await team.save(successor(addDays(last, 1)))
  stage.tell(`from ${addDays(last, 1)} it is accepted`)
  stage.turnTo(`${month}-28`)
  await team.load(
    [
      event(next, 'journey-new-visit', 'regular-contact', `${month}-18`, next.coordinator),
      event(next, 'journey-new-call', 'team-liaison', `${month}-25`, next.coordinator),
    ].map((record) => renamed(record, child.id)),
  )

  stage.turnTo()
  const ask = async (organization: string) =>
    answerOf((await team.get(`Patient/${child.id}/$billing-eligibility?month=${month}&provider=${organization.split('/')[1]}`)).text)
  const [old, then] = [await ask(child.provider.organization), await ask(provider.organization)]
  stage.tell(
    `the month of transfer, ${month}: ${child.provider.name} ${old.payable ? 'payable' : 'not payable'} (${old.failed.join(', ')}), ${provider.name} ${then.payable ? 'payable' : 'not payable'}`,
  )

  const plan = new Actor(stage.fhirBaseUrl, await stage.token('demo-health-plan'))
  const status = async (member: string, on: Day) =>
    JSON.parse((await plan.get(`EpisodeOfCare/$enrollment-status?member-id=${member}&on=${on}&program=cares`)).text) as Parameters
  const answers = {
    before: await status(child.memberId, addDays(enrolled, -1)),
    during: await status(child.memberId, enrolled),
    unknown: await status('999999999999', enrolled),
  }
  stage.tell(
    `the health plan asks: enrolled the day before? ${enrolledIn(answers.before)}; on the first day? ${enrolledIn(answers.during)}; a member nobody knows? ${enrolledIn(answers.unknown)}`,
  )
  return { transfer: { overlap, gapDays: 0, month, old, next: then }, enrollment: answers }

  function successor(start: Day): Loaded & EpisodeOfCare {
    const episode = renamed(enrollment(next), child.id) as Loaded & EpisodeOfCare
    return {
      ...episode,
      period: { start },
      extension: [...(episode.extension ?? []), ext('transferred-from', { valueReference: to(`EpisodeOfCare/${child.id}-enrollment`) })],
    }
  }
}

function enrolledIn(parameters: Parameters): string {
  return parameters.parameter?.find(({ name }) => name === 'enrolled')?.valueBoolean ? 'yes' : 'no'
}

/** The second provider's records stand beside the first one's: same child, ids of their own. */
function renamed(record: Loaded, childId: string): Loaded {
  const kept = new Set([`Patient/${childId}`, ...[1, 2].map((number) => `RelatedPerson/${childId}-parent-${number}`)])
  const text = JSON.stringify({ ...record, id: `${record.id}-2` }).replace(/"reference":"([^"]+)"/g, (whole, reference: string) =>
    reference.split('/')[1]?.startsWith(childId) && !kept.has(reference) ? `"reference":"${reference}-2"` : whole,
  )
  return JSON.parse(text) as Loaded
}
