import type { Way } from '#auth/access-plan.ts'
import { labelsOf, tiesOn } from '#storage/access/grounds.ts'
import { tiesOf, typeOfGround } from '#storage/access/ties.ts'
import type { ResourceJson, Stored } from '#storage/store.ts'
import type { Context } from '../contract.ts'
import { serverSight } from '../sight.ts'

/**
 * The records by which a way led to a resource: what ties one of its parties to the member, and the releases that open what
 * the resource is labelled with. References only.
 */
export async function whatDecided(context: Context, { tied, also = [], withheld }: Way, stored: Stored): Promise<string[]> {
  const { member } = stored
  if (member === undefined) return []
  const grounds = [...(tied?.grounds ?? []), ...also.flatMap((bond) => bond.grounds)]
  const types = [...new Set([...grounds.map((ground) => typeOfGround[ground]), ...(withheld ? ['Consent'] : [])])]
  if (types.length === 0) return []
  const found = await context.store.gather(serverSight(context.access), { members: [member], types })
  const at = context.now().toISOString()
  const ties = found.flatMap(({ type, id, text }) =>
    tiesOf(JSON.parse(text) as ResourceJson, context.base)
      .filter(({ from }) => from <= at)
      .map((tie) => ({ ...tie, of: `${type}/${id}` })),
  )
  const by = tiesOn({ tied, also, withheld }, { ties, labels: labelsOf(stored.text), at }) ?? []
  return [...new Set(by.map(({ of }) => of))].sort()
}
