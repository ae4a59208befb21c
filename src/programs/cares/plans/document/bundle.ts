import { createHash } from 'node:crypto'
import type { Bundle, CarePlan, Composition, CompositionSection, Patient, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { systems } from '#generated/codes.ts'
import { all, keyOf } from '../../case/element.ts'
import { referenceOf, sourceOf } from '../../case/fact-source.ts'
import type { Headings } from './headings.ts'
import { narrative } from './narrative.ts'
import { type Part, sectionOf } from './part.ts'
import type { DocumentRequest } from './request.ts'

/** What tells one kind of document from another. */
export interface DocumentKind {
  /** Name of the profiles: `cares-<kind>-document` and `cares-<kind>-bundle`. */
  kind: 'icp' | 'emergency'
  /** Code of `document-kind`. */
  category: string
  title: string
  /** Day of the last review, where the document is one that is reviewed. */
  reviewed?: string
}

/** A document Bundle: the Composition first, then every record that its parts name, each once. */
export function bundleFor(request: DocumentRequest, kind: DocumentKind, parts: readonly Part[], words: Headings): Bundle {
  const { plan, records, now, base } = request
  const directory = new Map(records.map((record) => [keyOf(record), record]))
  directory.set(keyOf(plan), plan)
  const known = new Set(directory.keys())
  const sections = parts.map((part) => sectionOf(part, request.on, words, known))
  const composition = compositionFor(request, kind, sections, words)
  const named = [
    composition.subject?.reference,
    ...composition.author.map(({ reference }) => reference),
    composition.custodian?.reference,
    keyOf(plan),
  ]
  const entries = [...named, ...entriesIn(sections)]
  const carried = [...new Set(entries)].flatMap((key) => (key === undefined ? [] : (directory.get(key) ?? [])))
  const resources: Resource[] = [composition, ...carried]
  return {
    resourceType: 'Bundle',
    id: idFor('bundle', plan, now),
    meta: { profile: [`${canon}/StructureDefinition/cares-${kind.kind}-bundle`] },
    language: words.language,
    identifier: { system: `${canon}/sid/document`, value: idFor(kind.kind, plan, now) },
    type: 'document',
    timestamp: now,
    entry: resources.map((resource) => ({ fullUrl: `${base}/${keyOf(resource)}`, resource })),
  }
}

function entriesIn(sections: readonly CompositionSection[]): (string | undefined)[] {
  return sections.flatMap(({ entry, section }) => [...(entry ?? []).map(({ reference }) => reference), ...entriesIn(section ?? [])])
}

function compositionFor(request: DocumentRequest, kind: DocumentKind, section: CompositionSection[], words: Headings): Composition {
  const { plan, records, now } = request
  const patient: Patient | undefined = all(records, 'Patient')[0]
  const custodian = custodianOf(request)
  const author = plan.author?.reference ?? custodian
  return {
    resourceType: 'Composition',
    id: idFor('composition', plan, now),
    meta: { profile: [`${canon}/StructureDefinition/cares-${kind.kind}-document`] },
    language: words.language,
    text: narrative([kind.title, ...section.map(({ title }) => title ?? '')], words.language),
    extension: [
      ...(kind.reviewed ? [{ url: `${canon}/StructureDefinition/last-reviewed`, valueDate: kind.reviewed }] : []),
      { url: `${canon}/StructureDefinition/source-version`, valueString: sourceOf(plan) },
    ],
    // A plan that is not final makes a document that is not final either.
    status: plan.status === 'active' || plan.status === 'completed' ? 'final' : 'preliminary',
    type: { coding: [{ system: 'http://loinc.org', code: '18776-5', display: 'Plan of care note' }], text: kind.title },
    category: [{ coding: [{ system: systems.documentKind, code: kind.category }] }],
    subject: { reference: patient ? keyOf(patient) : referenceOf(plan.subject) },
    date: now,
    author: [author ? { reference: author } : { display: 'CARES for Kids' }],
    title: kind.title,
    ...(custodian ? { custodian: { reference: custodian } } : {}),
    section,
  }
}

/** The provider that keeps the record: that of the enrollment, else of the team. */
function custodianOf({ records }: DocumentRequest): string | undefined {
  const episode = all(records, 'EpisodeOfCare').find(({ status }) => status === 'active')
  const team = all(records, 'CareTeam').find(({ managingOrganization }) => managingOrganization?.length)
  return referenceOf(episode?.managingOrganization) ?? referenceOf(team?.managingOrganization?.[0])
}

/** The same plan version read at the same moment is the same document. */
function idFor(what: string, plan: CarePlan, now: string): string {
  return createHash('sha256')
    .update(`${what} ${sourceOf(plan)} ${now}`)
    .digest('hex')
    .slice(0, 40)
}
