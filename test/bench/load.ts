import { ownAccess } from '#auth/access-plan.ts'
import type { Cast } from '#demo/people/child.ts'
import { smallMember } from '#demo/people/member.ts'
import { sharedRecords } from '#demo/people/providers.ts'
import type { Loaded } from '#demo/people/record.ts'
import type { ResourceJson, Store } from '#storage/store.ts'

/** The cast of every measurement: the same people each time. */
export const benchCast: Cast = { seed: 5, today: '2026-11-20', months: 3 }

/** Puts the shared records and the small members into a store, a few hundred resources a statement. @param from members that it has */
export async function loadMembers(store: Store, members: number, from = 0): Promise<void> {
  const start = performance.now()
  const write = (resources: readonly Loaded[]) =>
    store.write(
      ownAccess('bench'),
      resources.map((resource) => ({ act: 'create' as const, method: 'PUT' as const, resource: resource as unknown as ResourceJson })),
    )
  if (from === 0) await write(sharedRecords())
  let resources = 0
  for (let first = from; first < members; first += 25) {
    const batch = Array.from({ length: Math.min(25, members - first) }, (_, index) => smallMember(first + index, benchCast)).flat()
    resources += batch.length
    await write(batch)
    if (first % 1_000 === 0 && first > 0) console.log(`  ${first} members loaded, ${((performance.now() - start) / 1000).toFixed(0)} s`)
  }
  console.log(`loaded ${resources} resources of ${members - from} members in ${((performance.now() - start) / 1000).toFixed(1)} s`)
}
