import { hash, timingSafeEqual } from 'node:crypto'
import type { RequestHandler } from 'express'
import ipaddr from 'ipaddr.js'

/** What a proxy adds to what it hands on: such a request did not begin on this machine, though it comes from here. */
const handedOn = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via']

/**
 * Lets pass who runs this server: with the token that was configured for it, or, without one, from this machine itself.
 * What is measured says how much a program is used, which is nobody else's to know.
 */
export function onlyForOperators(token: string | undefined): RequestHandler {
  return (request, response, next) => {
    const { headers, socket } = request
    if (token === undefined) {
      const from = socket.remoteAddress ?? ''
      const local = ipaddr.isValid(from) && ipaddr.process(from).range() === 'loopback'
      if (local && handedOn.every((name) => headers[name] === undefined)) return next()
      response.status(403).type('text').send('This is for callers on the machine itself. Set METRICS_TOKEN to read it from elsewhere.\n')
      return
    }
    const given = /^Bearer +(\S{1,512})$/i.exec(headers.authorization ?? '')?.[1]
    if (given !== undefined && timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', token, 'buffer'))) return next()
    response
      .status(401)
      .set('WWW-Authenticate', 'Bearer realm="metrics"')
      .type('text')
      .send('Send the header Authorization: Bearer <METRICS_TOKEN>.\n')
  }
}
