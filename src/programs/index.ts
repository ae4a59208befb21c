import { cares } from './cares/index.ts'
import { csp } from './csp/index.ts'
import { ltssCp } from './ltss-cp/index.ts'
import { oneCare } from './one-care/index.ts'
import type { Program } from './program.ts'

/** The care programs of this server. A new one is a folder here and a line there. */
export const programs: readonly Program[] = [cares, csp, ltssCp, oneCare]
