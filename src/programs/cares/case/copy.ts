import type { Communication, Resource } from '@medplum/fhirtypes'
import type { Mark } from '../../vocabulary/clock.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { all, isCoded, keyOf } from './element.ts'
import { referenceOf, referencesOf, sourceOf } from './fact-source.ts'
import { isElectronic, isPaper, mediaOf } from './letter.ts'

/** A copy of a finished ICP that was sent. */
export interface Copy extends Mark {
  paper: boolean
  electronic: boolean
  /** Base languages (BCP 47 without region) of what was sent. */
  languages: string[]
  /** What it is a copy of, `CarePlan/id`. */
  about: string[]
}

/** Every copy of an ICP sent to the family. */
export function copiesOf(records: readonly Resource[]): Copy[] {
  const directory = new Map(records.map((record) => [keyOf(record), record]))
  return all(records, 'Communication')
    .filter(({ status, category }) => status === 'completed' && isCoded(category, 'communication-kind', 'icp-copy'))
    .flatMap((copy) => {
      const day = localDay(copy.sent)
      const media = mediaOf(copy)
      if (day === undefined) return []
      return {
        day,
        source: sourceOf(copy),
        paper: isPaper(media),
        electronic: isElectronic(media),
        languages: languagesOf(copy, directory),
        about: [...referencesOf(copy.about), ...referencesOf(copy.basedOn)],
      }
    })
}

function languagesOf(copy: Communication, directory: ReadonlyMap<string, Resource>): string[] {
  const sent = (copy.payload ?? []).flatMap(({ contentAttachment, contentReference }) => {
    const target = referenceOf(contentReference)
    const document = target === undefined ? undefined : directory.get(target)
    const attached =
      document?.resourceType === 'DocumentReference' ? document.content.flatMap(({ attachment }) => attachment.language ?? []) : []
    return [...(contentAttachment?.language ? [contentAttachment.language] : []), ...attached]
  })
  return [...new Set((sent.length > 0 ? sent : copy.language ? [copy.language] : []).map(baseLanguage))]
}

/** `es` of `es-MX`: a copy in a language serves every region of it. */
export function baseLanguage(tag: string): string {
  return tag.toLowerCase().split('-')[0]!
}
