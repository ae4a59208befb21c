import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Bundle, BundleEntry, OperationOutcome, Resource } from '@medplum/fhirtypes'
import { Actor, type Stage } from './journey/stage.ts'

/** A reference that asks instead of naming: `Practitioner?identifier=system|value`. */
const conditional = /"reference":\s*"([A-Z][A-Za-z]+)\?identifier=([^"|]*)\|([^"]+)"/g

/**
 * Loads FHIR bundles from a folder and what lies below it (`.json`, `.json.gz`), each as one transaction: bundles without a patient first, as
 * others name what is in them. A batch whose entries refer to each other, which R4 does not allow, and a plain
 * collection are sent as transactions.
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
    await createTargets(actor, bundle, stage)
    const answer = (await actor.client
      .transaction({ body: asTransaction(bundle) as never })
      .catch((error: { response?: { data: OperationOutcome } }) => {
        const first = error.response?.data.issue?.[0]
        throw new Error(`${path}: ${first === undefined ? String(error) : `${first.expression?.[0] ?? ''} ${first.diagnostics ?? ''}`}`)
      })) as unknown as Bundle
    const ids = (answer.entry ?? []).flatMap(({ response }) => /Patient\/([^/]+)/.exec(response?.location ?? '')?.[1] ?? [])
    patients.push(...ids)
    stage.tell(`${number} of ${bundles.length}  ${path.slice(folder.length).replace(/^\//, '')}: ${answer.entry?.length ?? 0} records`)
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
  const parsed = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as Resource
  return parsed.resourceType === 'Bundle' ? parsed : undefined
}

/**
 * Organizations and staff first, as others name them; then bundles that ask for somebody by identifier, as long as only one
 * has it; then those that bring everybody along.
 */
function placeOf(bundle: Bundle): 0 | 1 | 2 {
  if (!bundle.entry?.some(({ resource }) => resource?.resourceType === 'Patient')) return 0
  return JSON.stringify(bundle).search(conditional) >= 0 ? 1 : 2
}

function asTransaction(bundle: Bundle): Bundle {
  const entry = (bundle.entry ?? []).flatMap(({ fullUrl, resource, request }): BundleEntry[] =>
    resource === undefined ? [] : [{ fullUrl, resource, request: request ?? { method: 'POST', url: resource.resourceType } }],
  )
  return { resourceType: 'Bundle', type: 'transaction', entry }
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
