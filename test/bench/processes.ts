import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'

/** A server process under measurement. */
export interface Running {
  pid: number
  /** From spawn to the first answer, milliseconds. */
  startMs: number
  listens: boolean
  /** Tells the script a word and waits until it has heard; only for one that was started to listen. */
  tell(word: string): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts a script on this Node with only these variables, and waits until a path of its port answers.
 *
 * @param profile folder in which it leaves a CPU profile when it ends
 * @param listens it answers each word that it is told with the same word
 */
export async function startProcess(
  script: string,
  port: number,
  path: string,
  env: Record<string, string>,
  { profile, listens = false }: { profile?: string; listens?: boolean } = {},
): Promise<Running> {
  const start = performance.now()
  const profiling = profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profile]
  // As `npm start` has it.
  const { NODE_COMPILE_CACHE } = process.env
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...profiling, script], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      PORT: String(port),
      LOG_LEVEL: 'warn',
      ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }),
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit', ...(listens ? (['ipc'] as const) : [])],
  })
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode} before it answered`)
    const answered = await fetch(`http://127.0.0.1:${port}${path}`).then(
      () => true,
      () => false,
    )
    if (answered) break
    if (performance.now() - start > 120_000) throw new Error(`${script} did not answer within 120 s`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {
    pid: child.pid!,
    startMs: performance.now() - start,
    listens,
    tell: async (word) => {
      const heard = new Promise((resolve) => child.once('message', resolve))
      child.send(word)
      await heard
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** A port that nobody listens on, so that two measurements do not talk to one another's servers. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}
