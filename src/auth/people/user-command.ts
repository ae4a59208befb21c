import { randomBytes } from 'node:crypto'
import type { Tokens } from '#storage/tokens.ts'
import type { ClientKind, Role } from '../access-plan.ts'
import { roleHelp } from '../clients.ts'
import { type Given, runCommand } from '../command.ts'
import { listUsers, registerUser, removeUser, userKinds } from './users.ts'

/** How an administrator registers somebody who signs in; printed on request and on a mistake. */
export const userHelp = `Register somebody who signs in here:

  npm run register-user -- --username a.rourke --name "Colleen Rourke" \\
    --fhir-user Practitioner/p1 --kind care-team --organization Organization/provider-1
  npm run register-user -- --username parent --name "Ana Reyes" --fhir-user RelatedPerson/r1

  --username      what the person types: small letters, digits, . _ @ + -
  --name          shown on pages
  --fhir-user     Practitioner/[id], RelatedPerson/[id] (parent or guardian) or Patient/[id] (a member of 18 or older)
  --kind          for a Practitioner, what their organization is: ${userKinds.join(', ')}
  --organization  for a Practitioner: Organization/[id], which ties them to members
  --role          what they do there, where that is less than what the organization is: ${roleHelp}.
                  Without it the code of their PractitionerRole there says it

  --identity      who they are at the other OpenID provider, "ISSUER SUBJECT" (UPSTREAM_ISSUER, or one of TRUSTED_ISSUERS); may
                  be given again. They then have no password here unless --password-from-stdin gives one

The password is made here and printed once. With --password-from-stdin it is read from there (12 characters or more).

  npm run register-user -- --list             show who may sign in
  npm run register-user -- --remove USERNAME  take a person's registration away, and all they granted

With the embedded database, stop the server first: one process at a time holds it.
`

const options = {
  username: { type: 'string' },
  name: { type: 'string' },
  'fhir-user': { type: 'string' },
  kind: { type: 'string' },
  organization: { type: 'string' },
  role: { type: 'string' },
  identity: { type: 'string', multiple: true },
  'password-from-stdin': { type: 'boolean' },
  list: { type: 'boolean' },
  remove: { type: 'string' },
  help: { type: 'boolean' },
} as const

/**
 * Runs the command.
 *
 * @param readPassword reads what was piped in
 * @returns exit status
 */
export async function runUserCommand(
  args: readonly string[],
  tokens: Tokens,
  print: (line: string) => void,
  readPassword: () => Promise<string>,
): Promise<0 | 1> {
  return runCommand(args, print, {
    options,
    help: userHelp,
    work: async (values) => {
      if (values.list) {
        for (const { username, fhirUser, kind, role, name } of await listUsers(tokens))
          print(`${username}\t${[kind ?? '-', ...(role ? [role] : [])].join(' ')}\t${fhirUser}\t${name}`)
      } else if (values.remove !== undefined) {
        await removeUser(tokens, values.remove)
        print(`${values.remove} may not sign in any more; what they granted has ended.`)
      } else await register(tokens, values, print, readPassword)
    },
  })
}

async function register(
  tokens: Tokens,
  values: Given<typeof options>,
  print: (line: string) => void,
  readPassword: () => Promise<string>,
): Promise<void> {
  const piped = values['password-from-stdin'] === true
  const identities = (values.identity ?? []).map((text) => {
    const [issuer = '', ...rest] = text.trim().split(' ')
    return { issuer, subject: rest.join(' ') }
  })
  const made = identities.length === 0 ? randomBytes(15).toString('base64url') : undefined
  const password = piped ? (await readPassword()).trim() : made
  const { username = '', name = '', 'fhir-user': fhirUser = '', kind, organization, role } = values
  await registerUser(tokens, {
    username,
    name,
    fhirUser,
    ...(password !== undefined && { password }),
    identities,
    ...(kind !== undefined && { kind: kind as ClientKind }),
    ...(organization !== undefined && { organization }),
    ...(role !== undefined && { role: role as Role }),
  })
  print(`${username} may sign in.`)
  if (!piped && password !== undefined) print(`Password: ${password} (kept nowhere else)`)
}
