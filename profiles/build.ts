/**
 * `npm run profiles`: FSH → JSON with snapshots → TypeScript.
 *
 *   profiles/<program>/*.fsh   → profiles/compiled/*.json            what this server defines
 *                              → profiles/compiled/examples/*.json   one instance or more for each profile
 *                              → src/generated/codes.ts, sensitivity.ts, profiles.ts
 *
 * The same input gives the same bytes, so CI runs it and asks `git diff --exit-code`.
 */
import { fileURLToPath } from 'node:url'
import { compile } from './compile.ts'
import { readSources } from './packages.ts'
import { writeClockMeasures } from './write-clock-measures.ts'
import { writeCodes } from './write-codes.ts'
import { writeCompiled } from './write-compiled.ts'
import { writeRequirementCodes } from './write-requirement-codes.ts'
import { writeSensitivity } from './write-sensitivity.ts'
import { writeTypes } from './write-types.ts'

async function main(): Promise<void> {
  await writeRequirementCodes()
  await writeClockMeasures()
  const compiled = await compile(readSources(process.env))
  const definitions = await writeCompiled(compiled)
  await writeCodes(definitions)
  await writeSensitivity(definitions)
  await writeTypes(definitions)
  console.log(`${definitions.length} definitions, ${compiled.length - definitions.length} examples`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
