import type { Tokens } from '#storage/tokens.ts'
import { runCommand } from '../command.ts'
import { readSigningKeys, rotateSigningKeys, type SigningKeys } from './signing-keys.ts'

const help = `Rotate the keys that sign id_tokens:

  npm run rotate-keys               new keys are published now and sign in ten minutes; the old ones stay published until
                                    nothing that they signed is good any more. No process needs to be restarted
  npm run rotate-keys -- --at-once  the old keys are known to somebody else: they end now, with what they signed
  npm run rotate-keys -- --list     show the keys by name, never themselves

With the embedded database, stop the server first: one process at a time holds it.
`

/** Runs the command. @returns exit status */
export async function runRotation(
  args: readonly string[],
  tokens: Tokens,
  print: (line: string) => void,
  now = new Date(),
): Promise<0 | 1> {
  return runCommand(args, print, {
    options: { 'at-once': { type: 'boolean' }, list: { type: 'boolean' }, help: { type: 'boolean' } },
    help,
    bare: true,
    work: async (values) => {
      if (values.list) return list(await readSigningKeys(tokens), print)
      list(await rotateSigningKeys(tokens, now, values['at-once']), print)
      print(values['at-once'] ? 'The old keys have ended; every process knows within a minute.' : 'Rotated.')
    },
  })
}

function list({ keys, times = {} }: SigningKeys, print: (line: string) => void): void {
  for (const { kid = '', alg } of keys) {
    const { from, until } = times[kid] ?? {}
    print(`${kid}\t${alg}\t${from === undefined ? '' : `signs from ${from}`}\t${until === undefined ? '' : `published until ${until}`}`)
  }
}
