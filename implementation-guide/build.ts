/** `npm run guide`: compiled definitions and Markdown → the guide in `.cares/guide/`, which the server shows at /ig/. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deadLinks } from './dead-links.ts'
import { readDefinitions } from './definitions.ts'
import { packageArchive } from './package-archive.ts'
import { site } from './site.ts'

const out = join(dirname(dirname(fileURLToPath(import.meta.url))), '.cares', 'guide')

async function main(): Promise<void> {
  const definitions = readDefinitions()
  const files = site(definitions)
  const dead = deadLinks(new Map([...files, ['package.tgz', '']]))
  if (dead.length > 0) throw new Error(`Links that lead nowhere:\n${dead.join('\n')}`)
  await rm(out, { recursive: true, force: true })
  await mkdir(out, { recursive: true })
  await Promise.all([...files].map(([name, content]) => writeFile(join(out, name), content)))
  await writeFile(join(out, 'package.tgz'), await packageArchive(definitions))
  console.log(`${[...files.keys()].filter((name) => name.endsWith('.html')).length} pages in .cares/guide`)
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
