import { law } from '../../shared-requirements/law.ts'
import { daysOf, overlaps } from '../../vocabulary/calendar.ts'
import type { Requirement } from '../../vocabulary/requirement.ts'
import { isCares } from '../case/enrollment.ts'
import { pay } from '../requirements/pay.ts'
import { prv } from '../requirements/prv.ts'
import { stf } from '../requirements/stf.ts'
import { holderOf } from './holder.ts'
import { mixOf, cites as partsOfCaseManagement } from './mix.ts'
import type { MonthCase, MonthTest } from './month-eligibility.ts'
import { servicesNeeded, tally } from './tally.ts'

/** Tests that a month takes over from its events: each says whether it took away a service that the month needed. */
const eventTests: readonly { cites: Requirement; says: string }[] = [
  { cites: pay['CARES-PAY-02'], says: 'on or after 7 July 2023 and inside the certification' },
  { cites: pay['CARES-PAY-07'], says: 'on no service day of other case management' },
  { cites: pay['CARES-PAY-09'], says: 'before the 21st birthday' },
  { cites: pay['CARES-PAY-10'], says: 'covered by MassHealth Standard or CommonHealth' },
  { cites: prv['CARES-PRV-02'], says: 'inside the provider’s MassHealth participation' },
  { cites: prv['CARES-PRV-03'], says: 'by a team whose location is enrolled for TCM' },
  { cites: prv['CARES-PRV-07'], says: 'by a team based at a certified location' },
  { cites: stf['CARES-STF-06'], says: 'by a payable role' },
  { cites: law['LAW-03'], says: 'case management, not direct delivery' },
  { cites: law['LAW-04'], says: 'with or for the member' },
]

/** Every test of a month, CARES-PAY-01 first: it is true when all the others are. */
export function monthTests(given: MonthCase): MonthTest[] {
  const tests = [
    amount(given),
    twoServices(given),
    countableEvents(given),
    oneProvider(given),
    apart(given),
    mix(given),
    ...eventTests.map(({ cites, says }) => takenFrom(given, cites, says)),
  ].toSorted((a, b) => rank(a.cites.id) - rank(b.cites.id))
  const payable = tests.every(({ pass }) => pass)
  const says = payable
    ? 'Every test is met. This is advice for a claim, not a payment decision.'
    : `Not met: ${tests.flatMap(({ pass, cites }) => (pass ? [] : [cites.id])).join(', ')}. This is advice for a claim, not a payment decision.`
  return [test(pay['CARES-PAY-01'], payable, says, basis(given)), ...tests]
}

const order = ['CARES-PAY-', 'CARES-PRV-', 'CARES-STF-', 'LAW-']

function rank(id: string): number {
  return order.findIndex((prefix) => id.startsWith(prefix)) * 100 + Number(id.slice(-2))
}

/** CARES-PAY-03: one amount, whatever part of the month qualifies. */
function amount(given: MonthCase): MonthTest {
  return test(pay['CARES-PAY-03'], true, 'One amount for the whole month, quantity 1, never prorated.', basis(given))
}

/** CARES-PAY-04: two distinct services among what counts. */
function twoServices({ tally: { distinct, events, qualifiedOn }, settings, month }: MonthCase): MonthTest {
  const kind = { activity: 'activities', event: 'events', category: 'parts of case management' }[
    settings.on('pmpm-distinctness', daysOf(month).start)
  ]
  const when = qualifiedOn === undefined ? `${servicesNeeded} are needed` : `the second on ${qualifiedOn}`
  const says = `${distinct.length} distinct ${kind} count; ${when}.`
  return test(
    pay['CARES-PAY-04'],
    distinct.length >= servicesNeeded,
    says,
    events.map(({ event }) => event.source),
  )
}

