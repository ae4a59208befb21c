// http://hl7.org/fhir/uv/ips/STU1.1 (International Patient Summary)
import { createHash } from 'node:crypto'
import type { Bundle, CodeableConcept, Composition, Resource } from '@medplum/fhirtypes'
import { headingsIn } from '#programs/cares/plans/document/headings.ts'
import { languageOf, memberFacts, memberName } from '#programs/cares/plans/document/member-facts.ts'
import { htmlOf } from '#programs/cares/plans/document/page.ts'
import { type Part, sectionOf } from '#programs/cares/plans/document/part.ts'
import type { DocumentRequest, PlanDocument } from '#programs/cares/plans/document/request.ts'
import { localDay } from '#programs/vocabulary/local-day.ts'

/** A section of the summary: what of the record stands in it. The first three are always there, empty or not. */
interface Section {
  key: string
  title: string
  loinc: string
  required?: true
  types: readonly Resource['resourceType'][]
  holds?: (resource: Loose) => boolean
}

/** A clinical record, as far as a summary reads it: the elements that many types share. */
type Loose = Record<string, unknown> & {
  status?: string
  clinicalStatus?: CodeableConcept
  verificationStatus?: CodeableConcept
  code?: CodeableConcept
  medicationCodeableConcept?: CodeableConcept
  vaccineCode?: CodeableConcept
  type?: CodeableConcept
}

const active = ({ clinicalStatus, verificationStatus }: Loose) =>
  !has(clinicalStatus, 'inactive', 'resolved', 'remission') && !has(verificationStatus, 'entered-in-error', 'refuted')
const inStatus =
  (...allowed: string[]) =>
  ({ status }: Loose) =>
    allowed.includes(status ?? '')

const sections: readonly Section[] = [
  { key: 'problems', title: 'Problems', loinc: '11450-4', required: true, types: ['Condition'], holds: active },
  { key: 'allergies', title: 'Allergies and intolerances', loinc: '48765-2', required: true, types: ['AllergyIntolerance'], holds: active },
  {
    key: 'medications',
    title: 'Medication summary',
    loinc: '10160-0',
    required: true,
    types: ['MedicationStatement', 'MedicationRequest'],
    holds: inStatus('active', 'on-hold', 'intended'),
  },
  { key: 'immunizations', title: 'Immunizations', loinc: '11369-6', types: ['Immunization'], holds: inStatus('completed', 'not-done') },
  {
    key: 'procedures',
    title: 'History of procedures',
    loinc: '47519-4',
    types: ['Procedure'],
    holds: inStatus('completed', 'in-progress'),
  },
  { key: 'devices', title: 'Medical devices', loinc: '46264-8', types: ['DeviceUseStatement'], holds: inStatus('active') },
  {
    key: 'results',
    title: 'Results',
    loinc: '30954-2',
    types: ['Observation', 'DiagnosticReport'],
    holds: inStatus('final', 'amended', 'corrected'),
  },
]

/** The member's record as an International Patient Summary: problems, allergies, medicines, and what else there is. Pure. */
export function ipsDocument({ records, on, now, language, settings, base, withheld }: Omit<DocumentRequest, 'plan'>): PlanDocument {
  const patient = records.find((record) => record.resourceType === 'Patient')
  const words = headingsIn(languageOf(language, patient))
  const parts = sections.flatMap((section) => partOf(section, records))
  const known = new Set(records.map(keyOf))
  const custodian = patient?.managingOrganization?.reference
  const composition: Composition = {
    resourceType: 'Composition',
    id: idFor('ips-composition', patient?.id, now),
    meta: { profile: ['http://hl7.org/fhir/uv/ips/StructureDefinition/Composition-uv-ips'] },
    language: words.language,
    status: 'final',
    type: { coding: [{ system: 'http://loinc.org', code: '60591-5' }], text: 'Patient summary' },
    subject: { reference: `Patient/${patient?.id}` },
    date: now,
    author: [custodian === undefined ? { display: 'cares-fhir' } : { reference: custodian }],
    title: 'Patient summary',
    section: parts.map((part) => sectionOf(part, on, words, known)),
  }
  const named = [`Patient/${patient?.id}`, ...(custodian === undefined ? [] : [custodian]), ...parts.flatMap(({ entries }) => entries)]
  const carried = [...new Set(named)].flatMap((key) => records.find((record) => keyOf(record) === key) ?? [])
  const bundle: Bundle = {
    resourceType: 'Bundle',
    id: idFor('ips', patient?.id, now),
    meta: { profile: ['http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips'] },
    identifier: { system: 'urn:ietf:rfc:3986', value: `${base}/Bundle/${idFor('ips', patient?.id, now)}` },
    type: 'document',
    timestamp: now,
    entry: [composition, ...carried].map((resource) => ({ fullUrl: `${base}/${keyOf(resource)}`, resource })),
  }
  const page = {
    title: 'Patient summary',
    name: memberName(patient),
    facts: memberFacts(records, patient, on, words, settings),
    warnings: withheld ? [words.withheld] : [],
  }
  return {
    bundle,
    get html() {
      return htmlOf({ ...page, parts, footer: [`${words.madeOn} ${now}`], on, words, large: false })
    },
  }
}

function partOf({ key, title, loinc, required, types, holds = () => true }: Section, records: readonly Resource[]): Part[] {
  const found = records
    .filter((record) => types.includes(record.resourceType) && holds(record as unknown as Loose))
    .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  if (found.length === 0 && !required) return []
  const days = found.flatMap((record) => localDay(record.meta?.lastUpdated) ?? []).toSorted()
  return [
    {
      key,
      title,
      loinc,
      lines: found.map((record) => ({ text: wordsOf(record as unknown as Loose) })),
      entries: found.map(keyOf),
      asOf: days.at(-1),
    },
  ]
}

function wordsOf({ code, medicationCodeableConcept, vaccineCode, type }: Loose): string {
  const concept = code ?? medicationCodeableConcept ?? vaccineCode ?? type
  return concept?.text ?? concept?.coding?.find(({ display }) => display)?.display ?? concept?.coding?.[0]?.code ?? '—'
}

function has(concept: CodeableConcept | undefined, ...codes: string[]): boolean {
  return concept?.coding?.some(({ code }) => codes.includes(code ?? '')) ?? false
}

function keyOf({ resourceType, id }: Resource): string {
  return `${resourceType}/${id}`
}

function idFor(...parts: (string | undefined)[]): string {
  return createHash('sha256').update(parts.join(' ')).digest('hex').slice(0, 40)
}
