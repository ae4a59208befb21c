import type { Program } from '../program.ts'
import { cspRows } from './requirements.ts'

/** CCA Community Support Program (CSP): its rows are known, its rules are open (README.md), so it judges nothing and has no profiles. */
export const csp: Program = {
  code: 'csp',
  requirements: cspRows,
  profilesOf: () => [],
  gates: [],
}
