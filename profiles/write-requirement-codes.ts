import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const source = resolve(here, '..', '..', 'shared', 'requirements.json')
const target = join(here, 'shared', 'terminology', 'requirement.fsh')

interface Row {
  id: string
  requirement: string
}

/**
 * Writes the code system `requirement`, one code for each row of the requirements, when the rows are at hand.
 * A clone without them keeps the committed list.
 */
export async function writeRequirementCodes(): Promise<void> {
  if (!existsSync(source)) return
  const { rows } = JSON.parse(await readFile(source, 'utf8')) as { rows: Row[] }
  const text = [
    '// Made by `npm run profiles` from the rows of the requirements.',
    'CodeSystem: Requirement',
    'Id: requirement',
    'Title: "Requirement"',
    'Description: "Each row of the requirements is a code: what OperationOutcome.issue.details, Task.reasonCode and MeasureReport.group.code cite."',
    '* insert LocalCodes',
    '* ^caseSensitive = true',
    '* ^content = #complete',
    ...rows.map(({ id, requirement }) => `* #${id} "${id}" "${requirement.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`),
    '',
    'ValueSet: RequirementValues',
    'Id: requirement',
    'Title: "Requirement"',
    'Description: "Every row of the requirements."',
    '* insert LocalCodes',
    '* include codes from system Requirement',
    '',
  ].join('\n')
  await writeFile(target, text)
}
