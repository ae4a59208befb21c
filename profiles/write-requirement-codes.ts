import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readRows } from './requirement-rows.ts'

const target = join(dirname(fileURLToPath(import.meta.url)), 'shared', 'terminology', 'requirement.fsh')

/** Writes the code system `requirement`, one code for each row of the requirements, when the rows are at hand. */
export async function writeRequirementCodes(): Promise<void> {
  const rows = await readRows()
  if (rows === undefined) return
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
