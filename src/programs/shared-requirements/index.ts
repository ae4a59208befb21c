import { law } from './law.ts'
import { time } from './time.ts'

/** Rows that bind every program: how time is counted, and the law. */
export const sharedRequirements = { ...time, ...law }
