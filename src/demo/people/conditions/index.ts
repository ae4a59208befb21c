import type { ConditionStory } from '../condition.ts'
import { cerebralPalsy } from './cerebral-palsy.ts'
import { congenitalHeart } from './congenital-heart.ts'
import { cysticFibrosis } from './cystic-fibrosis.ts'
import { formerPremature } from './former-premature.ts'
import { leukemia } from './leukemia.ts'
import { muscularDystrophy } from './muscular-dystrophy.ts'
import { sickleCell } from './sickle-cell.ts'
import { spinaBifida } from './spina-bifida.ts'
import { type1Diabetes } from './type-1-diabetes.ts'

/** The stories that sample members live, in the order in which the generator deals them out. */
export const conditions: readonly ConditionStory[] = [
  cerebralPalsy,
  cysticFibrosis,
  sickleCell,
  spinaBifida,
  congenitalHeart,
  leukemia,
  type1Diabetes,
  formerPremature,
  muscularDystrophy,
]
