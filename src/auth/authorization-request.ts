import type { IncomingMessage } from 'node:http'
import { canBeKept } from '#fhir/kept-text.ts'
import { words } from './scopes.ts'
import { readForm } from './token-request.ts'

/** Longest form that an authorization request may come as, bytes. */
const longestForm = 16_384

/**
 * Makes an authorization request what the library expects. One that comes as a form (`authorize-post`) becomes the same
 * request by address. And OpenID Connect drops `offline_access` unless the app asks to ask the person; here the person is
 * always asked, so it is asked for in the app's name. Codes go by the query alone (`response_modes_supported`).
 *
 * @returns false when the form cannot be read, or holds what no database keeps
 */
export async function readyAuthorizationRequest(request: IncomingMessage): Promise<boolean> {
  const [path = '', search = ''] = (request.url ?? '').split(/\?(.*)/s)
  let parameters = search
  if (request.method === 'POST') {
    if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')) return false
    const form = await readForm(request, longestForm)
    if (form === undefined) return false
    parameters = form
    request.method = 'GET'
    for (const name of ['content-type', 'content-length', 'transfer-encoding']) delete request.headers[name]
  }
  const asked = new URLSearchParams(parameters)
  if (!canBeKept([...asked].flat().join(''))) return false
  // The library knows a fragment and a page with a form as well, which leave codes where scripts and histories find them, and cannot be
  // told not to. By no name of its own it refuses, and says so by the query.
  if (asked.getAll('response_mode').some((mode) => mode !== 'query')) asked.set('response_mode', 'not-offered')
  const prompts = asked.getAll('prompt')
  const prompt = words(prompts[0] ?? '')
  if (prompts.length < 2 && !prompt.includes('none') && !prompt.includes('consent')) {
    if (words(asked.get('scope') ?? '').includes('offline_access')) asked.set('prompt', [...prompt, 'consent'].join(' '))
  }
  request.url = `${path}?${asked}`
  return true
}
