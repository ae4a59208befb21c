// http://hl7.org/fhir/R4/http.html#trules
import { errorKinds, FhirError } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'
import type { ResourceJson } from '#storage/store.ts'
import { resourceBody, withId } from './body.ts'
import type { BundleEntry } from './bundle-entries.ts'
import { conditionalMatch } from './condition.ts'
import type { Context } from './contract.ts'
import { deleteOf } from './delete.ts'
import { ifMatchOf } from './etag.ts'
import { patchIn, patchOf } from './patch.ts'
import { permit, unknownType } from './permit.ts'
import { linksOf, withLinks } from './references.ts'
import { isResourceType } from './resource-types.ts'
import { conditionalUpdate, guarded, updateOf } from './update.ts'
import type { Change } from './write/change.ts'

/** The changes of a transaction by entry; `nothing` for a conditional delete that meets nothing. Reads have none. */
export type Plan = Map<number, Change | 'nothing'>

/**
 * What each entry will change: ids are given, and every link in every resource points where it will. Looks at the
 * store only for conditions.
 * @throws FhirError naming each entry at fault
 */
export async function planChanges(context: Context, base: string, entries: readonly BundleEntry[]): Promise<Plan> {
  const plan: Plan = new Map()
  const problems: Issue[] = []
  const unmetReferences: Issue[] = []
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
  refuseOverlaps(plan, problems)
  const targets = targetsOf(entries, plan)
  for (const [link, id] of await conditionalTargets(context, entries, unmetReferences)) targets.set(link, id)
  const open = new Set(entries.map(({ fullUrl }) => fullUrl))
  for (const [index, change] of plan) {
    if (change === 'nothing' || change.act === 'delete') continue
    const entry = entries[index]!
    const local = localRoot(entry.fullUrl)
    const target = (link: string) => targets.get(link) ?? (local === undefined ? undefined : targets.get(local + link))
    const forPeople = (link: string) => target(link) ?? link
    change.resource = withLinks(change.resource, toTarget, forPeople)

    function toTarget(link: string): string {
      const found = target(link)
      if (found !== undefined) return found
      if (link.startsWith('urn:uuid:') && !open.has(link)) problems.push(dangling(entry))
      return link.startsWith(`${base}/`) ? link.slice(base.length + 1) : link
    }
  }
  if (problems.length > 0) throw new FhirError('malformed', problems)
  if (unmetReferences.length > 0) throw new FhirError('precondition-failed', unmetReferences)
  return plan
}

async function changeOf(
  context: Context,
  { method, address, resource, at, ifMatch, ifNoneMatch, ifNoneExist }: BundleEntry,
): Promise<Change | 'nothing'> {
  const { type = '', id, query } = address
  if (!isResourceType(type)) throw unknownType(type)
  const place = `${at}.resource`
  if (address.operation !== undefined || address.version !== undefined) throw notInTransaction()
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
    return { act: 'create', type, id, at, resource: withId(body, id) }
  }
  permit(context.access, 's', type)
  const match = await conditionalMatch(context, type, ifNoneExist, at)
  const id = match?.id ?? context.newId()
  return { act: 'create', type, id, at, resource: withId(body, id), ifNoneExist, expects: match === undefined ? 'new' : 'existing' }
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

/** Every way in which another entry may name this one. */
function targetsOf(entries: readonly BundleEntry[], plan: Plan): Map<string, string> {
  const targets = new Map<string, string>()
  for (const { index, fullUrl } of entries) {
    const change = plan.get(index)
    if (fullUrl === undefined || change === undefined || change === 'nothing') continue
    targets.set(fullUrl, `${change.type}/${change.id}`)
  }
  return targets
}

/** `http://other.example/fhir/` of `http://other.example/fhir/Patient/1`: relative links of that entry are meant from there. */
function localRoot(fullUrl: string | undefined): string | undefined {
  return fullUrl === undefined ? undefined : /^(https?:\/\/.*\/)[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/.exec(fullUrl)?.[1]
}

const conditional = /^([A-Z][A-Za-z]+)\?(.+)$/

/** http://hl7.org/fhir/R4/http.html#trules: a conditional reference meets exactly one resource, or the transaction fails. */
async function conditionalTargets(context: Context, entries: readonly BundleEntry[], problems: Issue[]): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  for (const { at, resource } of entries) {
    for (const link of linksOf(resource)) {
      const [, type = '', condition = ''] = conditional.exec(link) ?? []
      if (!isResourceType(type) || targets.has(link)) continue
      permit(context.access, 's', type)
      const match = await onlyMatch(context, type, condition)
      if (typeof match === 'string') targets.set(link, `${type}/${match}`)
      else problems.push(unmet(at, type, match))
    }
  }
  return targets
}

async function onlyMatch(context: Context, type: string, condition: string): Promise<string | 'none'[] | 'several'[]> {
  try {
    return (await conditionalMatch(context, type, condition, ''))?.id ?? ['none']
  } catch (error) {
    if (error instanceof FhirError && error.kind === 'precondition-failed') return ['several']
    throw error
  }
}

function unmet(at: string, type: string, found: readonly string[]): Issue {
  return {
    severity: 'error',
    code: found[0] === 'none' ? 'not-found' : 'multiple-matches',
    details: 'reference',
    diagnostics: `A conditional reference to ${type} meets ${found[0] === 'none' ? 'no resource' : 'several resources'} here. It is to meet exactly one; send that one first.`,
    expression: [`${at}.resource`],
  }
}

function dangling({ at }: BundleEntry): Issue {
  return {
    severity: 'error',
    code: 'not-found',
    details: 'reference',
    diagnostics: 'A urn:uuid link names no entry of this Bundle.',
    expression: [`${at}.resource`],
  }
}

function refuseOverlaps(plan: Plan, problems: Issue[]): void {
  const seen = new Map<string, string>()
  for (const change of plan.values()) {
    if (change === 'nothing' || (change.act === 'create' && change.expects !== 'existing')) continue
    const key = `${change.type}/${change.id}`
    const first = seen.get(key)
    seen.set(key, change.at)
    // Two conditional creates that meet the same resource agree; anything else on one resource does not.
    if (first === undefined || change.act === 'create') continue
    problems.push({
      severity: 'error',
      code: 'duplicate',
      details: 'duplicate',
      diagnostics: `${first} and ${change.at} change the same resource. A transaction touches each resource once.`,
      expression: [change.at],
    })
  }
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
