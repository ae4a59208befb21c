/** What every answer of this server says to browsers, refusals and redirects included. */
export const headersOfAll = {
  'X-Content-Type-Options': 'nosniff',
  // Browsers heed it only where it came by TLS (RFC 6797, section 8.1).
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
} as const