/** CARES-PAY-05: enough of the events count; those that do not are named with the rows they fail. */
function countableEvents({ own, tally: { distinct } }: MonthCase): MonthTest {
  const failed = own.filter(({ countable }) => !countable)
  const rows = new Map<string, number>()
  for (const { faults } of failed) for (const id of new Set(faults.map(({ cites }) => cites.id))) rows.set(id, (rows.get(id) ?? 0) + 1)
  const why = [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([id, count]) => `${id} (${count})`)
  const says =
    failed.length === 0 ? `All ${own.length} events count.` : `${failed.length} of ${own.length} events do not count: ${why.join(', ')}.`
  const pass = failed.length === 0 || distinct.length >= servicesNeeded
  return test(
    pay['CARES-PAY-05'],
    pass,
    says,
    own.map(({ event }) => event.source),
  )
}

/** CARES-PAY-06: the month is this provider's. The loser learns that another holds it, and nothing else. */
function oneProvider(given: MonthCase): MonthTest {
  const { provider, month, file, settings, tally: own, others } = given
  const contenders = [{ provider, tally: own }, ...[...others].map(([other, found]) => ({ provider: other, tally: found.tally }))]
  const qualified = contenders.filter((contender) => contender.tally.qualifiedOn !== undefined)
  const facts = [...basis(given), ...own.events.map(({ event }) => event.source)]
  if (own.qualifiedOn === undefined || qualified.length < 2) {
    return test(pay['CARES-PAY-06'], true, 'No other provider competes with this one for the month.', facts)
  }
  const holder = holderOf(contenders, month, file, settings)
  const says =
    holder === provider
      ? 'Another provider qualifies too; this one holds the month.'
      : holder === undefined
        ? 'Another provider qualifies too; who holds the month is decided by hand.'
        : 'Another provider holds this month.'
  return test(pay['CARES-PAY-06'], holder === provider, says, facts)
}

/** CARES-PAY-11: services of two providers are never added together. */
function apart(given: MonthCase): MonthTest {
  const { own, others, month, settings, tally: counted } = given
  const everyone = [...own, ...[...others.values()].flatMap(({ answers }) => answers)]
  const together = tally(everyone, daysOf(month).start, settings).distinct.length
  const missed = counted.distinct.length > 0 && counted.distinct.length < servicesNeeded && together >= servicesNeeded
  const says = missed ? 'Services of another provider in this month do not add in.' : 'Only this provider’s services are counted.'
  return test(pay['CARES-PAY-11'], !missed, says, basis(given))
}

/** LAW-01: how the countable events spread over the four parts of case management; told, not judged. */
function mix({ tally: { events }, settings }: MonthCase): MonthTest {
  const parts = Object.entries(mixOf(events, settings)).map(([part, count]) => `${part} ${count}`)
  return test(
    partsOfCaseManagement,
    true,
    `Countable events by part: ${parts.join(', ')}.`,
    events.map(({ event }) => event.source),
  )
}

/** A test of the events: it fails the month when it took away a service and two are not left. */
function takenFrom({ own, tally: { distinct } }: MonthCase, cites: Requirement, rule: string): MonthTest {
  const failed = own.filter(({ faults }) => faults.some((fault) => fault.cites.id === cites.id))
  const reasons = new Set(failed.flatMap(({ faults }) => faults.flatMap((fault) => (fault.cites.id === cites.id ? [fault.says] : []))))
  const says =
    failed.length === 0
      ? `Every event is ${rule}.`
      : `${failed.length} of ${own.length} events are not ${rule}: ${[...reasons].toSorted().join('; ')}.`
  const facts = [...own.flatMap(({ facts }) => facts.get(cites.id) ?? []), ...failed.map(({ event }) => event.source)]
  return test(cites, failed.length === 0 || distinct.length >= servicesNeeded, says, facts)
}

/** Who is asked about: the member, the provider, their enrollments in the month. */
function basis({ file, provider, month }: MonthCase): string[] {
  const enrollments = file.enrollments.filter(
    (enrollment) => isCares(enrollment) && enrollment.provider === provider && overlaps(enrollment.period, daysOf(month)),
  )
  const organization = file.providers.get(provider)
  return [
    ...(file.member ? [file.member.source] : []),
    ...(organization ? [organization.source] : []),
    ...enrollments.map(({ source }) => source),
  ]
}

function test(cites: Requirement, pass: boolean, says: string, facts: readonly string[]): MonthTest {
  return { cites, pass, says, facts: [...new Set(facts)].toSorted() }
}
