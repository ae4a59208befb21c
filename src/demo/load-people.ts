import type { Stage } from './journey/stage.ts'
import { Actor } from './journey/stage.ts'
import type { Cast } from './people/child.ts'
import { member } from './people/member.ts'
import { sharedRecords } from './people/providers.ts'
import type { Loaded } from './people/record.ts'

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
    const { child, chapters } = member(index, cast)
    const caller = new Actor(stage.fhirBaseUrl, await stage.token('demo-all'))
    let written = 0
    for (const { at, title, resources, revisions } of chapters) {
      if (await has(caller, resources[0]!)) continue
      stage.turnTo(at.slice(0, 10))
      await caller.load(resources, revisions).catch((error: { response?: { data: unknown } }) => {
        throw new Error(`${child.id}, ${title}: ${JSON.stringify(error.response?.data ?? String(error))}`)
      })
      written += resources.length
    }
    ids.push(child.id)
    const age = Math.floor((Date.parse(cast.today) - Date.parse(child.birthDate)) / 31_556_952_000)
    stage.tell(
      `${child.id}  ${`${child.given} ${child.family}`.padEnd(28)} ${String(age).padStart(2)}  ${child.story.diagnoses[0]!.display}, ${child.language.display}; ${written === 0 ? 'already here' : `${written} records`}`,
    )
  }
  return ids
}

async function has(actor: Actor, { resourceType, id }: Loaded): Promise<boolean> {
  return (await actor.get(`${resourceType}/${id}`)).status === 200
}
