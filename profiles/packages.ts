/**
 * `npm run packages`: puts the published FHIR packages that this project builds on under `.cares/packages/`.
 * They come from a folder of `.tgz` files (FHIR_PACKAGES, by default ../shared/fhir-packages if it is there), or
 * from a FHIR package registry (FHIR_REGISTRY, e.g. https://packages.fhir.org). Nothing of theirs is committed here.
 * Layout: https://confluence.hl7.org/display/FHIR/FHIR+Package+Cache
 */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, normalize, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Where unpacked packages live: `<name>#<version>/package/`. */
export const packagesFolder = join(root, '.cares', 'packages')

/** The packages that this project speaks of; a registry is asked for these, a folder gives whatever it holds. */
export const wanted = [
  'hl7.fhir.us.core#6.1.0',
  'hl7.fhir.us.core#3.1.1',
  'hl7.fhir.us.core#7.0.0',
  'hl7.fhir.us.core#8.0.0',
  'hl7.fhir.uv.ips#1.1.0',
  'hl7.fhir.us.davinci-deqm#5.0.0',
  'hl7.fhir.us.davinci-pdex#2.2.0',
] as const

/** Where packages may be taken from. */
export interface Sources {
  folder?: string
  registry?: string
}

/** Reads the sources from the environment; the shared folder counts only when it is there. */
export function readSources(env: Readonly<Record<string, string | undefined>>): Sources {
  const shared = resolve(root, '..', 'shared', 'fhir-packages')
  const folder = env.FHIR_PACKAGES ?? (existsSync(shared) ? shared : undefined)
  return { folder, registry: env.FHIR_REGISTRY?.replace(/\/$/, '') }
}

/** The sentence for somebody who has neither a folder nor a registry. */
export function absent(name: string): Error {
  return new Error(
    `The FHIR package ${name} is not here. Set FHIR_PACKAGES to a folder that holds its .tgz, or FHIR_REGISTRY to a FHIR ` +
      'package registry (https://packages.fhir.org), and run "npm run packages".',
  )
}

/**
 * The folder of one unpacked package, fetched first when need be.
 * @param name `<package>#<version>`
 * @param into where unpacked packages live
 * @throws Error with a sentence when no source has it
 */
export async function obtain(name: string, sources: Sources, into = packagesFolder): Promise<string> {
  const target = join(into, name)
  if (existsSync(join(target, 'package', 'package.json'))) return target
  const archive = (await fromFolder(name, sources.folder)) ?? (await fromRegistry(name, sources.registry))
  if (archive === undefined) throw absent(name)
  await unpack(archive, target)
  return target
}

async function fromFolder(name: string, folder: string | undefined): Promise<Buffer | undefined> {
  const file = folder === undefined ? undefined : join(folder, `${name.replace('#', '-')}.tgz`)
  return file !== undefined && existsSync(file) ? await readFile(file) : undefined
}

async function fromRegistry(name: string, registry: string | undefined): Promise<Buffer | undefined> {
  if (registry === undefined) return undefined
  const response = await fetch(`${registry}/${name.replace('#', '/')}`)
  if (!response.ok) throw new Error(`${registry} answered ${response.status} for ${name}.`)
  return Buffer.from(await response.arrayBuffer())
}

/** Unpacks beside the target and renames, so that a half-written package is never taken for a whole one. */
async function unpack(archive: Buffer, target: string): Promise<void> {
  const partial = `${target}.partial`
  await rm(partial, { recursive: true, force: true })
  const entries = extract()
  entries.on('entry', (header, stream, next) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk) => chunks.push(Buffer.from(chunk as Uint8Array)))
    stream.on('end', () => {
      const path = join(partial, normalize(header.name))
      const inside = path.startsWith(`${partial}/`) || path.startsWith(`${partial}\\`)
      if (header.type !== 'file' || !inside) return next()
      mkdir(dirname(path), { recursive: true })
        .then(() => writeFile(path, Buffer.concat(chunks)))
        .then(() => next(), next)
    })
  })
  await pipeline(Readable.from([archive]), createGunzip(), entries)
  await rm(target, { recursive: true, force: true })
  await rename(partial, target)
}

/** Every `<name>#<version>` that a folder of archives holds. */
async function held(folder: string | undefined): Promise<string[]> {
  if (folder === undefined || !existsSync(folder)) return []
  const names = (await readdir(folder)).filter((file) => file.endsWith('.tgz'))
  return names.map((file) => file.slice(0, -4).replace(/-(\d+\.\d+\.\d+.*)$/, '#$1')).sort()
}

async function main(): Promise<void> {
  const sources = readSources(process.env)
  const names = sources.registry !== undefined && sources.folder === undefined ? [...wanted] : await held(sources.folder)
  if (names.length === 0) throw absent(wanted[0])
  for (const name of names) console.log(`${name} → ${join(await obtain(name, sources), 'package').slice(root.length + 1)}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
