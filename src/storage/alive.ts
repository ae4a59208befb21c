import { FhirError } from '#fhir/error.ts'

/**
 * The token's own line of every statement: `$1` is its hash, null for the server's own rooms. Looked at in the moment
 * and the snapshot in which the data is read, so a revoked token reads nothing more.
 */
export const alive = `SELECT $1::bytea IS NULL OR EXISTS (
    SELECT FROM token t WHERE t.hash = $1 AND t.expires_at > statement_timestamp() AND NOT t.revoked) AS ok`

/** The same of whoever asks in a statement that serves several. @param hash of their token, as the statement has it */
export function isAlive(hash: string): string {
  return `((${hash}) IS NULL OR (
    SELECT t.expires_at > statement_timestamp() AND NOT t.revoked FROM token t WHERE t.hash = ${hash}) IS TRUE)`
}

/** The token has expired or was revoked since it was presented. */
export function deadToken(): FhirError {
  return new FhirError('unauthenticated', [
    {
      severity: 'error',
      code: 'login',
      details: 'token-not-active',
      diagnostics: 'The access token has expired or was revoked. Get a new one.',
    },
  ])
}
