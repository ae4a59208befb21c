import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

// The linter knows the walls (biome.json). This watches the back door: it reads every import by itself, and it plants
// a fault to see that the linter still complains.

/** What each room may import, besides itself and packages. A name with a slash is one file of a room, not the room. */
const mayImport: Record<string, readonly string[]> = {
  http: ['auth', 'interactions', 'fhir'],
  auth: ['storage', 'fhir'],
  interactions: ['auth', 'validation', 'programs', 'storage', 'fhir', 'generated'],
  validation: ['fhir', 'generated'],
  programs: ['fhir', 'generated'],
  storage: ['fhir', 'auth/access-plan.ts'],
  jobs: ['auth', 'interactions', 'programs', 'storage', 'fhir'],
  fhir: [],
  generated: [],
}

const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => /\.ts$/.test(path))

const specifier = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)['"]([^'"]+)['"]/g

/** Imports of a source text that its room may not have. */
function crossings(path: string, text: string): string[] {
  const room = path.split('/')[1] ?? ''
  const allowed = mayImport[room]
  if (allowed === undefined) return []
  const found: string[] = []
  for (const [, target = ''] of text.matchAll(specifier)) {
    if (target.startsWith('#')) {
      const goal = target.slice(1)
      const goalRoom = goal.split('/')[0] ?? ''
      if (goalRoom !== room && !allowed.includes(goalRoom) && !allowed.includes(goal)) found.push(`${path} → ${target}`)
    } else if (target.startsWith('.')) {
      const home = new URL(`file:///${path}`)
      const reached = new URL(target, home).pathname.split('/')
      if (reached[1] !== 'src' || reached[2] !== room) found.push(`${path} → ${target}`)
    } else if (['express', 'pg', '@electric-sql/pglite'].includes(target)) {
      const owner = target === 'express' ? 'http' : 'storage'
      if (room !== owner) found.push(`${path} → ${target}`)
    }
  }
  return found
}

describe('the walls between the rooms', () => {
  test('no file in src imports what its room may not', () => {
    expect(sources.length).toBeGreaterThan(20)
    expect(sources.flatMap((path) => crossings(path, readFileSync(path, 'utf8')))).toEqual([])
  })

  test('programs are strangers to each other', () => {
    const programs = ['cares', 'csp', 'ltss-cp', 'one-care']
    const meetings = sources
      .filter((path) => path.startsWith('src/programs/'))
      .flatMap((path) => {
        const own = path.split('/')[2] ?? ''
        if (!programs.includes(own)) return []
        const text = readFileSync(path, 'utf8')
        return [...text.matchAll(specifier)]
          .map(([, target = '']) => target)
          .filter((target) => programs.some((other) => other !== own && new RegExp(`(^#programs|\\.\\.)/${other}/`).test(target)))
          .map((target) => `${path} → ${target}`)
      })
    expect(meetings).toEqual([])
  })

  test('this watch itself sees each kind of crossing', () => {
    const fault = `import { openStore } from '#storage/open.ts'\nimport x from '../../http/routes.ts'\nconst y = await import('#http/routes.ts')\nimport express from 'express'\nexport * from '#programs/index.ts'`
    expect(crossings('src/fhir/planted/fault.ts', fault)).toHaveLength(5)
  })
})

describe('the linter', () => {
  const planted = 'src/fhir/planted-fault'
  beforeAll(() => {
    mkdirSync(planted, { recursive: true })
    writeFileSync(
      `${planted}/fault.ts`,
      "import { openStore } from '#storage/open.ts'\nimport { routes } from '../../http/routes.ts'\nexport { openStore, routes }\nexport * from '#programs/index.ts'\nexport const later = () => import('#auth/clients.ts')\n",
    )
  })
  afterAll(() => rmSync(planted, { recursive: true, force: true }))

  test('complains of a planted crossing, whether named with #, relative, re-exported or dynamic', () => {
    const { status, stdout, stderr } = spawnSync('node_modules/.bin/biome', ['lint', '--colors=off', `${planted}/fault.ts`], {
      encoding: 'utf8',
    })
    expect(status).not.toBe(0)
    expect(`${stdout}${stderr}`.match(/noRestrictedImports/g)).toHaveLength(4)
  })
})
