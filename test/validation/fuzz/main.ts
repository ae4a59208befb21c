/**
 * `npm run fuzz:validator -- --mutations 1000000 --seed 1`: the validator against as many spoilt records.
 * A failure is printed with its case: `--seed 1 --case 4711` shows that record and judges it alone.
 */
import { parseArgs } from 'node:util'
import { type FuzzRun, fuzz, megabytes } from './run.ts'

const { values } = parseArgs({
  options: {
    mutations: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    case: { type: 'string' },
  },
})
const started = performance.now()
let told = 0

const run = fuzz({
  seed: Number(values.seed),
  mutations: Number(values.mutations),
  from: Number(values.from),
  only: values.case === undefined ? undefined : Number(values.case),
  tell: print,
})
print(run)
for (const { milliseconds, says } of run.slowest) console.log(`slow: ${milliseconds.toFixed(1)} ms, ${says}`)
console.log(`heap after collections: ${run.heap.map(megabytes).join(', ')}`)
process.exit(run.failures.length === 0 ? 0 : 1)

function print({ cases, faulty, heap, slowest, failures }: FuzzRun): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  const slow = slowest[0] ? `, slowest ${slowest[0].milliseconds.toFixed(1)} ms` : ''
  console.log(
    `${seconds} s: ${cases} records judged, ${faulty} found faulty, ${failures.length} failures, heap ${megabytes(heap.at(-1) ?? 0)}${slow}`,
  )
  for (const failure of failures.slice(told)) console.log(`FAILED: ${failure}`)
  told = failures.length
}
