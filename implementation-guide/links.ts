import { type Definitions, pageOf } from './definitions.ts'
import { link } from './html.ts'

const core = 'http://hl7.org/fhir/StructureDefinition/'
const usCore = 'http://hl7.org/fhir/us/core/StructureDefinition/'

/** Where a canonical is explained: a page of this guide, HL7's page, or the canonical itself. */
export function addressOf(canonical: string, definitions: Definitions): string {
  const bare = canonical.split('|')[0]!
  const own = definitions.byUrl(bare)
  if (own) return `${pageOf(own)}.html`
  if (bare.startsWith(usCore)) return `http://hl7.org/fhir/us/core/STU6.1/StructureDefinition-${bare.slice(usCore.length)}.html`
  if (bare.startsWith(core)) return typeAddress(bare.slice(core.length))
  return bare
    .replace('http://hl7.org/fhir/ValueSet/', 'http://hl7.org/fhir/R4/valueset-')
    .replace(/(\/R4\/valueset-[a-z0-9-]+)$/, '$1.html')
}

/** A link to a canonical, in its shortest words. */
export function canonicalLink(canonical: string, definitions: Definitions): string {
  const own = definitions.byUrl(canonical)
  return link(addressOf(canonical, definitions), own?.title ?? canonical.split('/').at(-1)!.split('|')[0]!)
}

/** HL7's page of a base type. */
export function typeAddress(type: string): string {
  const primitiveOrData = /^[a-z]/.test(type) || dataTypes.has(type)
  if (type === 'Reference') return 'http://hl7.org/fhir/R4/references.html'
  if (type === 'Extension') return 'http://hl7.org/fhir/R4/extensibility.html'
  if (type === 'Narrative') return 'http://hl7.org/fhir/R4/narrative.html'
  if (type === 'Meta') return 'http://hl7.org/fhir/R4/resource.html#Meta'
  return primitiveOrData ? `http://hl7.org/fhir/R4/datatypes.html#${type}` : `http://hl7.org/fhir/R4/${type.toLowerCase()}.html`
}

const dataTypes = new Set(
  (
    'Address Age Annotation Attachment CodeableConcept Coding ContactPoint Count Distance Duration HumanName Identifier Money ' +
    'Period Quantity Range Ratio SampledData Signature Timing BackboneElement Element'
  ).split(' '),
)
