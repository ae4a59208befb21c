import type { EpisodeOfCare } from '@medplum/fhirtypes'
import { tellsOf } from '#auth/access-plan.ts'
import { notFound } from '#fhir/error.ts'
import { monthEligibility } from '#programs/cares/billing/month-eligibility.ts'
import { monthReport } from '#programs/cares/billing/month-report.ts'
import { rosterTally } from '#programs/cares/billing/roster-report.ts'
import { enrollmentOf, isCares } from '#programs/cares/case/enrollment.ts'
import { daysOf, type Month, overlaps } from '#programs/vocabulary/calendar.ts'
import { instantsOf } from '#programs/vocabulary/local-day.ts'
import type { SearchQuery, Stored } from '#storage/store.ts'
import { takeOn } from '../async-job.ts'
import { bundleText, entryText } from '../bundle-text.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { serverSight } from '../sight.ts'
import { billingCases } from './billing-cases.ts'

/** Members whose records are in memory at once. */
const batch = 100
/** Reports that are written at once: in larger pieces what is sent lies in memory until the collector's slow round. */
const together = 10

/**
 * The month's answer for everybody enrolled with a provider in it, in order of their ids, and a summary at the end. The
 * answer is written while it is made, so that a long roster needs no more memory than a short one. NDJSON when asked
 * for, else a Bundle. With `Prefer: respond-async` 202, and where to ask for the same as of this moment, as NDJSON.
 */
export async function billingRoster(
  context: Context,
  request: InteractionRequest,
  { month, asOf }: { month: Month; asOf?: string },
): Promise<InteractionResponse> {
  const provider = `Organization/${request.id}`
  const stored = await context.store.read(context.access, 'Organization', request.id ?? '')
  if (stored === undefined || stored.deleted) throw notFound('Organization', request.id ?? '')
  if (request.prefer.respondAsync === true) {
    const moment = asOf ?? context.now().toISOString()
    const address = `${provider}/$billing-eligibility`
    const output = new URLSearchParams({ month, 'as-of': moment, _format: 'application/fhir+ndjson' })
    const asked = `${request.base}/${address}${request.query.size === 0 ? '' : `?${request.query}`}`
    return takeOn(context, { request: asked, output: `${address}?${output}`, of: 'Organization', type: 'MeasureReport', asOf: moment })
  }
  const reports = await begun(rosterReports(context, provider, month, asOf))
  if (request.accept === 'ndjson') return { status: 200, stream: lines(reports), contentType: 'application/fhir+ndjson' }
  return { status: 200, stream: bundled(reports) }
}

/** Reports that leave together. */
type Some = string[]

/** The same texts once the first are there, so that what fails at once fails before an answer has begun. */
async function begun(texts: AsyncGenerator<Some>): Promise<AsyncGenerator<Some>> {
  const first = await texts.next()
  return (async function* () {
    if (!first.done) yield first.value
    yield* texts
  })()
}

/**
 * MeasureReports, as text, a batch of members at a time; the summary last. What leaves together is told of together: the audit
 * trail, which an answer waits for, costs a statement and a wait for the disk for a batch and not for each member.
 */
async function* rosterReports(context: Context, provider: string, month: Month, asOf: string | undefined): AsyncGenerator<Some> {
  const { store, settings } = context
  const signal = context.signal?.()
  const sight = serverSight(context.access)
  const moment = asOf ?? context.now().toISOString()
  const enrollments = await rosterOf(context, provider, month, asOf)
  const members = [...enrollments.keys()]
  const ofProvider = context.access.caller.kind === 'care-team'
  const tally = rosterTally()
  for (let first = 0; first < members.length && !signal?.aborted; first += batch) {
    const some = members.slice(first, first + batch)
    const cases = await billingCases((query) => store.gather(sight, query), some, { month, provider, asOf, settings })
    for (const member of cases.keys()) tellsOf(context.access, member, ...(ofProvider ? [`provider ${enrollments.get(member)}`] : ['role']))
    let reports: Some = []
    for (const [member, file] of cases) {
      const result = { ...monthEligibility(file, provider, month, settings), member }
      tally.add(result)
      reports.push(JSON.stringify(monthReport(result, { asOf: moment })))
      if (reports.length < together) continue
      yield reports
      reports = []
    }
    if (reports.length > 0) yield reports
  }
  yield [JSON.stringify(tally.report({ provider, month, asOf: moment }))]
}

/** Ids of the members who were enrolled with the provider on a day of the month, sorted, each with one enrollment. */
async function rosterOf(context: Context, provider: string, month: Month, asOf: string | undefined): Promise<Map<string, string>> {
  const members = new Map<string, string>()
  const days = daysOf(month)
  for await (const { text } of asOf === undefined ? enrollmentsNow(context, provider, month) : enrollmentsThen(context, provider, asOf)) {
    const episode = JSON.parse(text) as EpisodeOfCare
    const enrollment = enrollmentOf(episode)
    const id = episode.patient.reference?.replace(/^.*Patient\//, '')
    if (id !== undefined && enrollment.provider === provider && isCares(enrollment) && overlaps(enrollment.period, days))
      members.set(id, `EpisodeOfCare/${episode.id}`)
  }
  return new Map([...members].sort(([one], [other]) => (one < other ? -1 : 1)))
}

async function* enrollmentsNow({ store, access, limits }: Context, provider: string, month: Month): AsyncGenerator<Stored> {
  const { from, to } = instantsOf(month)
  const query: SearchQuery = {
    type: 'EpisodeOfCare',
    clauses: [
      { kind: 'reference', param: 'organization', values: [{ type: 'Organization', id: provider.slice('Organization/'.length) }] },
      // Ends on or after the month's first moment, starts before its last.
      { kind: 'date', param: 'date', ranges: [{ prefix: 'ge', low: from, high: from }] },
      { kind: 'date', param: 'date', ranges: [{ prefix: 'le', low: to, high: to }] },
    ],
    sort: [],
    count: Math.min(1000, limits.pageSize),
    total: 'none',
    include: [],
    revinclude: [],
  }
  const sight = serverSight(access)
  for (let after: string | undefined; ; ) {
    const page = await store.search(sight, { ...query, ...(after === undefined ? {} : { after }) })
    yield* page.matches
    after = page.next
    if (after === undefined) return
  }
}

async function* enrollmentsThen({ store, access }: Context, provider: string, asOf: string): AsyncGenerator<Stored> {
  const alongside = [{ type: 'EpisodeOfCare', param: 'organization', reference: provider }]
  yield* await store.gather(serverSight(access), { members: [], types: [], alongside, asOf })
}

async function* lines(batches: AsyncIterable<Some>): AsyncGenerator<string> {
  for await (const texts of batches) yield `${texts.join('\n')}\n`
}

async function* bundled(batches: AsyncIterable<Some>): AsyncGenerator<string> {
  // The head of a Bundle of one entry, cut where its entries go.
  const [head = ''] = bundleText({ type: 'collection' }, [''])
  let before = head
  for await (const texts of batches) {
    yield `${before}${texts.map((text) => entryText({}, text)).join(',')}`
    before = ','
  }
  yield ']}'
}
