// Loaded with --import before anything else: takes the predicate that PLANT names out of the server as it is read.
import { readFileSync } from 'node:fs'
import files from 'node:fs/promises'
import { registerHooks, syncBuiltinESMExports } from 'node:module'
import { fileURLToPath } from 'node:url'
import { faults } from './faults.ts'

const fault = faults.find(({ name }) => name === process.env.PLANT)
if (fault === undefined) throw new Error('PLANT names no fault.')
const { file, find, put } = fault
if (readFileSync(file, 'utf8').split(find).length !== 2) throw new Error(`${fault.name}: what is to be taken out stands once in ${file}.`)
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    if (!url.startsWith('file:') || !fileURLToPath(url).endsWith(`/${file}`)) return loaded
    return { ...loaded, source: String(readFileSync(fileURLToPath(url), 'utf8')).replace(find, () => put) }
  },
})

// What the database is told is read as a file and not loaded.
if (file.endsWith('.sql')) {
  const { readFile } = files
  const planted = async (...asked: Parameters<typeof readFile>) => {
    const text = await readFile(...asked)
    return String(asked[0]).endsWith(`/${file}`) ? String(text).replace(find, () => put) : text
  }
  files.readFile = planted as typeof readFile
  syncBuiltinESMExports()
}
