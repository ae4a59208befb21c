// http://hl7.org/fhir/R4/http.html#transaction
import { outcomeOf } from '#fhir/issue.ts'
import { versionUrl } from './answer.ts'
import { carriedOutEntry } from './batch.ts'
import { type BundleEntry, bundleEntries } from './bundle-entries.ts'
import { bundleText, entryText } from './bundle-text.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { etagOf } from './etag.ts'
import { named, planChanges } from './transaction-plan.ts'
import { carryOut, type Last } from './write/carry-out.ts'
import type { Change, Changed } from './write/change.ts'
import { untilSettled } from './write/conditional-create.ts'
import { untilCurrent } from './write/until-current.ts'

/** http://hl7.org/fhir/R4/http.html#trules: deletes, then creates, then updates; reads see what they left. */
const order: Record<string, number> = { DELETE: 0, POST: 1, PUT: 2, PATCH: 2 }

/**
 * Carries out every entry or none. Links between entries and conditional references point at what is stored; a failing
 * entry is named by `Bundle.entry[n]`. Reads see what the writes leave, inside the same transaction; one that fails undoes
 * them.
 * 200; 400 the Bundle or an entry is not FHIR; 409, 412, 422 as the entries would by themselves.
 */
export async function transaction(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const entries = bundleEntries(context, request.base, request.body)
  const reads = entries.filter(({ method }) => method === 'GET' || method === 'HEAD')
  const answers = new Map<number, string>()
  const read: Last = async (store) => {
    for (const entry of reads) answers.set(entry.index, await named(entry, () => carriedOutEntry({ ...context, store }, request, entry)))
  }
  const changed = await writeEntries(context, request.base, entries, reads.length === 0 ? undefined : read)
  const texts = entries.map(({ index }) => answers.get(index) ?? changedText(request, changed.get(index)!))
  return { status: 200, text: bundleText({ type: 'transaction-response', withholds: context.access.request?.withholds }, texts) }
}

async function writeEntries(
  context: Context,
  base: string,
  entries: readonly BundleEntry[],
  last: Last | undefined,
): Promise<Map<number, Changed | 'nothing'>> {
  const settled = () => untilSettled(() => writeOnce(context, base, entries, last))
  const patches = entries.filter(({ method }) => method === 'PATCH')
  // What was patched may have changed meanwhile; nobody named a version, so the patch is for whatever is current.
  if (patches.length === 0 || entries.some(({ ifMatch }) => ifMatch !== undefined)) return settled()
  return untilCurrent(patches.map(({ address: { type, id, query } }) => `${type}/${id ?? `?${query}`}`).join(), settled)
}

async function writeOnce(
  context: Context,
  base: string,
  entries: readonly BundleEntry[],
  last: Last | undefined,
): Promise<Map<number, Changed | 'nothing'>> {
  const plan = await planChanges(context, base, entries)
  const ordered = [...plan].sort(([one], [other]) => order[entries[one]!.method]! - order[entries[other]!.method]!)
  const some = ordered.filter((pair): pair is [number, Change] => pair[1] !== 'nothing')
  const changed = await carryOut(
    context,
    some.map(([, change]) => change),
    last,
  )
  return new Map<number, Changed | 'nothing'>([
    ...ordered.filter((pair): pair is [number, 'nothing'] => pair[1] === 'nothing'),
    ...some.map(([index], place) => [index, changed[place]!] as const),
  ])
}

function changedText({ base, prefer }: InteractionRequest, changed: Changed | 'nothing'): string {
  if (changed === 'nothing' || changed.outcome === 'absent') return entryText({ response: { status: '204 No Content' } })
  const { outcome, stored, warnings } = changed
  const status = outcome === 'created' ? '201 Created' : outcome === 'deleted' ? '204 No Content' : '200 OK'
  return entryText(
    {
      fullUrl: outcome === 'deleted' ? undefined : `${base}/${stored.type}/${stored.id}`,
      response: {
        status,
        ...(outcome === 'deleted' ? {} : { location: versionUrl(base, stored) }),
        etag: etagOf(stored.version),
        lastModified: stored.lastUpdated,
        ...(warnings.length > 0 || prefer.return === 'OperationOutcome' ? { outcome: outcomeOf(warnings) } : {}),
      },
    },
    prefer.return === 'representation' ? stored.text : undefined,
  )
}
