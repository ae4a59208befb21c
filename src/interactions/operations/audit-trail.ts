import type { Caller } from '#auth/access-plan.ts'
import { forbidden, gone, malformed, notFound } from '#fhir/error.ts'
import type { KeptLine, TrailAsk } from '#storage/audit/find.ts'
import { dateRange } from '#storage/indexing/date-range.ts'
import { auditEventOf } from '../audit/audit-event.ts'
import { groundsOf, groundText, type ToldGround } from '../audit/grounds.ts'
import { isTrailEvent, seesTrail } from '../audit/trail-event.ts'
import { bundleText, entryText } from '../bundle-text.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { pageAsked, pageLinksOf } from '../page-links.ts'
import { gatherRecord } from '../record.ts'
import { serverSight } from '../sight.ts'
import { mayWithhold } from '../withholding-notice.ts'
import { placeOf, readInput } from './input.ts'

const span = { start: { kind: 'string' }, end: { kind: 'string' }, _count: { kind: 'integer' } } as const
const narrowing = {
  ...span,
  patient: { kind: 'reference', of: 'Patient' },
  agent: { kind: 'string' },
  action: { kind: 'code' },
  _id: { kind: 'string' },
} as const

const defaultCount = 50
/**
 * Section 164.528 gives the accounting to the individual and who acts for them; the provider and who oversees make it. To whom a part of
 * the record is shown, as a payer or a school, it would tell who else treats the member: a substance use program, say.
 */
const accountedTo = new Set<Caller['kind']>(['system', 'masshealth', 'care-team', 'member', 'minor', 'family'])
/** 45 CFR 164.528(a)(1): disclosures in the six years before the request. */
const accountedYears = 6

/**
 * The server's own audit trail as AuditEvents, newest first, in pages; for administrators and MassHealth.
 * Definition: {canon}/OperationDefinition/trail. 200; 400; 403.
 */
export async function trail(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  if (!seesTrail(context, 's'))
    throw forbidden(
      'not-for-this-client',
      'The whole audit trail is shown to administrators and MassHealth, by a scope for every AuditEvent; see Patient/[id]/$disclosures.',
    )
  // A token that has ended shows nothing.
  await context.store.read(serverSight(context.access), 'Patient', 'none')
  const { query, place } = pageAsked(context, 'AuditEvent/$trail', request.query)
  const input = readInput({ ...request, query }, narrowing)
  const ask = {
    patient: input.get('patient'),
    client: input.get('agent'),
    action: input.get('action'),
    id: input.get('_id'),
    ...betweenOf(input.get('start'), input.get('end')),
  }
  if (ask.id !== undefined && !isTrailEvent('AuditEvent', ask.id))
    throw malformed('invalid-parameter', '_id is that of an event in the trail.')
  return page(context, request, { address: 'AuditEvent/$trail', query, place, ask, count: input.get('_count') })
}

/**
 * To whom something of a member's record was told, when, what and why, in the last six years: an accounting of disclosures
 * (45 CFR 164.528) for the member, for who acts for them, and for who answers for the record.
 * Definition: {canon}/OperationDefinition/disclosures. 200; 400; 403; 404; 410.
 */
export async function disclosures(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { id = '' } = request
  const { kind, roles } = context.access.caller
  if (kind !== undefined && !(accountedTo.has(kind) && (roles === undefined || roles.includes('program-director'))))
    throw forbidden('not-for-this-client', 'An accounting of disclosures is for the member, their family, and who carries the enrollment.')
  const stored = await context.store.read(context.access, 'Patient', id)
  if (stored === undefined) throw notFound('Patient', id)
  if (stored.deleted) throw gone('Patient', id)
  const address = `Patient/${id}/$disclosures`
  const { query, place } = pageAsked(context, address, request.query)
  const input = readInput({ ...request, query }, span)
  const { from, to } = betweenOf(input.get('start'), input.get('end'))
  const earliest = new Date(context.now())
  earliest.setUTCFullYear(earliest.getUTCFullYear() - accountedYears)
  const ask = { patient: id, told: true, from: from ?? earliest.toISOString(), to }
  const show = (lines: readonly KeptLine[]) => withoutWhatIsHidden(context, lines)
  return page(context, request, { address, query, place, ask, count: input.get('_count'), show })
}

/**
 * Lines as somebody may read them who does not see the whole trail: that something was told stays, but a record that is hidden from
 * them, as a minor's own care from a parent, is not named, neither as what was read nor as what let somebody in; and neither is what a
 * search asked for, which may name others.
 */
async function withoutWhatIsHidden({ store, access }: Context, lines: readonly KeptLine[]): Promise<KeptLine[]> {
  const keyOf = ({ what = '' }: KeptLine) => /^[A-Z]\w+\/[\w.-]+/.exec(what)?.[0]
  const more = [...new Set(lines.flatMap((line) => [keyOf(line) ?? [], ...groundsOf(line).map(({ of }) => of ?? [])].flat()))]
  const seen = await gatherRecord((query) => store.gather(access, query), [], { more })
  const shown = (told: ToldGround): ToldGround[] => {
    if (told.of === undefined || seen.has(told.of)) return [told]
    // That there is a release at all is its signer's affair.
    return told.ground.startsWith('release') ? [] : [{ ground: told.ground }]
  }
  return lines.map(({ query: _query, what, ground, ...rest }) => {
    const line = { ...rest, ground: groundText(groundsOf({ ...rest, ground }).flatMap(shown)) }
    const key = keyOf({ ...line, what })
    return key === undefined || seen.has(key) ? { ...line, ...(what !== undefined && { what }) } : line
  })
}

interface Asked {
  address: string
  query: URLSearchParams
  place: string | undefined
  ask: Omit<TrailAsk, 'count' | 'after'>
  count: string | undefined
  /** What of the lines this caller is shown; all, unless it is given. */
  show?: (lines: readonly KeptLine[]) => Promise<readonly KeptLine[]>
}

async function page(context: Context, { base }: InteractionRequest, { address, query, place, ask, count, show }: Asked) {
  const wanted = Number(count ?? defaultCount)
  if (wanted < 1) throw malformed('invalid-parameter', '_count takes a whole number from 1.', [placeOf('_count')])
  const { lines, next } = await context.trail.find({ ...ask, count: Math.min(wanted, context.limits.pageSize), after: place })
  const links = pageLinksOf(context, base, address, [...query], next)
  const entries = ((await show?.(lines)) ?? lines).map((line) =>
    entryText({ fullUrl: `${base}/AuditEvent/${line.id}`, search: { mode: 'match' } }, JSON.stringify(auditEventOf(line, base))),
  )
  return { status: 200, text: bundleText({ type: 'searchset', links, withholds: show && mayWithhold(context, 's') }, entries) }
}

/** From the beginning of the one to the end of the other, as far as each is said. */
function betweenOf(start: string | undefined, end: string | undefined): { from?: string; to?: string } {
  return { from: instants('start', start)?.low, to: instants('end', end)?.high }
}

function instants(name: string, text: string | undefined) {
  if (text === undefined) return undefined
  const range = /^\d{4}(-\d\d){0,2}$/.test(text) ? dateRange(text) : undefined
  if (range === undefined) throw malformed('invalid-parameter', `${name} takes a date: a year, a month or a day.`, [placeOf(name)])
  return range
}
