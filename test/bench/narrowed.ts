import { randomBytes } from 'node:crypto'
import type { Caller } from '#auth/access-plan.ts'
import { hashToken } from '#auth/token-hash.ts'
import { child } from '#demo/people/child.ts'
import { practices, primaryCare, providers } from '#demo/people/providers.ts'
import type { Tokens } from '#storage/tokens.ts'
import type { Call, Reply } from './callers.ts'
import { benchCast } from './load.ts'
import { id, observations, type Row } from './rows.ts'

/** Somebody who sees a part: one token each, an app of a person's one for each person. */
interface Narrowed {
  name: string
  /** Whose records they see, and with which token. */
  sees: { member: string; token: string }[]
}

/** How many persons' apps ask in turn. */
const persons = 200

/** Gives tokens of an hour to a practice, a plan, a provider and parents' apps, and finds out whom each sees. */
export async function narrowedCallers(tokens: Tokens, members: number) {
  const all = Array.from({ length: members }, (_, index) => ({ member: id(index), who: child(index, benchCast) }))
  const given = async (claims: Omit<Caller, 'clientId'>, scope = 'system/*.cruds') => {
    const token = randomBytes(24).toString('base64url')
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
    await tokens.insertToken({ hash: hashToken(token), clientId: 'narrowed', scope, expiresAt, claims: { purpose: 'TREAT', ...claims } })
    return token
  }
  const ofOne = async (name: string, kind: Caller['kind'], organization: string, isTheirs: (one: (typeof all)[number]) => boolean) => {
    const token = await given({ kind, organization })
    return { name, sees: all.filter(isTheirs).map(({ member }) => ({ member, token })) }
  }
  const firstPractice = primaryCare.slice(0, 2)
  const parents: Narrowed = { name: 'app of a parent', sees: [] }
  for (const { member } of all.slice(0, persons)) {
    const token = await given({ kind: 'family', fhirUser: `RelatedPerson/${member}-parent-1`, patient: member }, 'patient/*.rs')
    parents.sees.push({ member, token })
  }
  return {
    practice: await ofOne('practice', 'pediatrician', practices[0]!, ({ who }) => firstPractice.includes(who.primaryCare)),
    plan: await ofOne('plan', 'health-plan', 'Organization/plan-1', ({ who }) => who.plan === 0),
    provider: await ofOne('provider', 'care-team', providers[0]!.organization, ({ who }) => who.provider === providers[0]),
    parents,
  }
}

const kind = 'https://cares-fhir.example.org/CodeSystem/careplan-kind'

/** The rows of reading for callers who see a part, by ties to the member and labels; budgets are those of who sees everything. */
export function narrowedRows({ practice, plan, provider, parents }: Awaited<ReturnType<typeof narrowedCallers>>): Row[] {
  const row = (what: string, { name, sees }: Narrowed, budget: number, pathOf: (member: string, index: number) => string): Row => {
    const make = (index: number): Call => {
      const { member, token } = sees[(index * 7_919) % sees.length]!
      return { method: 'GET', path: `/fhir/R4${pathOf(member, index)}`, headers: { authorization: `Bearer ${token}` } }
    }
    return {
      name: `narrowed ${what}, ${name}`,
      budget,
      floor: 'floor: read',
      expected: [200],
      prepare: (call) => mustFind(call, make(0)),
      make,
    }
  }
  const plans = (member: string) => `/CarePlan?patient=${member}&category=${kind}%7Cicp&status=active`
  const work = (_: string, index: number) =>
    `/Task?owner=PractitionerRole/provider-1-${index % 2 ? 'care' : 'second'}-coordinator&status=requested,accepted&due=ge2026-01-01&_sort=due&_count=20`
  const everybody = [practice, plan, provider, parents]
  return [
    ...everybody.map((caller) => row('read', caller, 0.3, (member) => `/CarePlan/${member}-icp`)),
    ...everybody.map((caller) => row('search CarePlan by patient, category, status', caller, 0.5, plans)),
    row('search Task by owner, status, due, sorted, 20 a page', provider, 0.9, work),
    ...[provider, parents].map((caller) => historyRow(caller)),
  ]
}

function historyRow({ name, sees }: Narrowed): Row {
  const of = (index: number) => sees[(index * 7) % sees.length]!
  return {
    name: `narrowed history of 5 versions, ${name}`,
    budget: 0.5,
    floor: 'floor: history of 5 versions',
    expected: [200],
    prepare: (call) => observations(call, 40, 5, (index) => of(index).member),
    make: (index, prepared) => ({
      method: 'GET',
      path: `/fhir/R4/Observation/${(prepared as { id: string }[])[index % 40]!.id}/_history`,
      headers: { authorization: `Bearer ${of(index % 40).token}` },
    }),
  }
}

/** An answer without anything in it would cost little and prove nothing. */
async function mustFind(call: (call: Call) => Promise<Reply>, asked: Call): Promise<void> {
  const { status, text } = await call(asked)
  const found = JSON.parse(text) as { resourceType: string; entry?: unknown[] }
  if (status !== 200 || (found.resourceType === 'Bundle' && !found.entry?.length)) throw new Error(`${asked.path} finds nothing: ${status}`)
}
