import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Resource, ValueSet } from '@medplum/fhirtypes'

const file = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src', 'generated', 'sensitivity.ts')

/** The label (v3-ActCode) that each value set stands for. */
const labels: Readonly<Record<string, string>> = {
  'sensitive-substance-use': 'ETH',
  'sensitive-hiv': 'HIV',
  'sensitive-mental-health': 'PSY',
  'sensitive-reproductive': 'SEX',
  'sensitive-sexually-transmitted': 'STD',
}

/** Writes what earns a security label as a table: label, code system, codes or the shape of codes. */
export async function writeSensitivity(definitions: readonly Resource[]): Promise<void> {
  const rows = definitions
    .filter((one): one is ValueSet => one.resourceType === 'ValueSet' && labels[one.id ?? ''] !== undefined)
    .flatMap(({ id = '', compose }) =>
      (compose?.include ?? []).map(({ system, concept, filter = [] }) => {
        const shape = filter.find(({ property, op }) => property === 'code' && op === 'regex')?.value
        if (filter.length > (shape === undefined ? 0 : 1)) throw new Error(`ValueSet ${id}: a filter that is no shape of codes.`)
        return { label: labels[id], system, ...(concept && { codes: concept.map(({ code }) => code) }), ...(shape && { shape }) }
      }),
    )
  const text = [
    '// Made by `npm run profiles` from the value sets in profiles/shared/terminology/sensitivity.fsh. Do not edit.',
    '',
    '/** What earns a security label: codes of a system, or all codes of a shape. */',
    'export const sensitivity: readonly { label: string; system: string; codes?: readonly string[]; shape?: string }[] = [',
    ...rows.map((row) => `  ${JSON.stringify(row)},`),
    ']',
    '',
  ].join('\n')
  await writeFile(file, text)
}
