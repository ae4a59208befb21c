import express, { type ErrorRequestHandler, Router } from 'express'
import { registrationPath } from '#auth/auth-paths.ts'
import type { Registration } from '#auth/authorization-server.ts'

/** The endpoint at which clients register by themselves: https://www.rfc-editor.org/rfc/rfc7591#section-3 */
export function registrationRoute(register: Registration): Router {
  const router = Router()
  const readJson = express.json({ limit: '64kb', strict: true, type: 'application/json' })
  router.post(registrationPath, readJson, async (request, response) => {
    const { status, body } = await register(request, request.body)
    response.status(status).set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' })
    if (status === 401) response.set('WWW-Authenticate', 'Bearer realm="registration", error="invalid_token"')
    response.json(body)
  })
  router.use(registrationPath, unreadable)
  return router
}

const unreadable: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
  if (response.headersSent || (error.status ?? 500) >= 500) return next(error)
  const error_description = 'the request is not JSON (application/json) of at most 64 kB'
  response.status(error.status ?? 400).json({ error: 'invalid_client_metadata', error_description })
}
