import type { CompositionSection } from '@medplum/fhirtypes'
import { documentSection, systems } from '#generated/codes.ts'
import { type Day, daysBetween } from '../../../vocabulary/calendar.ts'
import type { Headings } from './headings.ts'
import { escaped, narrativeOf } from './narrative.ts'

/** One thing that a part says: the word that catches the eye, and the rest. */
export interface Line {
  strong?: string
  text?: string
  /** A number to call, shown as a link. */
  phone?: string
}

/** A part of a document: written once, read as a section of the Composition and as a block of the page. */
export interface Part {
  /** Class of the block on the page; where it is a code of `document-section`, the section's code too. */
  key: string
  title: string
  /** LOINC code of the section, where there is one. */
  loinc?: string
  lines: Line[]
  /** Records that the part rests on, `Type/id`. */
  entries: string[]
  /** Day of its newest record. */
  asOf?: Day
  /** Parts within: the emergency plan within the ICP. */
  parts?: Part[]
  /** Why it is empty: none known, or nobody recorded it (codes of list-empty-reason). */
  empty?: { code: 'nilknown' | 'notasked' | 'unavailable'; says: string }
}

/** How old a part is, in words. */
export function age({ asOf }: Pick<Part, 'asOf'>, on: Day, words: Headings): string {
  if (asOf === undefined) return words.noDay
  const days = daysBetween(asOf, on)
  return `${words.latest} ${asOf}, ${days <= 0 ? words.today : `${days} ${words.daysOld}`}`
}

/** The part as a section of a Composition: always there, and with the reason when it is empty. */
export function sectionOf(part: Part, on: Day, words: Headings, known: ReadonlySet<string>): CompositionSection {
  const entries = part.entries.filter((entry) => known.has(entry))
  return {
    title: part.title,
    code: { ...(codingsOf(part) ? { coding: codingsOf(part) } : {}), text: part.title },
    text: narrativeOf(sectionBody(part, on, words), words.language),
    ...(entries.length > 0 ? { entry: entries.map((reference) => ({ reference })) } : {}),
    ...(entries.length === 0 && part.lines.length === 0 && !part.parts ? { emptyReason: emptyReason(part, words) } : {}),
    ...(part.parts ? { section: part.parts.map((within) => sectionOf(within, on, words, known)) } : {}),
  }
}

/** Our own code first, the profiles slice by it; the LOINC code beside it. A part that has neither is known by its title. */
function codingsOf({ key, loinc }: Part) {
  const own = (documentSection as readonly string[]).includes(key) ? [{ system: systems.documentSection, code: key }] : []
  const codings = [...own, ...(loinc ? [{ system: 'http://loinc.org', code: loinc }] : [])]
  return codings.length > 0 ? codings : undefined
}

function emptyReason({ empty }: Part, words: Headings) {
  return {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/list-empty-reason', code: empty?.code ?? 'unavailable' }],
    text: empty?.says ?? words.notOnFile,
  }
}

function sectionBody(part: Part, on: Day, words: Headings): string {
  if (part.parts) return `<p>${escaped(part.title)}</p>`
  const said =
    part.lines.length > 0
      ? `<ul>${part.lines.map(({ strong, text, phone }) => `<li>${[strong ? `<b>${escaped(strong)}</b>` : '', escaped(text ?? ''), escaped(phone ?? '')].filter(Boolean).join(' ')}</li>`).join('')}</ul>`
      : `<p>${escaped(part.empty?.says ?? words.notOnFile)}</p>`
  return `${said}<p>${escaped(age(part, on, words))}</p>`
}
