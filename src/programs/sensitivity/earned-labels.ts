import { canon } from '#fhir/issue.ts'
import { sensitivity } from '#generated/sensitivity.ts'

// biome-ignore lint/suspicious/noExplicitAny: what was sent, not yet known to be FHIR
type Any = any

/** What a coding of a system earns. */
interface BySystem {
  codes: Map<string, string[]>
  shapes: [RegExp, string][]
}

const bySystem = new Map<string, BySystem>()
for (const { label, system, codes = [], shape } of sensitivity) {
  const found: BySystem = bySystem.get(system) ?? { codes: new Map(), shapes: [] }
  for (const code of codes) found.codes.set(code, [...(found.codes.get(code) ?? []), label])
  if (shape !== undefined) found.shapes.push([new RegExp(`^(?:${shape})$`), label])
  bySystem.set(system, found)
}
// HL7 spells this system both ways; requirements 11.2 accepts either.
const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets'
bySystem.set(hcpcs.replace('http:', 'https:'), bySystem.get(hcpcs)!)

// What comes from CDA or a claim may still name a system by its OID, and ICD-10-CM as ICD-10.
const otherNames: Readonly<Record<string, string>> = {
  'urn:oid:2.16.840.1.113883.6.90': 'http://hl7.org/fhir/sid/icd-10-cm',
  'http://hl7.org/fhir/sid/icd-10': 'http://hl7.org/fhir/sid/icd-10-cm',
  'urn:oid:2.16.840.1.113883.6.96': 'http://snomed.info/sct',
  'urn:oid:2.16.840.1.113883.6.1': 'http://loinc.org',
  'urn:oid:2.16.840.1.113883.6.88': 'http://www.nlm.nih.gov/research/umls/rxnorm',
  'urn:oid:2.16.840.1.113883.6.285': hcpcs,
}
for (const [name, system] of Object.entries(otherNames)) bySystem.set(name, bySystem.get(system)!)

/** A code of ICD-10-CM as the shapes spell it: claims leave out its dot. */
function dotted(code: string): string {
  const upper = code.trim().toUpperCase()
  return /^[A-Z]\d[0-9A-Z]{2,5}$/.test(upper) ? `${upper.slice(0, 3)}.${upper.slice(3)}` : upper
}

const consentKinds = `${canon}/CodeSystem/consent-kind`

/**
 * The security labels that a record earns by what it says (CARES-CON-07): by its codes, wherever in it they stand, and by
 * its source, when it names a substance use program (42 CFR 2.11) or comes from one. What is only told in words, a picture
 * or an attachment earns none: whoever sends it labels it.
 *
 * @param part2Programs references of the Organizations that are such programs
 * @param sender `Organization/[id]` of the client that writes it
 */
export function earnedLabels(resource: object, part2Programs: readonly string[], sender?: string): Set<string> {
  const earned = new Set<string>()
  if (sender !== undefined && part2Programs.includes(sender)) earned.add('42CFRPart2')
  const { resourceType } = resource as { resourceType?: unknown }
  // A consent speaks of content without holding it. That a minor consented alone is itself not the parents' to know.
  if (resourceType === 'Consent') {
    if (isMinorsOwn(resource)) earned.add('ADOL')
    return earned
  }
  for (const [name, value] of Object.entries(resource)) if (name !== 'meta' && name !== 'text') walk(value, part2Programs, earned)
  return earned
}

function walk(value: unknown, programs: readonly string[], earned: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const item of value) walk(item, programs, earned)
    return
  }
  const { system, code, reference } = value as Any
  if (typeof code === 'string' && typeof system === 'string') {
    const known = bySystem.get(system)
    if (known !== undefined) {
      for (const label of known.codes.get(code) ?? []) earned.add(label)
      for (const [shape, label] of known.shapes) if (shape.test(code) || shape.test(dotted(code))) earned.add(label)
    }
  }
  if (typeof reference === 'string' && programs.some((one) => names(reference, one))) earned.add('42CFRPart2')
  for (const item of Object.values(value)) if (typeof item === 'object') walk(item, programs, earned)
}

/** Below whatever base, and of whatever version. */
function names(reference: string, whom: string): boolean {
  const whole = reference.replace(versioned, '')
  return whole === whom || whole.endsWith(`/${whom}`)
}

const versioned = /\/_history\/[^/]*$/

/** Of a kind that a minor gives alone, or one for protected content that the member signed. */
function isMinorsOwn({ category, performer, patient }: Any): boolean {
  const kinds = list(category).flatMap((one) => list(one?.coding).flatMap(({ system, code }: Any) => (system === consentKinds ? code : [])))
  if (kinds.includes('minor-consented')) return true
  const member = /(?:^|\/)(Patient\/[^/]+)$/.exec(String(patient?.reference ?? '').replace(versioned, ''))?.[1]
  const signed = member !== undefined && list(performer).some(({ reference }) => names(String(reference ?? ''), member))
  return signed && (kinds.includes('part2') || kinds.includes('hiv'))
}

function list(value: unknown): Any[] {
  return Array.isArray(value) ? value.filter((one) => one !== null && typeof one === 'object') : []
}
