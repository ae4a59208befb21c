import type { Request, Response } from 'express'
import { canBeKept } from '#fhir/kept-text.ts'

/** Largest form that a person's browser sends here. */
export const longestForm = '64kb'

/** Browsers say where a form comes from; our own pages send it from here. */
export function comesFromElsewhere({ headers }: Request, issuer: string): boolean {
  const { origin, 'sec-fetch-site': site } = headers
  return (origin !== undefined && origin !== new URL(issuer).origin) || (site !== undefined && site !== 'same-origin')
}

/** One value of a form; empty when it is not there once, or is no text that could have been given out. */
export function field({ body }: Request, name: string): string {
  const value = (body as { [name: string]: unknown } | undefined)?.[name]
  return isText(value) ? value : ''
}

/** All values of a name. */
export function fields({ body }: Request, name: string): string[] {
  const value = (body as { [name: string]: unknown } | undefined)?.[name]
  return (Array.isArray(value) ? value : [value]).filter(isText)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && canBeKept(value)
}

/**
 * Sends a page in which nothing runs and which nothing may frame.
 *
 * @param origins where a form's answer may send the browser on to, which browsers count among where a form may go
 */
export function sendPage(response: Response, status: number, text: string, origins: readonly string[] = []): void {
  const formAction = ["'self'", ...origins].join(' ')
  response
    .status(status)
    .set({
      'Cache-Control': 'no-store',
      'Content-Security-Policy': `default-src 'none'; style-src 'self'; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
      'Referrer-Policy': 'same-origin',
      'X-Frame-Options': 'DENY',
    })
    .type('html')
    .send(text)
}
