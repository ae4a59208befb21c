import type { Communication, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import type { Mark } from '../../vocabulary/clock.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { all, isCoded } from './element.ts'
import { referencesOf, sourceOf } from './fact-source.ts'

/** A letter that was sent, by one channel. */
export interface Letter extends Mark {
  channel: 'certified-mail' | 'electronic' | 'other'
  /** The certified mail number, once it is known. */
  number?: string
  recipients: string[]
}

/** Every letter of a kind that was sent. Certified mail is paper mail that says so, or that carries a number. */
export function lettersOf(records: readonly Resource[], kind: string): Letter[] {
  return all(records, 'Communication')
    .filter(({ status, category }) => status === 'completed' && isCoded(category, 'communication-kind', kind))
    .flatMap((letter) => {
      const day = localDay(letter.sent)
      const number = letter.identifier?.find(({ system }) => system === `${canon}/sid/certified-mail`)?.value
      if (day === undefined) return []
      return { day, source: sourceOf(letter), channel: channelOf(letter, number), number, recipients: referencesOf(letter.recipient) }
    })
}

function channelOf(letter: Communication, number: string | undefined): Letter['channel'] {
  const media = mediaOf(letter)
  if (media.includes('certified-mail') || (media.includes('MAILWRIT') && number !== undefined)) return 'certified-mail'
  return media.some((code) => electronic.has(code)) ? 'electronic' : 'other'
}

const electronic = new Set(['ELECTRONIC', 'EMAILWRIT', 'REMOTECONT'])

/** Is this channel of a message an electronic one? */
export function isElectronic(media: readonly string[]): boolean {
  return media.some((code) => electronic.has(code))
}

/** Is it paper, by mail or in the hand? */
export function isPaper(media: readonly string[]): boolean {
  return media.some((code) => code === 'MAILWRIT' || code === 'certified-mail' || code === 'FACE' || code === 'WRITTEN')
}

/** The codes of the channels that a message went by. */
export function mediaOf(message: Communication): string[] {
  return (message.medium ?? []).flatMap(({ coding }) => coding?.flatMap(({ code }) => code ?? []) ?? [])
}
