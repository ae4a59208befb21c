import type { Day } from '../../vocabulary/calendar.ts'
import type { Requirement } from '../../vocabulary/requirement.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { anyCovers, certifiedAt } from '../case/provider.ts'
import type { ServiceEvent } from '../case/service-event.ts'
import { isHeld, type StaffRole } from '../case/staff.ts'
import type { Case } from '../case.ts'
import type { CountableTest, Given } from './countable/countable-test.ts'
import { countableTests } from './countable/index.ts'

/** One event of a month: does it count, and if not, why. */
export interface EventAnswer {
  event: ServiceEvent
  day: Day
  provider?: string
  countable: boolean
  /** Every test that it fails, in the order of the tests. */
  faults: { test: CountableTest; cites: Requirement; says: string }[]
  /** Facts of each test, by row ID. */
  facts: ReadonlyMap<string, readonly string[]>
}

/** Asks every test of one event (CARES-PAY-05). The event must have a day. */
export function judgeEvent(event: ServiceEvent, day: Day, file: Case, settings: Settings): EventAnswer {
  const given = givenBy(event, day, file, settings)
  const faults: EventAnswer['faults'] = []
  const facts = new Map<string, readonly string[]>()
  for (const test of countableTests) {
    const { cites } = test
    const found = test.look(given)
    if (found.fault !== undefined) faults.push({ test, cites, says: found.fault })
    if (found.facts.length > 0) facts.set(cites.id, [...(facts.get(cites.id) ?? []), ...found.facts])
  }
  return { event, day, provider: given.provider, countable: faults.length === 0, faults, facts }
}

/**
 * Who gave it, for whom, from where. Of several performers the one counts that fits best: payable and based at a
 * certified location; then the first by reference, so that the answer does not depend on an order.
 */
function givenBy(event: ServiceEvent, day: Day, file: Case, settings: Settings): Given {
  const known = event.performers.toSorted().flatMap((reference) => file.staff.get(reference) ?? [])
  const provider = event.provider ?? known[0]?.organization
  const payable = settings.on('payable-roles', day)
  const contactPlace = settings.on('location-test', day) === 'contact-place'
  let performer: StaffRole | undefined
  let bases: readonly string[] = contactPlace ? event.places : []
  let best = -1
  for (const role of known) {
    const held = isHeld(role, day)
    const places = contactPlace ? event.places : held ? basesOf(role, file) : []
    const certified = places.some((base) => anyCovers(certifiedAt(file.services, provider, base, settings), day))
    const fit = (held ? 1 : 0) + (held && role.roles.some((code) => payable.includes(code)) ? 4 : 0) + (certified ? 2 : 0)
    if (fit > best) [best, performer, bases] = [fit, role, places]
  }
  return { event, day, provider, performer, bases, file, settings }
}

/** The locations at which a post is based: its own, else those of the services it belongs to. */
function basesOf(role: StaffRole, file: Case): readonly string[] {
  if (role.locations.length > 0) return role.locations
  return file.services.filter(({ id }) => role.services.includes(`HealthcareService/${id}`)).flatMap(({ locations }) => locations)
}
