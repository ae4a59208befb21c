import { warns } from '../../../vocabulary/finding.ts'
import { asm } from '../../requirements/asm.ts'
import type { ContentRule } from './rule.ts'

/**
 * What the assessment identified is found again in the plan. A need that has become a record of its own is followed by
 * CARES-ICP-05; this row speaks of one that the assessment only mentions, and that nobody took further.
 */
export const needsAddressed: ContentRule = {
  cites: asm['CARES-ASM-03'],
  judge({ cited, needs }) {
    const known = new Set(needs.map(({ source }) => source))
    return (cited?.needs ?? [])
      .filter(({ status, need }) => status !== 'resolved' && status !== 'no-action' && (need === undefined || !known.has(need)))
      .map(() =>
        warns(
          this.cites,
          'incomplete',
          'A need identified in the assessment was never addressed. Record it as a need and link a goal, or say why nothing is done.',
          cited!.source,
        ),
      )
  },
}
