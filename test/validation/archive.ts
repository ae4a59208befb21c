import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { slimStructure } from '#fhir/definitions/structure.ts'
import { type Definitions, splitCanonical } from '#fhir/definitions/structures.ts'
import type { SlimCodeSystem, SlimValueSet } from '#fhir/definitions/terminology.ts'

interface Resource {
  resourceType: string
  url?: string
  version?: string
}

export interface Archive {
  definitions: Definitions
  /** The package's definitions as published, unslimmed: "StructureDefinition http://…" → resource. */
  published: ReadonlyMap<string, Resource>
  examples: [file: string, resource: Record<string, unknown>][]
}

/** A published FHIR package, read from its archive where it is kept; `undefined`, and a word on the console, when it is not there. */
export function readArchive(name: string): Archive | undefined {
  const file = join(import.meta.dirname, '..', '..', '..', 'shared', 'fhir-packages', `${name}.tgz`)
  if (!existsSync(file)) {
    console.warn(`SKIPPED: the package ${name} (../shared/fhir-packages) is not here.`)
    return undefined
  }
  const definitions = new Map<string, Resource>()
  const examples: [string, Record<string, unknown>][] = []
  for (const [path, text] of untar(gunzipSync(readFileSync(file)))) {
    if (!path.endsWith('.json') || !/^package\/(example\/)?[A-Z]/.test(path)) continue
    const resource = JSON.parse(text) as Resource
    if (path.startsWith('package/example/')) examples.push([path.slice('package/example/'.length), resource as never])
    else if (resource.url) definitions.set(`${resource.resourceType} ${resource.url}`, resource)
  }
  const get = (type: string, canonical: string): never | undefined => {
    const { url, version } = splitCanonical(canonical)
    const found = definitions.get(`${type} ${url}`)
    return found && (version === undefined || found.version === version) ? (found as never) : undefined
  }
  return {
    examples,
    published: definitions,
    definitions: {
      structure(canonical) {
        const full = get('StructureDefinition', canonical)
        return full && slimStructure(full)
      },
      valueSet: (canonical): SlimValueSet | undefined => get('ValueSet', canonical),
      codeSystem: (url): SlimCodeSystem | undefined => get('CodeSystem', url),
    },
  }
}

/** The files of a tar archive: blocks of 512 bytes, a header before each file. */
function* untar(archive: Buffer): Generator<[path: string, text: string]> {
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const field = (from: number, length: number) => archive.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '')
    const size = Number.parseInt(field(124, 12), 8) || 0
    const prefix = field(345, 155)
    const path = prefix ? `${prefix}/${field(0, 100)}` : field(0, 100)
    if (field(156, 1) === '0' || field(156, 1) === '') yield [path, archive.toString('utf8', at + 512, at + 512 + size)]
    at += 512 + Math.ceil(size / 512) * 512
  }
}
