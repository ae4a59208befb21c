import { randomBytes } from 'node:crypto'
import { type AccessPlan, ownAccess } from '#auth/access-plan.ts'
import { FhirError } from '#fhir/error.ts'
import { statusOf } from '#fhir/status.ts'
import { programs } from '#programs/index.ts'
import { base, type Caller, callerOver, whole } from '../../interactions/caller.ts'
import type { TestStore } from '../../storage/databases.ts'
import { type Asker, askerOf, planFor } from './callers.ts'
import { type Dice, diceOf } from './dice.ts'
import { judge, keyOf, type Verdict } from './judge.ts'
import { now } from './records.ts'
import { type Asked, emergencyOf, requestOf, type Sort } from './requests.ts'
import { type Away, type Stage, stageOn } from './stage.ts'
import { type World, worldOf } from './world.ts'

/** What was found to differ, with all that is needed to see it again. */
export interface Interference {
  trial: number
  world: number
  asker: Asker
  asked: Asked
  /** Everything is there; what may not be seen is away. */
  answers: [whole: string, visible: string]
}

export interface Outcome {
  trials: number
  /** How many requests went each path, and how many answers had each status. */
  paths: Record<string, number>
  statuses: Record<string, number>
  /** How many of the worlds' resources were hidden from those who asked. */
  hidden: number
  shown: number
  /** Answers that say no more than that a MassHealth ID is taken. */
  taken: number
  interference: Interference[]
}

const perAsker: Readonly<Record<Sort, number>> = { reads: 10, writes: 4, wholeRecords: 2 }
/** Half of the kinds in one world, the others in the next. */
const askersPerWorld = 11

/**
 * Asks the same of a database that holds everything and of the same one without what the caller may not see.
 *
 * @param stopAt how many differences are enough
 */
export async function tryAll(
  opened: TestStore,
  { trials, seed, stopAt = 1 }: { trials: number; seed: number; stopAt?: number },
): Promise<Outcome> {
  const token = randomBytes(32)
  await opened.tokens.insertToken({
    hash: token,
    clientId: 'somebody',
    scope: '',
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  })
  const stage = await stageOn(opened)
  const plain = callerOver(opened, [], { limits: { bundleEntries: 50, pageSize: 50 } })
  const gated = callerOver(opened, programs, { limits: { bundleEntries: 50, pageSize: 50 }, validator: plain.context.validator })
  for (const caller of [plain, gated]) caller.setNow(now)
  const outcome: Outcome = { trials: 0, paths: {}, statuses: {}, hidden: 0, shown: 0, taken: 0, interference: [] }
  for (let n = 0; outcome.trials < trials && outcome.interference.length < stopAt; n++) {
    const dice = diceOf(seed + n)
    const world = worldOf(dice)
    await stage.play(world)
    const until = Date.now()
    for (let nth = 0; nth < askersPerWorld && outcome.trials < trials && outcome.interference.length < stopAt; nth++) {
      const asker = askerOf(dice, world, n * askersPerWorld + nth)
      const verdict = judge(world, asker)
      const hidden = world.kept.filter((kept) => !verdict.seen.has(keyOf(kept)))
      outcome.hidden += hidden.length
      outcome.shown += verdict.seen.size
      const access = planFor(asker, token)
      await stage.open(access, asker.opening)
      const partly = world.kept.filter((kept) => (verdict.seen.get(keyOf(kept))?.size ?? kept.versions.length) < kept.versions.length)
      const about = { dice, world, hidden, partly, story: asker.story }
      const one = { stage, world, asker, dice, outcome, access, until, n }
      const fine = (['reads', 'writes'] as const).flatMap((sort) => Array.from({ length: perAsker[sort] }, () => requestOf(sort, about)))
      await compare(one, plain, fine, unseen(world, verdict))
      const asked = dice.pick(world.members)
      const responds = asker.kind === 'ems' || asker.kind === 'ed'
      const related = new Set([...verdict.related, ...toldByRegistration(asker, world.members, asked)])
      const coarse = [
        ...Array.from({ length: perAsker.wholeRecords }, () => requestOf('wholeRecords', about)),
        emergencyOf(responds ? asked : dice.pick(world.members), { dice }),
      ]
      await compare(one, gated, coarse, ofUnrelated(world, related))
    }
  }
  return outcome
}

/**
 * Who is told by what the caller is registered as, without seeing the record: to ambulances and emergency rooms the child they ask
 * for, to MassHealth everybody; but by a token for the patient in context nobody else.
 */
function toldByRegistration({ kind, patient, scopes }: Asker, members: readonly string[], asked: string): readonly string[] {
  const told = kind === 'masshealth' ? members : kind === 'ems' || kind === 'ed' ? [asked] : []
  const inContext = scopes.some(({ level }) => level === 'patient')
  const elsewhere = scopes.some(({ level, type }) => level !== 'patient' && type !== 'Organization')
  return inContext && !elsewhere ? told.filter((member) => member === patient) : told
}

