// npm run reference-validator: HL7's reference validator and ours over the same records; fails on a difference that
// differences.ts does not explain. see README.md.
import { parseArgs } from 'node:util'
import { parseExact } from '#fhir/exact-json.ts'
import { absent, obtain, readSources } from '../../../profiles/packages.ts'
import { compare, type Difference } from './compare.ts'
import { differences } from './differences.ts'
import { type Fault, judgeByReference, NotHere } from './reference.ts'
import { packagesOf, type SetName, validatorOf } from './sets.ts'
import { definitions, demoMembers, demoStore, examples, guideExamples, type Subject, syntheaBundles } from './subjects.ts'

const { values: options } = parseArgs({
  options: { sample: { type: 'boolean', default: false }, demo: { type: 'string' }, only: { type: 'string', multiple: true } },
})

try {
  await getPackages()
  process.exitCode = report(await subjects()) ? 0 : 1
} catch (error) {
  if (!(error instanceof NotHere)) throw error
  console.log(`skipped: ${error.message}; the reference validator needs Java 17 and Maven`)
}

async function getPackages(): Promise<void> {
  const wanted = options.sample ? packagesOf.own : [...new Set(Object.values(packagesOf).flat())]
  const sources = readSources(process.env)
  for (const name of wanted) {
    await obtain(name, sources).catch((error: Error) => {
      throw error.message === absent(name).message ? new NotHere(error.message) : error
    })
  }
}

async function subjects(): Promise<Subject[]> {
  // A fixed day, so that the demo's members are the same every day.
  const members = (count: number) => demoMembers(count, '2026-11-22')
  const kinds: Record<string, () => Subject[] | Promise<Subject[]>> = options.sample
    ? { profiles: definitions, examples, demo: () => members(1), synthea: () => syntheaBundles('smallest') }
    : {
        ...{ profiles: definitions, examples },
        demo: () => (options.demo === undefined ? members(10) : demoStore(options.demo)),
        ...{ synthea: () => syntheaBundles('all'), guides: guideExamples },
      }
  const wanted = options.only ?? Object.keys(kinds)
  const strange = wanted.filter((kind) => !(kind in kinds))
  if (strange.length > 0) throw new Error(`${strange.join(', ')}: there are ${Object.keys(kinds).join(', ')}`)
  return (await Promise.all(wanted.map((kind) => kinds[kind]!()))).flat()
}

function judgeByOurs(all: readonly Subject[]): Map<string, Fault[]> {
  const validators = new Map<SetName, ReturnType<typeof validatorOf>>()
  return new Map(
    all.map(({ name, set, profiles, text }) => {
      const validator = validators.get(set) ?? validatorOf(set)
      validators.set(set, validator)
      const { base, profile } = validator.validate(parseExact(text), profiles)
      return [
        name,
        [...base, ...profile].map(({ details = '', expression, diagnostics }) => ({
          code: details,
          place: expression?.[0] ?? '',
          says: diagnostics,
        })),
      ]
    }),
  )
}

/** Prints what both think of each kind of record, and where they differ. Is every difference explained? */
function report(all: readonly Subject[]): boolean {
  const started = performance.now()
  const ours = judgeByOurs(all)
  const oursDone = performance.now()
  const reference = judgeByReference(all)
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1)
  console.log(`ours ${seconds(started, oursDone)} s, the reference ${seconds(oursDone, performance.now())} s`)

  const found = all.flatMap(({ name }) => compare(name, ours.get(name)!, reference.get(name)!))
  console.log('\n| records | judged | refused by both | same faults | differ, explained | differ |\n|---|---|---|---|---|---|')
  for (const kind of new Set(all.map(({ name }) => kindOf(name)))) {
    const names = all.map(({ name }) => name).filter((name) => kindOf(name) === kind)
    const both = names.filter((name) => ours.get(name)!.length > 0 && reference.get(name)!.length > 0)
    const differing = new Map(names.map((name) => [name, found.filter((one) => one.name === name)]))
    const same = names.filter((name) => differing.get(name)!.length === 0)
    const open = names.filter((name) => differing.get(name)!.some(({ because }) => because === undefined))
    console.log(
      `| ${kind} | ${names.length} | ${both.length} | ${same.length} | ${names.length - same.length - open.length} | ${open.length} |`,
    )
  }
  tell(found)
  return found.every(({ because }) => because !== undefined)
}

function tell(found: readonly Difference[]): void {
  console.log('\n| difference | records | faults |\n|---|---|---|')
  for (const key of new Set(differences.map((one) => one.key))) {
    const of = found.filter(({ because }) => because?.key === key)
    if (of.length > 0) console.log(`| ${key} | ${new Set(of.map(({ name }) => name)).size} | ${of.length} |`)
    else if (!options.sample && options.only === undefined) console.log(`| ${key} | 0 | 0: no longer needed |`)
  }
  const open = found.filter(({ because }) => because === undefined)
  for (const { who, name, code, place, says } of open.slice(0, 100)) console.log(`\nonly ${who}: ${name}\n  ${place}\n  ${code}: ${says}`)
  console.log(`\n${open.length} differences that nothing explains`)
}

function kindOf(name: string): string {
  return name.split('/')[0]!
}
