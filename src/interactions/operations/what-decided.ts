import type { Way } from '#auth/access-plan.ts'
import { type Tie, tiesOf, typeOfGround } from '#storage/access/ties.ts'
import type { ResourceJson, Stored } from '#storage/store.ts'
import type { Context } from '../contract.ts'
import { serverSight } from '../sight.ts'

/**
 * The records by which a way led to a resource: what ties one of its parties to the member, and the releases that open what
 * the resource is labelled with. References only.
 */
export async function whatDecided(context: Context, { tied, withheld }: Way, stored: Stored): Promise<string[]> {
  const { member } = stored
  if (member === undefined) return []
  const grounds = tied?.grounds ?? []
  const types = [...new Set([...grounds.map((ground) => typeOfGround[ground]), ...(withheld ? ['Consent'] : [])])]
  if (types.length === 0) return []
  const found = await context.store.gather(serverSight(context.access), { members: [member], types })
  const now = context.now()
  const since = new Date(now.getTime() - (tied?.days ?? 0) * 86_400_000).toISOString()
  const at = now.toISOString()
  const borne = JSON.parse(stored.text) as ResourceJson
  const labels = ((borne.meta?.security ?? []) as { code?: string }[]).flatMap(({ code }) => code ?? [])
  const opens = (tie: Tie) =>
    tie.ground.startsWith('release') &&
    withheld?.parties.includes(tie.party) &&
    tie.until > at &&
    tie.labels.some((label) => labels.includes(label) && withheld.labels.includes(label))
  const ties = (tie: Tie) =>
    tied !== undefined &&
    grounds.includes(tie.ground) &&
    // Who is on the staff is the directory's affair: a tie to one of them is named as well.
    (tied.parties.includes(tie.party) || (tied.staffOf !== undefined && tie.party.startsWith('Practitioner'))) &&
    tie.until > since &&
    (tied.codes === undefined || tied.codes.some((code) => tie.codes.includes(code)))
  const isDeciding = (tie: Tie) => tie.from <= at && (ties(tie) || opens(tie))
  return found
    .filter(({ text }) => tiesOf(JSON.parse(text) as ResourceJson, context.base).some(isDeciding))
    .map(({ type, id }) => `${type}/${id}`)
    .sort()
}