/** Every version that the caller may not see, apart from what decides that they may not. */
function unseen(world: World, { seen, deciding }: Verdict): Away[] {
  return world.kept.flatMap(({ type, id, versions }): Away[] => {
    const own = seen.get(`${type}/${id}`)
    if (own === undefined && !deciding.has(`${type}/${id}`)) return [{ type, id }]
    return versions.slice(0, -1).flatMap((_, index) => (own?.has(index + 1) ? [] : [{ type, id, version: index + 1 }]))
  })
}

/** The whole records of those of whom the caller may see nothing. */
function ofUnrelated({ kept }: World, related: ReadonlySet<string>): Away[] {
  return kept.flatMap(({ type, id, versions }) => {
    const member = versions.at(-1)?.member
    return member === undefined || related.has(member) ? [] : [{ type, id }]
  })
}

interface Run {
  stage: Stage
  world: World
  asker: Asker
  dice: Dice
  outcome: Outcome
  access: AccessPlan
  until: number
  n: number
}

async function compare(
  { stage, asker, outcome, access, until, n }: Run,
  caller: Caller,
  all: readonly Asked[],
  away: readonly Away[],
): Promise<void> {
  const answers = async () => {
    const told: string[] = []
    for (const [nth, asked] of all.entries()) told.push(await answerTo(caller, nth % 4 === 3 ? access : asTold(access), asked, until))
    return told
  }
  const withAll = await answers()
  await stage.takeAway(away)
  const without = await answers()
  await stage.bringBack()
  all.forEach((asked, index) => {
    outcome.trials += 1
    outcome.paths[asked.path] = (outcome.paths[asked.path] ?? 0) + 1
    const status = withAll[index]!.slice(0, 3)
    outcome.statuses[status] = (outcome.statuses[status] ?? 0) + 1
    if (isAboutTakenId(withAll[index]!)) outcome.taken += 1
    else if (withAll[index] !== without[index])
      outcome.interference.push({ trial: outcome.trials, world: n, asker, asked, answers: [withAll[index]!, without[index]!] })
  })
}

/**
 * The one thing that is told of what is hidden: that a MassHealth ID is taken (TIME-11), to whoever tries to give it to another Patient.
 * Whose it is must not be in it.
 */
function isAboutTakenId(told: string): boolean {
  return told.startsWith('409 ') && told.includes('TIME-11') && !told.includes('It is Patient/')
}

/**
 * As every request comes over HTTP: one of which the trail will be told, so that the statements say what let the caller in. Each fourth comes as the
 * server asks for its own decisions.
 */
function asTold(access: AccessPlan): AccessPlan {
  return { ...access, request: { id: 'asked', patients: new Set(), written: 0 } }
}

class Undone extends Error {}
const pages = 4

/** All that a caller gets to know by a request, further pages too, as one text. What it wrote is undone. */
async function answerTo(caller: Caller, access: AccessPlan, asked: Asked, until: number): Promise<string> {
  const { store } = caller.context
  // What the server makes meanwhile has the same ids on both sides.
  let ids = 0
  const own = { access, recent: undefined, newId: () => `made-${ids++}` }
  if (asked.method === 'GET' && !asked.path.startsWith('$emergency')) return toldBy(caller.with(own), asked)
  let told = ''
  const undoing = store.transact(ownAccess('test'), [], async ({ within }) => {
    told = await toldBy(caller.with({ ...own, store: within }), asked)
    throw new Undone()
  })
  await undoing.catch((error) => {
    if (!(error instanceof Undone)) throw error
  })
  return withoutTimes(told, until)
}

async function toldBy(caller: Caller, { method, url, body, more }: Asked): Promise<string> {
  try {
    const answer = await whole(await caller.send(method, url, body, more))
    const { stream: _stream, text = '', ...rest } = answer
    const sent = [text].flat().join('')
    const told = `${answer.status} ${JSON.stringify(rest)} ${unsealed(sent)}`
    const next = nextOf(sent)
    return next === undefined ? told : `${told}\n${await furtherPages(caller, next)}`
  } catch (error) {
    if (!(error instanceof FhirError)) return `500 ${(error as Error).stack}`
    return `${statusOf[error.kind]} ${JSON.stringify(error.issues)}`
  }
}

async function furtherPages(caller: Caller, first: string): Promise<string> {
  const told: string[] = []
  for (let next: string | undefined = first; next !== undefined && told.length < pages; ) {
    const { text = '' } = await whole(await caller.send('GET', next))
    const body = [text].flat().join('')
    told.push(unsealed(body))
    next = nextOf(body)
  }
  return told.join('\n')
}

/** The address of the next page, below the base. */
function nextOf(text: string): string | undefined {
  const [, next] = /"relation":"next","url":"([^"]+)"/.exec(text) ?? []
  return next?.slice(base.length).replace(/^\//, '')
}

/** A link to a further page is sealed anew each time. */
function unsealed(text: string): string {
  return text.replaceAll(/_page=[^"&]+/g, '_page=*')
}

/** What was written while asking is of another moment on each side. */
function withoutTimes(told: string, until: number): string {
  return told.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, (instant) => (Date.parse(instant) > until ? '*' : instant))
}
