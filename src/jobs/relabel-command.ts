import { runCommand } from '#auth/command.ts'
import { type Progress, progressOf, type Relabelling, relabel } from './relabel.ts'

const help = `Label what is stored by the rules of today (CARES-CON-07): what was written before a value set, the setting
part2-programs or a rule changed. The server does so by itself when it starts. Labels are only ever added:

  npm run relabel             go on, or say that it is done
  npm run relabel -- --again  from the beginning: after the last process of an earlier release has ended
  npm run relabel -- --list   say how far it is, and do nothing

It may be stopped and begun again at any time. With the embedded database, stop the server first: one process at a time
holds it.
`

/** Runs the command. @returns exit status */
export async function runRelabelling(
  args: readonly string[],
  parts: Omit<Relabelling, 'log'>,
  print: (line: string) => void,
): Promise<0 | 1> {
  return runCommand(args, print, {
    options: { again: { type: 'boolean' }, list: { type: 'boolean' }, help: { type: 'boolean' } },
    help,
    bare: true,
    work: async ({ again, list }) => {
      if (list) return print(lineOf(await progressOf(parts)))
      const say = (fields: object) => print(lineOf(fields as Progress))
      print(lineOf(await relabel({ ...parts, log: { info: say, warn: say } }, undefined, again)))
    },
  })
}

function lineOf(progress: Partial<Progress> | undefined): string {
  if (progress === undefined) return 'Not begun.'
  const { looked, labelled, doneAt } = progress
  return `${looked} records looked at, ${labelled} labelled${doneAt === undefined ? ' so far' : `; done at ${doneAt}`}.`
}
