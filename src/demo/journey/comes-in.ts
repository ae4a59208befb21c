import type { Bundle, EpisodeOfCare } from '@medplum/fhirtypes'
import { addDays } from '#programs/vocabulary/calendar.ts'
import { team as careTeam, cover, enrollment, people } from '../people/arrival.ts'
import { health } from '../people/health.ts'
import { intake } from '../people/intake.ts'
import type { Loaded } from '../people/record.ts'
import { refused } from './stage.ts'
import type { Script, Story } from './story.ts'

/** Referral, a first attempt to enroll that is refused with every reason, evaluation and consent, enrollment. */
export async function comesIn({
  stage,
  child,
  enrolled,
  team,
}: Script): Promise<Pick<Story, 'refusedEnrollment' | 'proposedEnd' | 'clocks'>> {
  const records = intake(child)
  const referral = records.slice(0, 2)

  stage.turnTo(addDays(enrolled, -9))
  await team.load([...people(child), ...health(child), ...referral, careTeam(child)])
  stage.tell(
    `${child.given} ${child.family}, born ${child.birthDate}, is referred by the pediatrician: ${child.story.diagnoses.map(({ display }) => display).join('; ')}`,
  )

  stage.turnTo(enrolled)
  const episode = enrollment(child) as Loaded & EpisodeOfCare
  const refusedEnrollment = await refused(team.save(episode))
  stage.tell(`an enrollment at this point is refused (${refusedEnrollment.status}), with every reason at once:`)
  for (const { row, says } of refusedEnrollment.issues) stage.tell(`    ${row}: ${says}`)

  await team.load([...cover(child), ...records.slice(2)])
  stage.tell('evaluated, cover checked, program and rights explained, choice made, consent and release signed')

  const saved = await team.save(episode)
  stage.tell(
    `enrolled with ${child.provider.name} from ${saved.period?.start}; the server proposes the last eligible day as the end: ${saved.period?.end}`,
  )

  const { text } = await team.get(`Patient/${child.id}/$clocks?on=${enrolled}`)
  const clocks = ((JSON.parse(text) as Bundle).entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === 'Task'
      ? [
          {
            row: resource.reasonCode?.coding?.[0]?.code ?? '',
            due: resource.restriction?.period?.end,
            state: resource.businessStatus?.coding?.[0]?.code ?? '',
          },
        ]
      : [],
  )
  stage.tell('clocks that now run:')
  for (const { row, due, state } of clocks.filter(({ state }) => state !== 'not-started' && state !== 'not-applicable'))
    stage.tell(`    ${row}: ${state}, due ${due}`)
  return { refusedEnrollment, proposedEnd: saved.period?.end, clocks }
}
