/** Names of the person's own machine. */
export const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * What is wrong with addresses that browsers are to be sent to: one sentence for each. Only https, or http on the
 * person's own machine; compared letter by letter, so nothing in it may stand for anything else.
 */
export function redirectProblems(value: unknown, name = 'redirectUris'): string[] {
  if (!Array.isArray(value) || value.length === 0) return [`${name} is empty: name at least one address`]
  return value.flatMap((uri: unknown) => {
    const fault = faultOf(uri)
    return fault === undefined ? [] : [`${name}: ${String(uri).slice(0, 200)} ${fault}`]
  })
}

function faultOf(uri: unknown): string | undefined {
  if (typeof uri !== 'string' || uri.length > 500 || !URL.canParse(uri)) return 'is not an address'
  const { protocol, hostname, username, password, href } = new URL(uri)
  if (protocol !== 'https:' && !(protocol === 'http:' && loopback.has(hostname))) return 'is neither https nor http on localhost'
  if (uri.includes('#')) return 'has a fragment'
  if (username !== '' || password !== '') return 'has a user name in it'
  if (uri.includes('*')) return 'has a wildcard: name each address'
  // Browsers drop line ends, take a backslash for a slash and another script's full stop for a dot: what is compared letter by letter
  // would not be where they go.
  if (href !== uri && href !== `${uri}/`) return `is not written as browsers go there, which is ${href}`
  return undefined
}

/** Origins of addresses: who may read answers in a browser. */
export function originsOf(uris: readonly string[] = []): string[] {
  return [...new Set(uris.map((uri) => new URL(uri).origin))]
}
