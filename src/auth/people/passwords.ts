import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** scrypt with 32 MB, three times over: about a fifth of a second. OWASP's password storage sheet, 2025. */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
const bytes = 32

/** A password as it is kept: `scrypt$salt$hash`, base64url, with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64url')}$${(await derive(password, salt)).toString('base64url')}`
}

/** Is it this password? Without a hash the same work is done, and the answer is no. */
export async function passwordMatches(password: string, kept: string | undefined): Promise<boolean> {
  const [, salt = '', hash = ''] = (kept ?? 'scrypt$AAAAAAAAAAAAAAAAAAAAAA$').split('$')
  const expected = Buffer.from(hash, 'base64url')
  const given = await derive(password.slice(0, 256), Buffer.from(salt, 'base64url'))
  return expected.length === bytes && timingSafeEqual(given, expected)
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  // Typed on another keyboard it is the same password.
  const text = password.normalize('NFKC')
  return new Promise((resolve, reject) => scrypt(text, salt, bytes, cost, (error, key) => (error ? reject(error) : resolve(key))))
}
