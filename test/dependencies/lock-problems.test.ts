import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { lockProblems } from './lock-problems.ts'

const good = { resolved: 'https://registry.npmjs.org/a/-/a-1.0.0.tgz', integrity: `sha512-${'A'.repeat(86)}==` }
const lock = (entry: object) => ({ lockfileVersion: 3, packages: { '': {}, 'node_modules/a': { ...good, ...entry } } })

describe('where the packages come from', () => {
  test('this project’s: the public registry, each with its checksum', () => {
    const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
    expect(lockProblems(read('package-lock.json'), read('package.json'))).toEqual([])
  })

  test.each([
    ['another registry', { resolved: 'https://registry.npmjs.org.evil.example.org/a.tgz' }, /comes from/],
    ['http', { resolved: 'http://registry.npmjs.org/a.tgz' }, /comes from/],
    ['a repository', { resolved: 'git+ssh://git@github.com/a/a.git#0123' }, /comes from/],
    ['a file', { resolved: 'file:../a.tgz' }, /comes from/],
    ['a folder', { link: true }, /link/],
    ['no checksum', { integrity: undefined }, /checksum/],
    ['a weak checksum', { integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }, /checksum/],
  ])('%s is a problem', (_title, entry, why) => expect(lockProblems(lock(entry), {}).join()).toMatch(why))

  test.each(['^1.0.0', 'latest', '*', 'github:a/a', '1.x'])('%s is not one version', (version) => {
    expect(lockProblems(lock({}), { dependencies: { a: version } })).toHaveLength(1)
    expect(lockProblems(lock({}), { dependencies: { a: '1.0.0' } })).toEqual([])
  })
})
