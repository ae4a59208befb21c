/**
 * Links of a site that lead nowhere inside it: to a file that is not there, or to an id that its page does not have.
 * @param files content of each file by name; only `.html` files are searched
 * @returns one line for each dead link
 */
export function deadLinks(files: ReadonlyMap<string, string>): string[] {
  const ids = new Map<string, Set<string>>()
  const idsOf = (name: string) => {
    if (!ids.has(name)) ids.set(name, new Set([...files.get(name)!.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id!)))
    return ids.get(name)!
  }
  const dead: string[] = []
  for (const [name, content] of files) {
    if (!name.endsWith('.html')) continue
    for (const [, href] of content.matchAll(/\b(?:href|src)="([^"]*)"/g)) {
      if (/^(https?:|mailto:)/.test(href!)) continue
      const [path = '', id] = href!.split('#')
      const target = path === '' ? name : path
      if (!files.has(target)) dead.push(`${name}: ${href} is not there`)
      else if (id !== undefined && !idsOf(target).has(id)) dead.push(`${name}: ${href} names no such place`)
    }
  }
  return dead
}
