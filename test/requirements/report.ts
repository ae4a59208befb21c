import { fileURLToPath } from 'node:url'
import { type Survey, survey } from './survey.ts'

// `npm run requirements` lists every row with its rules and tests; `--json` prints the same for a program to read.

const rows = survey(fileURLToPath(new URL('../..', import.meta.url)))

if (process.argv.includes('--json')) console.log(JSON.stringify({ rows }))
else print(rows)

function print(all: readonly Survey[]): void {
  for (const { id, state, rules, tests, note } of all) {
    const evidence = state === 'open' ? '' : `  ${rules.join(', ')}  (${tests.length} ${tests.length === 1 ? 'test' : 'tests'})`
    console.log(`${id.padEnd(13)} ${state.padEnd(7)}${evidence}${note === '' ? '' : `  – ${note}`}`)
  }
  const count = (state: Survey['state']) => all.filter((row) => row.state === state).length
  console.log(`\n${all.length} rows: ${count('proven')} proven, ${count('partly')} partly, ${count('open')} open`)
}
