import type { Tokens } from '#storage/tokens.ts'
import type { ClientKind, Role } from '../access-plan.ts'
import { ClientRefused } from '../clients.ts'
import { type Given, runCommand } from '../command.ts'
import type { ReadRestriction } from '../scopes.ts'
import { invitationProblems, invite, listInvitations, mostDays, mostUses, type NewInvitation, withdrawInvitation } from './invitation.ts'

const help = `Let somebody register a client by themselves (RFC 7591), within bounds. The server must run with REGISTRATION=on.

  npm run invite-client -- --note "Plan viewer's makers" --scope "launch/patient openid fhirUser patient/*.rs"
  npm run invite-client -- --note "Clinic" --scope "system/Patient.rs" --kind pediatrician --organization Organization/clinic

  --note          for whom it is, for people
  --scope         the most that may be registered
  --uses          how many clients (1; at most ${mostUses})
  --days          how long it is good (7; at most ${mostDays})
  --kind          what a system registered with it is; without it only apps for people are. Never "system"
  --organization  Organization/[id] that answers for such a system
  --role          what it does there, where that is less than what the organization is (optional)
  --purpose       purpose of use, a v3-ActReason code (optional)

  npm run invite-client -- --list
  npm run invite-client -- --withdraw ID      the first 8 characters that --list shows, or more

The token is printed once and kept nowhere. With the embedded database, stop the server first.
`

const options = {
  note: { type: 'string' },
  scope: { type: 'string' },
  uses: { type: 'string' },
  days: { type: 'string' },
  kind: { type: 'string' },
  organization: { type: 'string' },
  role: { type: 'string' },
  purpose: { type: 'string' },
  list: { type: 'boolean' },
  withdraw: { type: 'string' },
  help: { type: 'boolean' },
} as const

/**
 * Runs the command.
 *
 * @param read reads what narrows a scope
 * @returns exit status
 */
export async function runInvitation(
  args: readonly string[],
  tokens: Tokens,
  print: (line: string) => void,
  read?: ReadRestriction,
): Promise<0 | 1> {
  return runCommand(args, print, {
    options,
    help,
    work: async (values) => {
      if (values.list) await list(tokens, print)
      else if (values.withdraw !== undefined) await withdraw(tokens, values.withdraw, print)
      else await inviteOne(tokens, values, print, read)
    },
  })
}

async function list(tokens: Tokens, print: (line: string) => void): Promise<void> {
  for (const { id, note, uses, expiresAt, scope } of await listInvitations(tokens))
    print(`${id.slice(0, 12)}\t${uses}\t${expiresAt.slice(0, 10)}\t${scope}\t${note}`)
}

async function withdraw(tokens: Tokens, id: string, print: (line: string) => void): Promise<void> {
  const count = await withdrawInvitation(tokens, id)
  if (count === 0) throw new Error('No invitation begins so.')
  print(`${count} taken back.`)
}

async function inviteOne(
  tokens: Tokens,
  { note = '', scope = '', uses = '1', days = '7', kind, organization, role, purpose }: Given<typeof options>,
  print: (line: string) => void,
  read: ReadRestriction | undefined,
): Promise<void> {
  const given: NewInvitation = {
    ...{ note, scope, uses: Number(uses), days: Number(days) },
    ...(kind !== undefined && { kind: kind as ClientKind }),
    ...(organization !== undefined && { organization }),
    ...(role !== undefined && { role: role as Role }),
    ...(purpose !== undefined && { purpose }),
  }
  const problems = invitationProblems(given, read)
  if (problems.length > 0) throw new ClientRefused(problems)
  print(`Initial access token: ${await invite(tokens, given)} (hand it over safely; it is kept nowhere else)`)
}
