import type { AccessPlan, Permission, Way } from '#auth/access-plan.ts'
import type { Values } from '../search/values.ts'
import { plainGround } from './grounds.ts'
import { bearsLabel, bondsOf, isOpenTo, leadsTo, releasesOf, type SightPlace, sightOf, waysAlike } from './sight-condition.ts'
import { now } from './sight-values.ts'
import { tiesTold } from './tie-condition.ts'

/**
 * What lets the caller see a row of a type, as the trail tells it (`grounds.ts`): an expression of one text with commas, of the first way that
 * leads there, and of an opening; null where none does. So the statement that decides says why, in the same breath. Undefined where the plan shows all of them, or
 * nothing will be told.
 */
export function letIn(access: AccessPlan, permission: Permission, type: string, place: SightPlace): string | undefined {
  if (access.request === undefined || access.behind) return undefined
  const sight = sightOf(access, permission, type)
  if (sight === 'everything') return undefined
  const by = (ways: readonly Way[]) => {
    const groups = waysAlike(ways).map((some) => {
      const [first] = some as [Way]
      const open = isOpenTo(first, access, [type], place)
      const releases = releasesTold(first, access, type, place)
      // Of a way by itself first what is read off the row: nearly no record is open in an emergency.
      if (some.length === 1)
        return `CASE WHEN ${[...leadsTo(first, access, [type], place), ...open].join(' AND ')} THEN ${groundOf(first, access, place)}${releases} END`
      const leads = some.map(
        (way) => `CASE WHEN ${leadsTo(way, access, [type], place).join(' AND ')} THEN ${groundOf(way, access, place)} END`,
      )
      const lead = `${oneOf(leads)}${releases}`
      return open.length === 0 ? lead : `CASE WHEN ${open.join(' AND ')} THEN ${lead} END`
    })
    return groups.length === 0 ? [] : [oneOf(groups)]
  }
  // An opening is told besides: whoever reads while it lasts does so in an emergency, too.
  const all = [...by(sight.filter(({ opened }) => !opened)), ...by(sight.filter(({ opened }) => opened))]
  return all.length > 1 ? `nullif(concat_ws(',', ${all.join(', ')}), '')` : (all[0] ?? 'NULL::text')
}

function oneOf(texts: readonly string[]): string {
  return texts.length === 1 ? texts[0]! : `coalesce(${texts.join(', ')})`
}

/** Null where one of its ties is not there. */
function groundOf(way: Way, { caller, tokenHash }: AccessPlan, place: SightPlace): string {
  const bonds = bondsOf(way).map((bond) => tiesTold(bond, place))
  if (way.opened) bonds.push(openingTold(tokenHash, place))
  const said = way.tied || way.opened ? bonds : [`'${plainGround(way, caller.fhirUser)}'`, ...bonds]
  return said.join(" || ',' || ")
}

/** The opening of the record to this token, with the Task by which it is reviewed. */
function openingTold(tokenHash: Buffer | undefined, { row, values }: { row: string; values: Values }): string {
  return `opening_told(${values.once(tokenHash ?? null, 'bytea')}, ${row}.shard, ${values.once(now, 'timestamptz')})`
}

/** The releases by which what is labelled was shown; nearly nothing is labelled. */
function releasesTold(way: Way, access: AccessPlan, type: string, place: SightPlace): string {
  return way.withheld === undefined
    ? ''
    : ` || CASE WHEN ${bearsLabel(way.withheld.labels, [type], place)} THEN coalesce(',' || nullif(${releasesOf(way, access, [type], place)}, ''), '') ELSE '' END`
}
