import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const specifier = /(?:\bfrom\s*|\bimport\s+)'([.#][^']+\.ts)'/g

/**
 * The tests of programs that reach a source file through their imports, however many steps away.
 * @param root folder of the project
 * @returns for a path from the root, the test files, as paths from the root
 */
export function testsReaching(root: string): (path: string) => string[] {
  const reached = new Map<string, Set<string>>()
  const seen = new Map<string, string[]>()
  const importsOf = (path: string) => {
    let targets = seen.get(path)
    if (targets === undefined) {
      targets = [...readFileSync(join(root, path), 'utf8').matchAll(specifier)].map(([, target = '']) =>
        target.startsWith('#') ? join('src', target.slice(1)) : join(dirname(path), target),
      )
      seen.set(path, targets)
    }
    return targets
  }
  const tests = readdirSync(join(root, 'test/programs'), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith('.test.ts'))
    .map((file) => relative(root, join(file.parentPath, file.name)))
  for (const test of tests) {
    const known = new Set([test])
    for (const path of known) for (const target of importsOf(path)) known.add(target)
    for (const path of known) reached.set(path, (reached.get(path) ?? new Set()).add(test))
  }
  return (path) => [...(reached.get(path) ?? [])].toSorted()
}
