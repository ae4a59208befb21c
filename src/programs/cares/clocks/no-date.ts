import { addDays } from '../../vocabulary/calendar.ts'
import { type Clock, dated, type Mark } from '../../vocabulary/clock.ts'
import type { ServiceReferral } from '../case/service-referral.ts'
import { mon } from '../requirements/mon.ts'

/**
 * A referral does not go silent: within 30 days there is a date for the service, or a note that none is known, or it was
 * closed with a reason. A visit cancelled or missed leaves the referral without a date again.
 */
export const noDate: Clock<ServiceReferral> = {
  cites: mon['CARES-MON-09'],
  name: 'referral-date',
  notApplicable: ({ status, reasoned }) => (status === 'revoked' && reasoned ? 'referral closed with a reason' : undefined),
  starts: ({ referred }) => referred,
  stops: dateOrNote,
  due: (_file, anchor, settings) => addDays(anchor, settings.on('referral-no-date-days', anchor)),
  span: dated({ from: '2023-07-07', value: { days: 30 } }),
}

function dateOrNote({ scheduled, scheduledKnown, referred, noDateNotes }: ServiceReferral): Mark | undefined {
  const known = scheduled && referred && { day: later(referred.day, scheduledKnown ?? referred.day), source: scheduled.source }
  return [...(known ? [known] : []), ...noDateNotes].sort((one, other) => (one.day < other.day ? -1 : 1))[0]
}

/** A date agreed before the referral was written is known from the referral on. */
function later(one: string, other: string): string {
  return one > other ? one : other
}
