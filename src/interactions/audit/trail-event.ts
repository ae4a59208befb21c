import { notFound } from '#fhir/error.ts'
import { lineName } from '#storage/audit/find.ts'
import type { Context, InteractionResponse } from '../contract.ts'
import { serverSight } from '../sight.ts'
import { auditEventOf } from './audit-event.ts'

/** Is this an event of the server's own trail, rather than one that somebody stored? */
export function isTrailEvent(type: string, id: string): boolean {
  return type === 'AuditEvent' && lineName.test(id)
}

/** One event of the trail, for those who may see the whole of it; to others there is none. 200; 404. */
export async function trailEvent(context: Context, id: string): Promise<InteractionResponse> {
  const { access, store, trail, base } = context
  // A token that has ended shows nothing.
  await store.read(serverSight(access), 'Patient', 'none')
  const { lines } = seesTrail(context, 'r') ? await trail.find({ id, count: 1 }) : { lines: [] }
  const [line] = lines
  if (line === undefined) throw notFound('AuditEvent', id)
  return { status: 200, text: JSON.stringify(auditEventOf(line, base)), lastModified: line.at }
}

/**
 * Administrators and MassHealth see whatever the trail holds, by a token for all of it: the trail tells of everybody, so one that leads
 * to the patient in context alone, or to events of a kind, opens none of it.
 */
export function seesTrail({ access }: Pick<Context, 'access'>, permission: 'r' | 's'): boolean {
  const { kind } = access.caller
  return (kind === 'system' || kind === 'masshealth') && access.scopesAll?.('AuditEvent', permission) !== false
}
