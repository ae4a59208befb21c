import { type ChildProcess, spawn } from 'node:child_process'

/** A server process under measurement. */
export interface Running {
  pid: number
  /** From spawn to the first answer, milliseconds. */
  startMs: number
  stop(): Promise<void>
}

/** Starts a script on this Node with only these variables, and waits until a path of its port answers. */
export async function startProcess(script: string, port: number, path: string, env: Record<string, string>): Promise<Running> {
  const start = performance.now()
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', PORT: String(port), LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
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
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await ended
    },
  }
}
