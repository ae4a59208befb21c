import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Bundle, BundleEntry, List, OperationOutcome, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { Actor, type Stage } from './journey/stage.ts'

/** A reference that asks instead of naming: `Practitioner?identifier=system|value`. */
const conditional = /"reference":\s*"([A-Z][A-Za-z]+)\?identifier=([^"|]*)\|([^"]+)"/g

const loadedSystem = `${canon}/sid/loaded-bundle`

/**
 * Loads FHIR bundles from a folder and what lies below it (`.json`, `.json.gz`), each as one transaction: bundles without a patient first, as
 * others name what is in them. A batch whose entries refer to each other, which R4 does not allow, and a plain
 * collection are sent as transactions. Each leaves a List of its patients under the hash of its content, in the same
 * transaction: a bundle that is here already is not loaded again.
 *
 * @returns ids of the patients that were loaded
 */
export async function loadFolder(stage: Stage, folder: string): Promise<string[]> {
  const bundles = filesOf(folder)
    .map((path) => ({ path, bundle: readBundle(path) }))
    .filter((file): file is { path: string; bundle: Bundle } => file.bundle !== undefined)
    .sort((one, other) => placeOf(one.bundle) - placeOf(other.bundle) || (one.path < other.path ? -1 : 1))
  if (bundles.length === 0) throw new Error(`no FHIR bundle in ${folder}: expected .json or .json.gz files that hold a Bundle`)
  const patients: string[] = []
  let number = 0
  for (const { path, bundle } of bundles) {
    number += 1
    const actor = new Actor(stage.fhirBaseUrl, await stage.token('demo-all'))
    const name = `${number} of ${bundles.length}  ${path.slice(folder.length).replace(/^\//, '')}`
    const hash = createHash('sha256').update(JSON.stringify(bundle)).digest('hex')
    const earlier = await loadedBefore(actor, hash)
    if (earlier !== undefined) {
      patients.push(...earlier)
      stage.tell(`${name}: already here`)
      continue
    }
    await createTargets(actor, bundle, stage)
    const answer = (await actor.client
      .transaction({ body: asTransaction(bundle, hash) as never })
      .catch((error: { response?: { data: OperationOutcome } }) => {
        const first = error.response?.data.issue?.[0]
        throw new Error(`${path}: ${first === undefined ? String(error) : `${first.expression?.[0] ?? ''} ${first.diagnostics ?? ''}`}`)
      })) as unknown as Bundle
    const loaded = (answer.entry ?? []).slice(0, -1)
    const ids = loaded.flatMap(({ response }) => /Patient\/([^/]+)/.exec(response?.location ?? '')?.[1] ?? [])
    patients.push(...ids)
    stage.tell(`${name}: ${loaded.length} records`)
  }
  return patients
}

function filesOf(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name)
      if (statSync(path).isDirectory()) return filesOf(path)
      return /\.json(\.gz)?$/.test(name) ? [path] : []
    })
}

function readBundle(path: string): Bundle | undefined {
  const bytes = readFileSync(path)
  try {
    const parsed = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as Resource | null
    return parsed?.resourceType === 'Bundle' ? parsed : undefined
  } catch {
    throw new Error(`${path} is not JSON`)
  }
}

/** Patients of a bundle that an earlier start loaded; undefined when none did. */
async function loadedBefore(actor: Actor, hash: string): Promise<string[] | undefined> {
  const { text } = await actor.get(`List?identifier=${encodeURIComponent(`${loadedSystem}|${hash}`)}`)
  const list = (JSON.parse(text) as Bundle).entry?.[0]?.resource as List | undefined
  if (list === undefined) return undefined
  return (list.entry ?? []).flatMap(({ item }) => item.reference?.replace(/^Patient\//, '') ?? [])
}

/**
 * Organizations and staff first, as others name them; then bundles that ask for somebody by identifier, as long as only one
 * has it; then those that bring everybody along.
 */
function placeOf(bundle: Bundle): 0 | 1 | 2 {
  if (!bundle.entry?.some(({ resource }) => resource?.resourceType === 'Patient')) return 0
  return JSON.stringify(bundle).search(conditional) >= 0 ? 1 : 2
}

/** What is to be loaded, and at its end the List that says so. */
function asTransaction(bundle: Bundle, hash: string): Bundle {
  const entry = (bundle.entry ?? []).flatMap(({ fullUrl, resource, request }): BundleEntry[] =>
    resource === undefined ? [] : [{ fullUrl, resource, request: request ?? { method: 'POST', url: resource.resourceType } }],
  )
  const people = entry.filter(({ resource, fullUrl }) => resource?.resourceType === 'Patient' && fullUrl !== undefined)
  const list: List = {
    resourceType: 'List',
    identifier: [{ system: loadedSystem, value: hash }],
    status: 'current',
    mode: 'snapshot',
    title: 'Patients of a bundle that was loaded',
    ...(people.length === 0 ? {} : { entry: people.map(({ fullUrl }) => ({ item: { reference: fullUrl } })) }),
  }
  return { resourceType: 'Bundle', type: 'transaction', entry: [...entry, { resource: list, request: { method: 'POST', url: 'List' } }] }
}

/**
 * What a bundle names by identifier must be here before it, or the transaction fails whole. Whoever is still missing is
 * created with nothing but that identifier and a name that says so.
 */
async function createTargets(actor: Actor, bundle: Bundle, stage: Stage): Promise<void> {
  const wanted = new Map<string, { type: string; system: string; value: string }>()
  for (const [whole, type = '', system = '', value = ''] of JSON.stringify(bundle).matchAll(conditional))
    wanted.set(whole, { type, system, value })
  for (const { type, system, value } of wanted.values()) {
    const token = `${system}|${value}`
    const found = JSON.parse((await actor.get(`${type}?identifier=${encodeURIComponent(token)}&_summary=count`)).text) as Bundle
    if ((found.total ?? 0) > 0) continue
    const name = type === 'Practitioner' ? { name: [{ text: 'Named by a loaded bundle' }] } : { name: 'Named by a loaded bundle' }
    await actor.client.create({
      resourceType: type,
      body: {
        resourceType: type,
        identifier: [{ system, value }],
        ...(type === 'Practitioner' || type === 'Organization' || type === 'Location' ? name : {}),
      },
    })
    stage.tell(`    ${type} with identifier ${token} is named but was not here: created`)
  }
}
