import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { variables } from '#src/config.ts'

const readme = readFileSync('README.md', 'utf8')

describe('README', () => {
  test('prints every variable that the server reads, and no other', () => {
    const printed = [...readme.matchAll(/^\| `([A-Z_]+)` \| (.*?) \| (.*?)\|$/gm)].map(([, name, means, value]) => ({
      name,
      means: means?.replaceAll('`', ''),
      default: value?.replaceAll('`', '').trim(),
    }))
    expect(printed).toEqual(
      variables.map(({ name, means, default: value }) => ({ name, means: means.replaceAll('`', ''), default: value })),
    )
  })

  test('names only scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
    const named = [...readme.matchAll(/npm run ([a-z:-]+)/g)].map(([, name]) => name as string)
    expect(named.length).toBeGreaterThan(8)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })
})
