import type { Context } from '../contract.ts'
import { referencesOf } from '../references.ts'

/** How many targets one question may make us read. */
const most = 50

/**
 * What the references of a resource point to among the stored resources that the caller may read: the rest stays unseen,
 * so that a verdict tells nobody more than reading would.
 */
export async function storedTargets(
  { store, access, base }: Context,
  resource: unknown,
): Promise<(reference: string) => Record<string, unknown> | undefined> {
  const local = (reference: string) => (reference.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference)
  const wanted = [...referencesOf(resource)].map((reference) => /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})$/.exec(local(reference)))
  const readable = wanted.filter((one) => one !== null).filter(([, type]) => access.allows('r', type!))
  const found = new Map<string, Record<string, unknown>>()
  await Promise.all(
    readable.slice(0, most).map(async ([key, type, id]) => {
      const stored = await store.read(access, type!, id!)
      if (stored && !stored.deleted) found.set(key, JSON.parse(stored.text) as Record<string, unknown>)
    }),
  )
  return (reference) => found.get(local(reference))
}
