import { hash } from 'node:crypto'
import type { Tokens } from '#storage/tokens.ts'

/** Who somebody is at another OpenID provider: its name, and its own name for them. Never an e-mail address. */
export interface Identity {
  issuer: string
  subject: string
}

const model = 'Identity'

/** The two together, so that no pair reads like another. */
function idOf({ issuer, subject }: Identity): string {
  return hash('sha256', JSON.stringify([issuer, subject]), 'base64url')
}

/** What is wrong with an identity: one sentence for each. */
export function identityProblems({ issuer, subject }: Identity): string[] {
  const problems: string[] = []
  if (!URL.canParse(issuer)) problems.push('identity: the issuer is not an address')
  if (subject === '' || subject.length > 255) problems.push('identity: the subject is not a text of 1 to 255 characters')
  return problems
}

/** From now on who comes with this identity is this user. */
export async function linkIdentity(tokens: Tokens, identity: Identity, username: string): Promise<void> {
  await tokens.oidc.upsert(model, idOf(identity), { payload: { ...identity, username }, uid: username })
}

/** Takes all identities of a user away. */
export async function unlinkIdentities(tokens: Tokens, username: string): Promise<void> {
  for (const identity of await tokens.oidc.listByUid(model, username))
    await tokens.oidc.destroy(model, idOf(identity as unknown as Identity))
}

/** The user name of whoever is known by this identity. */
export async function nameByIdentity(tokens: Tokens, { issuer, subject }: Identity): Promise<string | undefined> {
  const linked = await tokens.oidc.find(model, idOf({ issuer, subject }))
  return linked?.username as string | undefined
}
