import type { AccessPlan, Bond, Ground, Permission, Sight, Way } from '#auth/access-plan.ts'
import { normaliseToken } from '../indexing/normalise.ts'
import type { ResourceJson, Stored } from '../store.ts'
import { bondsOf } from './sight-condition.ts'
import type { Tie } from './ties.ts'

// What let somebody in, for the audit trail: what the statement that showed a row found to hold when it did.

/**
 * What let somebody in: what ties them to the member; an opening in an emergency; the record being their own; what they are
 * registered as, whoever the member is; the directory, which is everybody's; a child's emergency plan, which goes by its purpose.
 */
export type AccessGround = Ground | 'emergency' | 'self' | 'role' | 'directory' | 'emergency-plan'

/** A tie that held, or an opening, with the record that makes it. */
export interface HeldTie extends Pick<Tie, 'party' | 'until' | 'codes' | 'labels'> {
  ground: Ground | 'emergency'
  /** `Type/id`; '' where nothing is known to stand for it. */
  of: string
}

/** What a statement found of its members, and when. */
export interface Held {
  /** ISO instant by which ties were judged. */
  at: string
  of: Map<string, HeldTie[]>
}

/** Puts down what let the caller see a row, by the ties that its statement found. */
export function noteGrounds(access: AccessPlan, permission: Permission, { type, member, text, grounds: told }: Stored): void {
  const { request, caller } = access
  // Who sees everything is let in by what they are registered as; that is not said again for each row.
  if (request === undefined || access.sight === undefined || caller.kind === 'system') return
  const grounds = told?.split(',') ?? groundsOf(access.sight(permission, type), caller.fhirUser, { text, member }, request.held)
  if (grounds.length === 0) return
  request.grounds ??= new Map()
  const known = request.grounds.get(member ?? '')
  if (known === undefined) request.grounds.set(member ?? '', new Set(grounds))
  else for (const ground of grounds) known.add(ground)
}

function groundsOf(sight: Sight, person: string | undefined, row: Pick<Stored, 'text' | 'member'>, held: Held | undefined): string[] {
  if (sight === 'everything') return ['directory']
  const labels = labelsOf(row.text)
  const ties = (row.member !== undefined && held?.of.get(row.member)) || []
  return sight.flatMap((way) => {
    const by = tiesOn(way, { ties, labels, at: held?.at ?? '' })
    if (by === undefined) return []
    const spelled = by.map(spell)
    return way.tied || way.opened ? spelled : [plainGround(way, person), ...spelled]
  })
}

/** A ground with what makes it, as the trail keeps it. */
export function spell({ ground, of }: Pick<HeldTie, 'ground' | 'of'>): string {
  return of === '' ? ground : `${ground} ${of}`
}

/** What a way without any tie goes by. */
export function plainGround({ member }: Way, person: string | undefined): 'self' | 'role' {
  return member !== undefined && person === `Patient/${member}` ? 'self' : 'role'
}

/**
 * The ties that a way led to a row by: those that tie one of its parties, and the releases of what the row is labelled with.
 * Undefined where the way did not lead there: no tie, or a label that nobody released.
 *
 * @param labels what the row bears
 * @param at ISO instant by which the ties held
 */
export function tiesOn(
  way: Way,
  { ties, labels, at }: { ties: readonly HeldTie[]; labels: readonly string[]; at: string },
): HeldTie[] | undefined {
  const { tied, opened, withheld } = way
  const by: HeldTie[] = []
  if (ties.length === 0 && (tied || opened)) return undefined
  for (const bond of bondsOf(way)) {
    const led = ties.filter((tie) => holds(bond, tie, at))
    if (led.length === 0) return undefined
    by.push(...led)
  }
  const openings = opened ? ties.filter(({ ground }) => ground === 'emergency') : []
  if (opened && openings.length === 0) return undefined
  by.push(...openings)
  for (const label of withheld?.labels.filter((one) => labels.includes(normaliseToken(one))) ?? []) {
    const releases = ties.filter(
      (tie) => tie.ground.startsWith('release') && withheld!.parties.includes(tie.party) && tie.until > at && tie.labels.includes(label),
    )
    if (releases.length === 0 && !openings.some((opening) => opening.labels.includes(label))) return undefined
    by.push(...releases)
  }
  return by
}

/** Is it such a tie, as far as what the statement found of it says? */
function holds({ grounds, parties, staffOf, partnersOf, codes, days = 0 }: Bond, tie: HeldTie, at: string): boolean {
  const since = new Date(Date.parse(at) - days * 86_400_000).toISOString()
  return (
    tie.ground !== 'emergency' &&
    grounds.includes(tie.ground) &&
    // Who is on the staff, or has an agreement, the statement asked the directory: of people and partners it brought nobody else.
    (parties.includes(tie.party) ||
      (staffOf !== undefined && tie.party.startsWith('Practitioner')) ||
      (partnersOf !== undefined && tie.party.startsWith('Organization/'))) &&
    tie.until > since &&
    (codes === undefined || codes.some((code) => tie.codes.includes(code)))
  )
}

/** Security labels of a stored text, in normal form; nearly none has any. */
export function labelsOf(text: string): string[] {
  if (!text.includes('"security"')) return []
  const { meta } = JSON.parse(text) as ResourceJson
  return ((meta?.security ?? []) as { code?: string }[]).flatMap(({ code }) => (code === undefined ? [] : normaliseToken(code)))
}
