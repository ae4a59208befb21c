// fast-check as the tests see it: with one seed, so that a run says the same each time, on every machine. Other seeds are
// for looking further: FC_SEED=$RANDOM npm test.
import fc from '../node_modules/fast-check/lib/fast-check.js'

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.FC_SEED ?? 20_230_707) })

export * from '../node_modules/fast-check/lib/fast-check.js'
export default fc
