import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What `npm run demo` was asked to do. */
export interface DemoOptions {
  /** End after the journey instead of going on serving. */
  once: boolean
  /** Folder of FHIR bundles to load instead of the sample members. */
  data?: string
  /** Where the demo keeps its database. */
  dataDir: string
  /** Where people and scripts find the demo's credentials. */
  credentials: string
  members: number
}

/** @throws when an option is unknown or has no sensible value */
export function readOptions(args: readonly string[], dataDir: string): DemoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      once: { type: 'boolean', default: false },
      data: { type: 'string' },
      'data-dir': { type: 'string' },
      members: { type: 'string', default: '10' },
    },
  })
  const members = Number(values.members)
  if (!Number.isInteger(members) || members < 1 || members > 20_000) throw new Error('--members takes a whole number from 1 to 20000')
  const folder = values['data-dir'] ?? dataDir
  return {
    once: values.once,
    data: values.data === undefined ? undefined : resolve(values.data),
    dataDir: folder,
    credentials: join(folder, '..', 'demo-credentials.json'),
    members,
  }
}
