import type { EpisodeOfCare } from '@medplum/fhirtypes'
import { addDays, type Day, daysBetween } from '#programs/vocabulary/calendar.ts'
import type { Stage } from './journey/stage.ts'
import { Actor } from './journey/stage.ts'
import { type Cast, child } from './people/child.ts'
import { member } from './people/member.ts'
import { sharedRecords } from './people/providers.ts'
import type { Loaded } from './people/record.ts'

/**
 * The day on which the sample members of this database were told, or `today` when there are none yet: a later start must not
 * tell the same children's stories with other days.
 */
export async function toldOn(stage: Stage, cast: Cast): Promise<Day> {
  const actor = new Actor(stage.fhirBaseUrl, await stage.token('demo-all'))
  const first = child(0, cast)
  const { status, text } = await actor.get(`EpisodeOfCare/${first.id}-enrollment`)
  const start = status === 200 ? (JSON.parse(text) as EpisodeOfCare).period?.start : undefined
  return start === undefined ? cast.today : addDays(cast.today, daysBetween(first.enrolled, start))
}

/**
 * Loads sample members through the front door, chapter by chapter, each on the day it was written down, so that every gate
 * decides as it would have then. What is there already is passed over: a load that was broken off goes on where it stopped.
 *
 * @returns ids of the members, loaded now or earlier
 */
export async function loadPeople(stage: Stage, count: number, cast: Cast): Promise<string[]> {
  const actor = new Actor(stage.fhirBaseUrl, await stage.token('demo-all'))
  stage.turnTo(cast.today)
  if (!(await has(actor, sharedRecords()[0]!))) await actor.load(sharedRecords())
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    const { child: who, chapters } = member(index, cast)
    const caller = new Actor(stage.fhirBaseUrl, await stage.token('demo-all'))
    let written = 0
    for (const { at, title, resources, revisions } of chapters) {
      if (await has(caller, resources[0]!)) continue
      stage.turnTo(at.slice(0, 10))
      await caller.load(resources, revisions).catch((error: { response?: { data: unknown } }) => {
        throw new Error(`${who.id}, ${title}: ${JSON.stringify(error.response?.data ?? String(error))}`)
      })
      written += resources.length
    }
    ids.push(who.id)
    const age = Math.floor((Date.parse(cast.today) - Date.parse(who.birthDate)) / 31_556_952_000)
    stage.tell(
      `${who.id}  ${`${who.given} ${who.family}`.padEnd(28)} ${String(age).padStart(2)}  ${who.story.diagnoses[0]!.display}, ${who.language.display}; ${written === 0 ? 'already here' : `${written} records`}`,
    )
  }
  return ids
}

async function has(actor: Actor, { resourceType, id }: Loaded): Promise<boolean> {
  return (await actor.get(`${resourceType}/${id}`)).status === 200
}
