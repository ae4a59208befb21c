import { execFile } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { ConfigError } from '#src/config.ts'
import { startTrouble } from '#src/start-trouble.ts'

const root = join(import.meta.dirname, '..')

/** Runs a script of ours to its end. */
function run(script: string, env: Record<string, string>): Promise<{ status: number; told: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, script)], { cwd: root, env: { ...process.env, ...env }, timeout: 60_000 }, (error, out, err) =>
      resolve({ status: Number(error?.code ?? 0), told: out + err }),
    )
  })
}

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, listening))
  const { port } = server.address() as { port: number }
  await new Promise((closed) => server.close(closed))
  return port
}

describe('what a start that fails says', () => {
  test('everything that is wrong with the configuration, a line each', () => {
    expect(startTrouble(new ConfigError(['PORT is wrong', 'BASE_URL is wrong']))).toBe('PORT is wrong\nBASE_URL is wrong')
  })

  test('that the port is in use, and which', () => {
    expect(startTrouble(Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' }), { port: 8080 })).toMatch(
      /^Port 8080 is in use/,
    )
  })

  test('which database there is not, without its password', () => {
    const missing = Object.assign(new Error('database "x" does not exist'), { code: '3D000' })
    const said = startTrouble(missing, { databaseUrl: 'postgres://me:secret@db.example.org:5432/x' })
    expect(said).toMatch(/database x on db\.example\.org:5432 .* does not exist/)
    expect(said).not.toContain('secret')
  })

  test('which folder cannot be written', () => {
    const denied = Object.assign(new Error('EACCES'), { code: 'EACCES', path: '/srv/data' })
    expect(startTrouble(denied)).toMatch(/^\/srv\/data cannot be made or written \(EACCES\)/)
  })

  test.each(['src/main.ts', 'src/demo/main.ts', 'src/storage/migrate.ts'])(
    '%s ends with 1 and a sentence, and no stack, when the database does not answer',
    async (script) => {
      const { status, told } = await run(script, { DATABASE_URL: `postgres://me:secret@127.0.0.1:${await freePort()}/x`, PORT: '0' })
      expect(status).toBe(1)
      expect(told).toMatch(/does not answer|cannot be reached/)
      expect(told).not.toMatch(/^\s+at |secret/m)
    },
    60_000,
  )
})
