import type { Program } from '../program.ts'
import { ocRows } from './requirements.ts'

/** One Care: its rows are known, its rules are open (README.md), so it judges nothing and has no profiles. */
export const oneCare: Program = {
  code: 'one-care',
  requirements: ocRows,
  profilesOf: () => [],
  gates: [],
}
