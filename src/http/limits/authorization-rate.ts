import type { Request, RequestHandler } from 'express'
import { type Options, rateLimit } from 'express-rate-limit'
import { authPaths } from '#auth/auth-paths.ts'
import { slowDownPage } from '../sign-in/pages.ts'
import { addressKey } from './caller-address.ts'
import { countedByAll } from './counted-by-all.ts'
import type { Limits } from './limits.ts'

/** Where each request costs the database several statements. */
const costly = new Set<string>([authPaths.token, authPaths.introspection, authPaths.revocation, authPaths.authorization])

/**
 * Bounds what comes to the authorization server from one address, whoever it says it is: nobody has proved yet who they
 * are. Each process holds all of it by its own count; what goes on to the database is counted there, for all processes
 * together. A machine is told as OAuth tells (https://www.rfc-editor.org/rfc/rfc6749#section-5.2), a person by a page.
 */
export function authorizationRate(limits: Limits): RequestHandler[] {
  if (limits.rates.authorization === 0) return []
  const here = held(limits, {})
  const everywhere = {
    store: countedByAll('authorization', limits.shared, 'pass'),
    skip: ({ baseUrl, path }: Request) => !costly.has(baseUrl + path),
  }
  return limits.shared === undefined ? [here] : [here, held(limits, everywhere)]
}

function held({ rates, addressOf, refusals }: Limits, where: Partial<Options>): RequestHandler {
  return rateLimit({
    ...where,
    windowMs: 60_000,
    limit: rates.authorization,
    keyGenerator: (request) => addressKey(addressOf(request)),
    standardHeaders: false,
    legacyHeaders: false,
    // Which proxies are believed is configured (TRUSTED_PROXIES); what others say is not looked at.
    validate: { xForwardedForHeader: false, trustProxy: false },
    handler: (request, response) => {
      // Counted for the audit trail, which is told of them together.
      refusals.tellsOf('', addressOf(request))
      const { resetTime } = (request as { rateLimit?: { resetTime?: Date } }).rateLimit ?? {}
      const seconds = Math.max(1, Math.ceil(((resetTime?.getTime() ?? Date.now() + 60_000) - Date.now()) / 1000))
      response.status(429).set({ 'Retry-After': String(seconds), 'Cache-Control': 'no-store' })
      if (
        Object.values<string>(authPaths).includes(request.baseUrl + request.path) &&
        request.baseUrl + request.path !== authPaths.authorization
      ) {
        const error_description = `too many requests came from this address; go on in ${seconds} seconds`
        response.json({ error: 'temporarily_unavailable', error_description })
      } else response.type('html').send(slowDownPage(1))
    },
  })
}
