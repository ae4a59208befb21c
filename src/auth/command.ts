import { type ParseArgsConfig, parseArgs } from 'node:util'

type Options = NonNullable<ParseArgsConfig['options']>

/** What was given of a command's options. */
export type Given<O extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: O }>>['values']

/** A command of an administrator. */
interface Command<O extends Options> {
  options: O & { help: { type: 'boolean' } }
  /** Printed on request, and when nothing is asked of a command that needs something. */
  help: string
  /** May it be run without anything being asked? */
  bare?: true
  /** Does it; what it throws was not done. An error with `problems` has a line for each. */
  work(given: Given<O>): Promise<void>
}

/**
 * Runs a command as all of them run: help, mistakes and their lines.
 *
 * @param print takes each line for the administrator
 * @returns exit status
 */
export async function runCommand<O extends Options>(
  args: readonly string[],
  print: (line: string) => void,
  { options, help, bare, work }: Command<O>,
): Promise<0 | 1> {
  try {
    const { values } = parseArgs({ args: [...args], options })
    const asksNothing = args.length === 0 && bare !== true
    if ((values as { help?: boolean }).help || asksNothing) print(help)
    else await work(values as Given<O>)
    return asksNothing ? 1 : 0
  } catch (error) {
    const { problems, message } = error as Error & { problems?: readonly string[] }
    for (const problem of problems ?? [message]) print(problem)
    print('Nothing was changed. --help says how it is done.')
    return 1
  }
}
