// 42 CFR 2.32(b), CARES-CON-07: a copy of the consent, or a clear explanation of its scope, accompanies each disclosure made by it.
import type { Consent } from '@medplum/fhirtypes'
import type { AuditedRequest } from '#auth/access-plan.ts'
import { systems } from '#generated/codes.ts'
import type { Context } from './contract.ts'
import { serverSight } from './sight.ts'

/** How far a Consent goes by which something of a substance use program's was told. References and codes only. */
export interface ConsentScope {
  /** `Consent/[id]` */
  of: string
  /** Who discloses, and who receives. */
  from: string[]
  to: string[]
  purposes: string[]
  /** Classes and codes of content. */
  content: string[]
  labels: string[]
  start?: string
  end?: string
  /** It ends with an event that the Consent names. */
  endsWithEvent: boolean
}

/**
 * The scopes of the Consents that let the caller see what the request has told them of a substance use program's records, as the
 * statements that showed it found them (storage/access/grounds.ts); none where it is told for another reason than a consent.
 */
export async function scopesBehind({ store, access }: Pick<Context, 'store' | 'access'>): Promise<ConsentScope[]> {
  const { request } = access
  if (request === undefined) return []
  const named = new Set([...(request.grounds?.values() ?? [])].flatMap((grounds) => [...grounds].flatMap(consentOf)))
  const known = read.get(request) ?? new Map<string, Promise<ConsentScope[]>>()
  read.set(request, known)
  // Who receives by it has it told, whether or not their token reads Consents; and it is the copy that counts, not who may change it.
  const sight = serverSight(access)
  for (const of of named) {
    if (!known.has(of))
      known.set(
        of,
        store.read(sight, 'Consent', of.slice('Consent/'.length)).then((found) => scopesIn(of, found?.text)),
      )
  }
  return (await Promise.all([...named].sort().map((of) => known.get(of)!))).flat()
}

/** What was read for a request already: an entry of a Bundle tells of it, and then a header. */
const read = new WeakMap<AuditedRequest, Map<string, Promise<ConsentScope[]>>>()

/** `release Consent/[id]`, as a ground is spelled. */
function consentOf(ground: string): string[] {
  const of = ground.startsWith('release') ? ground.split(' ')[1] : undefined
  return of?.startsWith('Consent/') ? [of] : []
}

/** None of a Consent that releases no such content: a general release never does. */
function scopesIn(of: string, text: string | undefined): ConsentScope[] {
  if (text === undefined || text === '') return []
  const { category, provision, extension } = JSON.parse(text) as Consent
  const kinds = category.flatMap(({ coding }) => codesIn(coding?.filter(({ system }) => system === systems.consentKind)))
  const labels = codesIn(provision?.securityLabel)
  const opens = kinds.includes('part2') || (kinds.includes('emergency-exception') && labels.includes('42CFRPart2'))
  if (!opens) return []
  const acting = (role: string) =>
    (provision?.actor ?? [])
      .filter((actor) => codesIn(actor.role?.coding).includes(role))
      .flatMap(({ reference }) => reference?.reference ?? [])
  return [
    {
      of,
      from: acting('CST'),
      to: acting('IRCP'),
      purposes: codesIn(provision?.purpose),
      content: [...codesIn(provision?.class), ...(provision?.code ?? []).flatMap(({ coding }) => codesIn(coding))],
      labels,
      start: provision?.period?.start,
      end: provision?.period?.end,
      endsWithEvent: extension?.some(({ url }) => url.endsWith('/expiry-event')) ?? false,
    },
  ]
}

function codesIn(codings: readonly { code?: string }[] | undefined): string[] {
  return (codings ?? []).flatMap(({ code }) => code ?? [])
}

/** In plain words, for an outcome and for a page. */
export function scopeSentence(scopes: readonly ConsentScope[]): string {
  if (scopes.length === 0) return 'What let the reader see them is not a consent that names a recipient.'
  return scopes
    .map(({ of, from, to, purposes, content, labels, start, end, endsWithEvent }) => {
      const parts = [
        from.length > 0 && `from ${from.join(', ')}`,
        to.length > 0 && `to ${to.join(', ')}`,
        purposes.length > 0 && `for the purpose ${purposes.join(', ')}`,
        `of ${content.join(', ') || 'what it names'} labelled ${labels.join(', ')}`,
        start !== undefined && `from ${start} on`,
        end === undefined ? endsWithEvent && 'until the event that it names' : `until the end of ${end}`,
      ]
      return `The scope of the consent by which they are disclosed, ${of}: ${parts.filter((part) => part !== false).join('; ')}.`
    })
    .join(' ')
}

/** Most Consents that a header spells; a record has one or two. An entry of a searchset and a page have no such bound. */
const mostSpelled = 8

/**
 * The same as a header that a program reads, each Consent with its address: those who receive by a Consent read it there
 * (`auth/actors/common.ts`). Undefined where there is none.
 */
export function scopeHeader(base: string, scopes: readonly ConsentScope[]): string | undefined {
  if (scopes.length === 0) return undefined
  const spelled = scopes.slice(0, mostSpelled).map(({ of, from, to, purposes, content, labels, start, end }) => {
    const said = { from, to, purpose: purposes, content, label: labels, start: start ?? [], end: end ?? [] }
    const parts = Object.entries(said).map(([name, value]) => ({ name, text: [value].flat().join(' ') }))
    return [`<${base}/${of}>`, ...parts.flatMap(({ name, text }) => (text === '' ? [] : `${name}="${plain(text)}"`))].join('; ')
  })
  return spelled.join(', ')
}

/** As a quoted string of a header may have it (RFC 9110 5.6.4), and no longer than that is of use there. */
function plain(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]|["\\]/g, '?').slice(0, 300)
}
