import type { Program } from '../program.ts'
import { csp } from './requirements.ts'

/** CCA Community Support Program (CSP): its rows are known, its rules are open (README.md), so it judges nothing and has no profiles. */
export const csp: Program = {
  code: 'csp',
  requirements: csp,
  profilesOf: () => [],
  gates: [],
}
