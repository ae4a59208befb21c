// http://hl7.org/fhir/R4/http.html#trules
import { errorKinds, FhirError } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'
import type { ResourceJson } from '#storage/store.ts'
import { resourceBody, withId } from './body.ts'
import { type BundleEntry, isWritable, meaningless } from './bundle-entries.ts'
import { conditionalMatch } from './condition.ts'
import type { Context } from './contract.ts'
import { deleteOf } from './delete.ts'
import { ifMatchOf } from './etag.ts'
import { patchIn, patchOf } from './patch.ts'
import { permit, unknownType } from './permit.ts'
import { isResourceType } from './resource-types.ts'
import { pointAtWhatIsStored } from './transaction-links.ts'
import { conditionalUpdate, guarded, updateOf } from './update.ts'
import type { Change } from './write/change.ts'
import { conditionLock } from './write/conditional-create.ts'

/** The changes of a transaction by entry; `nothing` for a conditional delete that meets nothing. Reads have none. */
export type Plan = Map<number, Change | 'nothing'>

/**
 * What each entry will change: ids are given, and every link in every resource points where it will. Looks at the
 * store only for conditions.
 * @throws FhirError naming each entry at fault
 */
export async function planChanges(context: Context, base: string, entries: readonly BundleEntry[]): Promise<Plan> {
  const plan: Plan = new Map()
  const refused: FhirError[] = []
  for (const entry of entries) {
    if (entry.method === 'GET' || entry.method === 'HEAD') continue
    try {
      plan.set(entry.index, await named(entry, () => changeOf(context, entry)))
    } catch (error) {
      if (!(error instanceof FhirError) || error.kind === 'unauthenticated' || error.kind === 'unavailable') throw error
      refused.push(error)
    }
  }
  const kind = errorKinds.find((one) => refused.some((error) => error.kind === one))
  if (kind !== undefined)
    throw new FhirError(
      kind,
      refused.flatMap(({ issues }) => issues),
    )
  const problems = overlaps(plan)
  if (problems.length > 0) throw new FhirError('malformed', problems)
  await pointAtWhatIsStored(context, base, entries, plan)
  return plan
}

async function changeOf(
  context: Context,
  { method, address, resource, at, ifMatch, ifNoneMatch, ifNoneExist }: BundleEntry,
): Promise<Change | 'nothing'> {
  const { type = '', id, query } = address
  if (!isResourceType(type)) throw unknownType(type)
  const place = `${at}.resource`
  if (address.operation !== undefined) throw notInTransaction()
  if (!isWritable(method, address)) throw meaningless(method)
  if (method === 'POST') return createOf(context, type, resourceBody({ body: resource, type }), place, ifNoneExist)
  if (method === 'PUT') {
    const body = resourceBody({ body: resource, type })
    const change =
      id === undefined ? await conditionalUpdate(context, type, body, query.toString(), place) : updateOf(type, id, body, place)
    return guarded(context, change, { ifMatch, ifNoneMatch })
  }
  if (method === 'PATCH') return patchOf(context, type, { id, query, body: patchIn(resource), ifMatch, at: place })
  return deleteOf(context, type, { id, query, at, ifMatch: ifMatch === undefined ? undefined : ifMatchOf(ifMatch) })
}

async function createOf(context: Context, type: string, body: ResourceJson, at: string, ifNoneExist: string | undefined): Promise<Change> {
  if (ifNoneExist === undefined) {
    const id = context.newId()
    return { act: 'create', type, id, at, resource: withId(body, id), fresh: true }
  }
  permit(context.access, 's', type)
  const match = await conditionalMatch(context, type, ifNoneExist, at)
  const id = match?.id ?? context.newId()
  return {
    act: 'create',
    type,
    id,
    at,
    resource: withId(body, id),
    fresh: match === undefined,
    ifNoneExist,
    expects: match === undefined ? 'new' : 'existing',
  }
}

/** An entry's own fault carries its place. */
export async function named<T>(entry: BundleEntry, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    throw new FhirError(
      error.kind,
      error.issues.map((issue) => ({
        ...issue,
        expression: issue.expression?.some((at) => at.startsWith('Bundle.')) ? issue.expression : [entry.at],
      })),
    )
  }
}

/**
 * Entries that are about the same resource (http://hl7.org/fhir/R4/http.html#trules: their identities may not overlap), also
 * those whose conditions met it, and creates that would make the same resource twice.
 */
function overlaps(plan: Plan): Issue[] {
  const problems: Issue[] = []
  const seen = new Map<string, Change>()
  for (const change of plan.values()) {
    if (change === 'nothing') continue
    const key = identityOf(change)
    const first = seen.get(key)
    seen.set(key, first ?? change)
    if (first === undefined || (findsWhatIsThere(first) && findsWhatIsThere(change))) continue
    problems.push({
      severity: 'error',
      code: 'duplicate',
      details: 'duplicate',
      diagnostics: `${first.at} and ${change.at} are about the same resource. A transaction touches each resource once.`,
      expression: [change.at],
    })
  }
  return problems
}

/** Two creates under one condition that nothing meets yet are one resource, whatever ids they were given. */
function identityOf(change: Change): string {
  if (change.act !== 'create' || change.ifNoneExist === undefined || change.expects === 'existing') return `${change.type}/${change.id}`
  return conditionLock(change).join()
}

/** Conditional creates that meet the same resource agree: none of them changes it. */
function findsWhatIsThere(change: Change): boolean {
  return change.act === 'create' && change.expects === 'existing'
}

function notInTransaction(): FhirError {
  return new FhirError('not-supported', [
    {
      severity: 'error',
      code: 'not-supported',
      details: 'unsupported-interaction',
      diagnostics: 'A transaction here takes creates, updates, patches, deletes and reads. Send operations by themselves.',
    },
  ])
}
