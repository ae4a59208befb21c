// Loaded with --import before anything else: takes the predicate that PLANT names out of the server as it is read.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
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
