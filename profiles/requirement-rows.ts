import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..', 'shared', 'requirements.json')

/** What the build reads of a row of the requirements. */
export interface Row {
  id: string
  requirement: string
  kind: string
}

/** The rows of the requirements, when they lie beside the project; a clone without them keeps what was made from them. */
export async function readRows(): Promise<Row[] | undefined> {
  if (!existsSync(source)) return undefined
  return (JSON.parse(await readFile(source, 'utf8')) as { rows: Row[] }).rows
}
