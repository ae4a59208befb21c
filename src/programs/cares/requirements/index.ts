import { asm } from './asm.ts'
import { asn } from './asn.ts'
import { con } from './con.ts'
import { coo } from './coo.ts'
import { elg } from './elg.ts'
import { emg } from './emg.ts'
import { icp } from './icp.ts'
import { mon } from './mon.ts'
import { pay } from './pay.ts'
import { prv } from './prv.ts'
import { qlt } from './qlt.ts'
import { rem } from './rem.ts'
import { stf } from './stf.ts'
import { tra } from './tra.ts'
import { trn } from './trn.ts'

/** Every row that CARES for Kids answers to, by its ID. */
export const requirements = {
  ...elg,
  ...prv,
  ...asn,
  ...stf,
  ...trn,
  ...asm,
  ...icp,
  ...emg,
  ...coo,
  ...tra,
  ...mon,
  ...qlt,
  ...con,
  ...rem,
  ...pay,
}
