import { createHash, randomBytes } from 'node:crypto'

/** A browser without screen or scripts: keeps cookies by path, sends forms, and follows addresses of one server only. */
export class Browser {
  readonly base: string
  readonly cookies = new Map<string, { value: string; path: string }>()
  constructor(base: string) {
    this.base = base
  }

  /** One request; a redirect is returned, not followed. */
  async send(address: string, { form, headers = {} }: { form?: [string, string][]; headers?: { [name: string]: string } } = {}) {
    const url = new URL(address, this.base)
    const cookie = [...this.cookies]
      .filter(([, { path }]) => url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`))
      .map(([key, { value }]) => `${key.split(' ')[0]}=${value}`)
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { ...(cookie.length > 0 && { Cookie: cookie.join('; ') }), ...headers },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ')
      const name = pair.slice(0, pair.indexOf('='))
      const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/'
      if (/expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(`${name} ${path}`)
      else this.cookies.set(`${name} ${path}`, { value: pair.slice(pair.indexOf('=') + 1), path })
    }
    return { status: answer.status, headers: answer.headers, text: await answer.text(), location: answer.headers.get('location') ?? '' }
  }

  /** Goes on until a page is shown or another server is meant; that address is in `location`. */
  async follow(address: string, options: { form?: [string, string][]; headers?: { [name: string]: string } } = {}): Promise<Page> {
    let answer = await this.send(address, options)
    let at = new URL(address, this.base).href
    while (answer.status >= 300 && answer.status < 400) {
      const next = new URL(answer.location, at).href
      if (new URL(next).origin !== new URL(this.base).origin) return { ...answer, at, left: next }
      at = next
      answer = await this.send(at)
    }
    return { ...answer, at }
  }

  /** Sends the form of a page that goes to an address ending in `ending`; what is given goes over what is filled in. */
  submit(page: Page, ending: string, given: [string, string][] = [], without: string[] = []): Promise<Page> {
    const form = formsOf(page.text).find(({ action }) => action.endsWith(ending))
    if (!form) throw new Error(`no form ${ending} in ${page.status} ${page.text.slice(0, 2000)}`)
    const names = new Set(given.map(([name]) => name))
    const kept = form.fields.filter(([name, value]) => !names.has(name) && !without.includes(value))
    return this.follow(form.action, { form: [...kept, ...given] })
  }
}

export interface Page {
  status: number
  headers: Headers
  text: string
  at: string
  /** The address on another server to which the browser was sent. */
  left?: string
}

/** Forms of a page with what they would send as they stand. */
export function formsOf(text: string): { action: string; fields: [string, string][] }[] {
  return [...text.matchAll(/<form method="post" action="([^"]*)">(.*?)<\/form>/gs)].map(([, action, inside]) => ({
    action: plain(action!),
    fields: [...inside!.matchAll(/<input ([^>]*)>/g)].flatMap(([, attributes]): [string, string][] => {
      const value = (name: string) => plain(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes!)?.[1] ?? '')
      const type = value('type')
      const ticked = (type !== 'checkbox' && type !== 'radio') || /\bchecked\b/.test(attributes!)
      return ticked ? [[value('name'), value('value')]] : []
    }),
  }))
}

function plain(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
}

/** A PKCE pair. */
export function pkce() {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}
