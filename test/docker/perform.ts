// Performs the Dockerfile's steps on this machine, where no Docker engine runs: copies what it copies, runs what it
// runs in an empty folder, starts its CMD as another user, and asks its HEALTHCHECK. Linux, as root.
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

const port = '18087'
const image = mkdtempSync(join(tmpdir(), 'cares-image-'))
chmodSync(image, 0o755)
const workdir = join(image, 'app')
mkdirSync(workdir)
const env: Record<string, string> = { PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`, HOME: image, PORT: port }
const node = 65534 // nobody stands in for the image's user "node"

let user: number | undefined
let command: string[] = []
let health = ''
let failed = false

function shell(line: string): void {
  // The base image's group and user "node" are nobody's here.
  const here = line.replaceAll('node:node', `${node}:${node}`)
  // Steps that install reach the registry the way this machine does; the server below runs with the image's variables only.
  const { status } = spawnSync('sh', ['-c', here], {
    cwd: workdir,
    env: { ...process.env, ...env, HOME: user === undefined ? (process.env.HOME ?? image) : image },
    // What follows USER is done as that user, in the image as here.
    ...(user !== undefined && { uid: user, gid: user }),
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error(`step failed with ${status}: ${line}`)
}

function perform(instruction: string, rest: string): void {
  console.log(`${instruction} ${rest}`)
  switch (instruction) {
    case 'FROM':
      if (!/^node:24/.test(rest)) throw new Error(`the base image is not Node 24: ${rest}`)
      return
    case 'ENV': {
      const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(rest) ?? []
      env[name] = value
      return
    }
    case 'COPY': {
      const paths = rest.split(/\s+/)
      const goal = join(workdir, paths.pop() ?? '.')
      for (const path of paths) {
        if (!existsSync(path)) throw new Error(`COPY names ${path}, which is not in the project`)
        cpSync(path, paths.length > 1 || goal.endsWith('/') ? join(goal, basename(path)) : goal, { recursive: true })
      }
      return
    }
    case 'RUN':
      shell(rest)
      return
    case 'USER':
      user = node
      return
    case 'HEALTHCHECK':
      health = rest.replace(/^.*?CMD /, '')
      return
    case 'CMD':
      command = JSON.parse(rest) as string[]
      return
    case 'WORKDIR':
    case 'EXPOSE':
      return
    default:
      throw new Error(`this check does not know the instruction ${instruction}`)
  }
}

try {
  const lines = readFileSync('Dockerfile', 'utf8').split('\n')
  for (const line of lines) {
    const [, instruction = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
    if (instruction !== '') perform(instruction, rest)
  }
  if (user === undefined) throw new Error('the image would run as root')
  if (health === '' || command.length === 0) throw new Error('HEALTHCHECK or CMD is missing')
  const [program = '', ...args] = command
  const server = spawn(program === 'node' ? process.execPath : program, args, { cwd: workdir, env, uid: user, gid: user, stdio: 'inherit' })
  try {
    let healthy = false
    const start = performance.now()
    while (!healthy && performance.now() - start < 60_000 && server.exitCode === null) {
      healthy = spawnSync('sh', ['-c', health], { cwd: workdir, env, uid: user, gid: user }).status === 0
      if (!healthy) await new Promise((resolve) => setTimeout(resolve, 250))
    }
    if (!healthy) throw new Error('the health check did not pass within 60 s')
    console.log(`healthy as user ${user} after ${((performance.now() - start) / 1000).toFixed(1)} s`)
  } finally {
    server.kill('SIGTERM')
    await new Promise((resolve) => (server.exitCode === null ? server.once('exit', resolve) : resolve(undefined)))
  }
} catch (error) {
  failed = true
  console.error(error instanceof Error ? error.message : error)
} finally {
  rmSync(image, { recursive: true, force: true })
}
console.log(failed ? 'FAILED: Dockerfile steps' : 'passed: Dockerfile steps')
process.exit(failed ? 1 : 0)
