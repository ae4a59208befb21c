import type { Program } from '../program.ts'
import { cpRows } from './requirements.ts'

/** LTSS Community Partners and ACO/MCO care coordination: its rows are known, its rules are open (README.md), so it judges nothing and has no profiles. */
export const ltssCp: Program = {
  code: 'ltss-cp',
  requirements: cpRows,
  profilesOf: () => [],
  gates: [],
}
