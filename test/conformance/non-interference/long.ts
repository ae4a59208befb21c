// npm run access:long: what test/conformance/non-interference shows, in twenty thousand trials on the PostgreSQL of DATABASE_URL.
import { openTestStore } from '../../storage/databases.ts'
import { tryAll } from './trials.ts'

const trials = Number(process.env.ACCESS_TRIALS ?? 20_000)
const seed = Number(process.env.FC_SEED ?? 20_230_707)
const opened = await openTestStore()
const start = performance.now()
try {
  const { interference, ...outcome } = await tryAll(opened, { trials, seed, stopAt: Number(process.env.ACCESS_STOP_AT ?? 1) })
  for (const one of interference) {
    const [a, b] = one.answers
    const at = [...a].findIndex((letter, index) => letter !== b[index])
    console.log(JSON.stringify({ ...one, answers: undefined }))
    console.log(
      `with all:  ${a.slice(0, 20)} … ${a.slice(Math.max(0, at - 100), at + 200)}\nvisible:   ${b.slice(0, 20)} … ${b.slice(Math.max(0, at - 100), at + 200)}`,
    )
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(JSON.stringify({ seed, database: opened.database.kind, seconds, differ: interference.length, ...outcome }))
  process.exitCode = interference.length === 0 ? 0 : 1
} finally {
  await opened.close()
}
