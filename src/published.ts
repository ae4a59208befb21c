// http://hl7.org/fhir/R4/operationdefinition.html, http://hl7.org/fhir/R4/implementationguide.html
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ImplementationGuide, OperationDefinition } from '@medplum/fhirtypes'
import { ownAccess } from '#auth/access-plan.ts'
import { cached, readCoreDefinitions } from '#fhir/definitions/cache.ts'
import { canon } from '#fhir/issue.ts'
import { operations } from '#interactions/operations/index.ts'
import { sameContent } from '#interactions/write/versions.ts'
import type { ResourceJson, Session, Store, Write } from '#storage/store.ts'

/*
 * What this server publishes about itself can be read and searched like any other resource: it is stored at the first
 * start of a release, in one statement, and nobody but the server may change it. Considered: answering from memory. That
 * would need a second search, with its own paging and sorting, for resources that a few hundred rows hold just as well.
 */

const folder = join(import.meta.dirname, '..', 'profiles', 'compiled')
const guideId = 'cares-fhir'
const digestSystem = `${canon}/sid/published-digest`
const hl7 = 'http://hl7.org/fhir/OperationDefinition/'

/** `Type/id` of everything that is published: the names of the files, the guide, and HL7's operations that stand here. */
export function publishedKeys(): ReadonlySet<string> {
  const own = files().map((name) => name.replace('-', '/').replace(/\.json$/, ''))
  return new Set([...own, ...hl7Ids().map((id) => `OperationDefinition/${id}`), `ImplementationGuide/${guideId}`])
}

/**
 * Stores what is published, unless it is stored already in this form. Any number of servers may start at once.
 * @returns how many resources were written
 */
export async function publish(store: Store): Promise<number> {
  const access = ownAccess('publish')
  const digest = digestOf()
  if (digestIn(await store.read(access, 'ImplementationGuide', guideId)) === digest) return 0
  return store.transact(access, ['published'], async (session) => {
    const contents: Contents = []
    let written = 0
    for (const some of published()) {
      contents.push(...some.map(lineOf))
      written += await writeChanged(session, some)
    }
    return written + (await writeChanged(session, [guideOf(contents, digest)]))
  })
}

/** Resources at a time: all of them at once would be a hundred megabytes of a start's memory. */
const batch = 20

/** What is published but the guide, some at a time. */
function* published(): Generator<ResourceJson[]> {
  const names = files()
  for (let first = 0; first < names.length; first += batch) yield names.slice(first, first + batch).map(readResource)
  yield hl7Operations()
}

function readResource(name: string): ResourceJson {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as ResourceJson
}

/** Writes those that are not stored in this form. */
async function writeChanged(session: Session, resources: readonly ResourceJson[]): Promise<number> {
  const others = resources.map(({ resourceType, id }) => `${resourceType}/${id}`)
  const stored = await session.gather({ members: [], types: [], others })
  const before = new Map(stored.map(({ type, id, text }) => [`${type}/${id}`, JSON.parse(text) as object]))
  const writes = resources.flatMap((resource): Write[] => {
    const previous = before.get(`${resource.resourceType}/${resource.id}`)
    if (previous === undefined) return [{ act: 'create', method: 'PUT', resource }]
    return sameContent(resource, previous) ? [] : [{ act: 'update', method: 'PUT', resource }]
  })
  if (writes.length > 0) await session.write(writes)
  return writes.length
}

function files(): string[] {
  return readdirSync(folder)
    .filter((name) => /^[A-Z][A-Za-z]*-.+\.json$/.test(name))
    .sort()
}

/** Ids of HL7's OperationDefinitions that this server's operations follow. */
function hl7Ids(): string[] {
  const own = operations.filter(({ definition }) => definition.startsWith(hl7))
  return [...new Set(own.map(({ definition }) => definition.slice(hl7.length)))].sort()
}

function hl7Operations(): ResourceJson[] {
  const ids = hl7Ids()
  const all = cached('hl7-operations', [import.meta.filename], () =>
    readCoreDefinitions<OperationDefinition>('profiles-resources').filter(({ resourceType }) => resourceType === 'OperationDefinition'),
  )
  return all.filter(({ id }) => ids.includes(id ?? '')) as unknown as ResourceJson[]
}

/** Tells one release's definitions from another's. */
function digestOf(): string {
  const hash = createHash('sha256')
  for (const name of files()) hash.update(readFileSync(join(folder, name))).update('\0')
  for (const id of hl7Ids()) hash.update(id).update('\0')
  return hash.digest('hex')
}

function digestIn(guide: { deleted: boolean; text: string } | undefined): string | undefined {
  if (guide === undefined || guide.deleted) return undefined
  const { meta } = JSON.parse(guide.text) as ImplementationGuide
  return meta?.tag?.find(({ system }) => system === digestSystem)?.code
}

type Contents = NonNullable<ImplementationGuide['definition']>['resource']

function lineOf({ resourceType, id, title, name }: ResourceJson): Contents[number] {
  return { reference: { reference: `${resourceType}/${id}` }, name: String(title ?? name ?? id) }
}

/** The guide's table of contents; its tag says from which files it was made. */
function guideOf(contents: Contents, digest: string): ResourceJson {
  const guide: ImplementationGuide & { id: string } = {
    resourceType: 'ImplementationGuide',
    id: guideId,
    meta: { tag: [{ system: digestSystem, code: digest }] },
    url: `${canon}/ImplementationGuide/${guideId}`,
    version: '0.1.0',
    name: 'CaresFhir',
    title: 'CARES for Kids on FHIR',
    status: 'active',
    packageId: guideId,
    fhirVersion: ['4.0.1'],
    definition: { resource: contents },
  }
  return guide as unknown as ResourceJson
}
