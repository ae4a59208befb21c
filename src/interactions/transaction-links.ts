// http://hl7.org/fhir/R4/http.html#trules
import { FhirError } from '#fhir/error.ts'
import type { Issue } from '#fhir/issue.ts'
import type { ResourceJson } from '#storage/store.ts'
import type { BundleEntry } from './bundle-entries.ts'
import { conditionOf } from './condition.ts'
import type { Context } from './contract.ts'
import { permit } from './permit.ts'
import { referencesOf, withLinks } from './references.ts'
import { isResourceType } from './resource-types.ts'
import type { Plan } from './transaction-plan.ts'
import type { Change } from './write/change.ts'

type Written = Exclude<Change, { act: 'delete' }>

/**
 * Puts every link in every resource of the plan to what will be stored: other entries by their fullUrl, conditional
 * references by what they meet, absolute references below our own base by what is relative to it.
 *
 * @param base FHIR base of this server, without a slash at the end
 * @throws FhirError `malformed` for a reference to an entry that there is not, `precondition-failed` for a conditional
 * reference that does not meet exactly one; each entry is named
 */
export async function pointAtWhatIsStored(context: Context, base: string, entries: readonly BundleEntry[], plan: Plan): Promise<void> {
  const written = [...plan].filter((pair): pair is [number, Written] => pair[1] !== 'nothing' && pair[1].act !== 'delete')
  const targets = entryTargets(entries, plan)
  for (const [link, target] of await conditionalTargets(context, entries, written, plan)) targets.set(link, target)
  const open = new Set(entries.map(({ fullUrl }) => fullUrl))
  const dangling: Issue[] = []
  for (const [index, change] of written) {
    const { fullUrl, at } = entries[index]!
    const local = localRoot(fullUrl)
    const target = (link: string) => targets.get(link) ?? (local === undefined ? undefined : targets.get(local + link))
    const toTarget = (link: string, name: string): string => {
      const found = target(link)
      if (found !== undefined || name !== 'reference') return found ?? link
      if (link.startsWith('urn:uuid:') && !open.has(link)) dangling.push(danglingAt(at))
      return link.startsWith(`${base}/`) ? link.slice(base.length + 1) : link
    }
    change.resource = withLinks(change.resource, toTarget, (link) => target(link) ?? link)
  }
  if (dangling.length > 0) throw new FhirError('malformed', dangling)
}

/** Every way in which another entry may name this one. */
function entryTargets(entries: readonly BundleEntry[], plan: Plan): Map<string, string> {
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

/** What each conditional reference meets: exactly one resource, as the transaction leaves them, or the whole fails. */
async function conditionalTargets(
  context: Context,
  entries: readonly BundleEntry[],
  written: readonly [number, Written][],
  plan: Plan,
): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  const problems: Issue[] = []
  for (const [index, { resource }] of written) {
    for (const link of referencesOf(resource)) {
      const [, type = '', condition = ''] = conditional.exec(link) ?? []
      if (!isResourceType(type) || targets.has(link)) continue
      permit(context.access, 's', type)
      const [one, ...more] = await matchesAfter(context, type, condition, written, plan)
      if (one !== undefined && more.length === 0) targets.set(link, `${type}/${one}`)
      else problems.push(unmet(entries[index]!.at, type, one === undefined ? 'no resource' : 'several resources'))
    }
  }
  if (problems.length > 0) throw new FhirError('precondition-failed', problems)
  return targets
}

/**
 * Ids of what meets a condition once the transaction is done: conditional references are resolved last. What it deletes
 * is gone; what it writes is looked at here when the condition is one identifier, as nearly all are. By other conditions
 * only what is stored already is met.
 */
async function matchesAfter(
  context: Context,
  type: string,
  condition: string,
  written: readonly [number, Written][],
  plan: Plan,
): Promise<Set<string>> {
  const { matches } = await context.store.search(context.access, { ...conditionOf(context, type, condition), count: 2 + plan.size })
  const identifier = identifierOf(condition)
  const left = [...plan.values()].flatMap((change) =>
    change !== 'nothing' && change.type === type && (change.act === 'delete' || (change.act === 'put' && identifier !== undefined))
      ? [change.id]
      : [],
  )
  const found = new Set(matches.map(({ id }) => id).filter((id) => !left.includes(id)))
  for (const [, change] of written) {
    const isNew = change.act === 'put' || change.expects !== 'existing'
    if (change.type === type && isNew && identifier !== undefined && carries(change.resource, identifier)) found.add(change.id)
  }
  return found
}

interface Identifier {
  system: string
  value: string
}

/** `identifier=system|value` and nothing else. */
function identifierOf(condition: string): Identifier | undefined {
  const [[name, text] = ['', ''], ...more] = [...new URLSearchParams(condition)]
  const [, system = '', value = ''] = /^([^|,\\$]+)\|([^|,\\$]+)$/.exec(text) ?? []
  return name === 'identifier' && more.length === 0 && value !== '' ? { system, value } : undefined
}

function carries({ identifier }: ResourceJson, { system, value }: Identifier): boolean {
  const list = (Array.isArray(identifier) ? identifier : [identifier]) as (Partial<Identifier> | undefined)[]
  return list.some((one) => one?.system === system && one?.value === value)
}

function unmet(at: string, type: string, met: string): Issue {
  return {
    severity: 'error',
    code: met === 'no resource' ? 'not-found' : 'multiple-matches',
    details: 'reference',
    diagnostics: `A conditional reference to ${type} meets ${met} here. It is to meet exactly one; send that one first.`,
    expression: [`${at}.resource`],
  }
}

function danglingAt(at: string): Issue {
  return {
    severity: 'error',
    code: 'not-found',
    details: 'reference',
    diagnostics: 'A urn:uuid reference names no entry of this Bundle.',
    expression: [`${at}.resource`],
  }
}
