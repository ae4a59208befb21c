import { parseArgs } from 'node:util'
import type { Tokens } from '#storage/tokens.ts'
import type { ClientKind } from '../access-plan.ts'
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
  try {
    const { values } = parseArgs({ args: [...args], options })
    if (values.help || args.length === 0) {
      print(help)
      return args.length === 0 ? 1 : 0
    }
    if (values.list) {
      for (const { id, note, uses, expiresAt, scope } of await listInvitations(tokens))
        print(`${id.slice(0, 12)}\t${uses}\t${expiresAt.slice(0, 10)}\t${scope}\t${note}`)
      return 0
    }
    if (values.withdraw !== undefined) {
      const count = await withdrawInvitation(tokens, values.withdraw)
      print(count === 0 ? 'No invitation begins so.' : `${count} taken back.`)
      return count === 0 ? 1 : 0
    }
    const { note = '', scope = '', organization, purpose } = values
    const given: NewInvitation = {
      note,
      scope,
      uses: Number(values.uses ?? 1),
      days: Number(values.days ?? 7),
      ...(values.kind !== undefined && { kind: values.kind as ClientKind }),
      ...(organization !== undefined && { organization }),
      ...(purpose !== undefined && { purpose }),
    }
    const problems = invitationProblems(given, read)
    for (const problem of problems) print(problem)
    if (problems.length > 0) {
      print('Nothing was changed. --help says how it is done.')
      return 1
    }
    print(`Initial access token: ${await invite(tokens, given)} (hand it over safely; it is kept nowhere else)`)
    return 0
  } catch (error) {
    print((error as Error).message)
    return 1
  }
}
