import { spawn } from 'node:child_process'
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Resource } from '@medplum/fhirtypes'
import type { Sources } from './packages.ts'
import { fillSushiHome, sushiHome } from './sushi-home.ts'

const here = dirname(fileURLToPath(import.meta.url))
const root = dirname(here)
const work = join(root, '.cares', 'sushi')

/**
 * Runs SUSHI over the FSH of every program and gives what it made, sorted by type and id.
 * @throws Error with SUSHI's own complaints; warnings count as errors, since nobody reads them otherwise
 */
export async function compile(sources: Sources): Promise<Resource[]> {
  await fillSushiHome(sources)
  await rm(work, { recursive: true, force: true })
  await mkdir(join(work, 'input', 'fsh'), { recursive: true })
  await cp(join(here, 'sushi-config.yaml'), join(work, 'sushi-config.yaml'))
  for (const name of await fshFiles()) await cp(join(here, name), join(work, 'input', 'fsh', name))
  await sushi()
  const made = join(work, 'fsh-generated', 'resources')
  const files = (await readdir(made)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(files.map(async (name) => JSON.parse(await readFile(join(made, name), 'utf8')) as Resource))
}

async function fshFiles(): Promise<string[]> {
  return (await readdir(here, { recursive: true })).filter((name) => name.endsWith('.fsh')).sort()
}

/** SUSHI asks the network for a newer version of itself and waits five seconds for no answer; that cannot be switched off. */
async function sushi(): Promise<void> {
  const app = join(root, 'node_modules', 'fsh-sushi', 'dist', 'app.js')
  const env = { ...process.env, HOME: sushiHome, USERPROFILE: sushiHome }
  const child = spawn(process.execPath, [app, 'build', work, '-s', '-l', 'warn'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const listen = (chunk: Buffer) => {
    said += chunk.toString()
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const status = await new Promise<number>((done) => child.on('close', (code) => done(code ?? 1)))
  const complaints = complaintsOf(said)
  if (status !== 0 || complaints !== '') throw new Error(`SUSHI refuses ${basename(work)}:\n${complaints || said}`)
}

/** The lines of each complaint, with the project's own file names. */
function complaintsOf(said: string): string {
  const lines: string[] = []
  let complaining = false
  for (const line of said.split('\n')) {
    if (/^(error|warn)\b/.test(line) && !/SUSHI|latest version|network/i.test(line)) complaining = true
    else if (line.trim() === '' || /^(info|╔|║|╚)/.test(line)) complaining = false
    if (complaining) lines.push(line.replace(join(work, 'input', 'fsh'), 'profiles'))
  }
  return lines.join('\n')
}
