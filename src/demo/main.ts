// npm run demo: from nothing to a served, narrated journey on an embedded database; then it keeps serving.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { serve } from '#http/serve.ts'
import { type Jobs, startJobs } from '#jobs/start-jobs.ts'
import { addDays, addMonths } from '#programs/vocabulary/calendar.ts'
import { dayOf } from '#programs/vocabulary/local-day.ts'
import { createApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { publish } from '#src/published.ts'
import { startTrouble } from '#src/start-trouble.ts'
import { keepSealing } from '#storage/audit/seal.ts'
import { demoClients } from './clients.ts'
import { journey } from './journey/index.ts'
import { Actor, type Stage } from './journey/stage.ts'
import { loadFolder } from './load-folder.ts'
import { loadPeople, toldOn } from './load-people.ts'
import { readOptions } from './options.ts'
import { child } from './people/child.ts'
import { serveDemoApp } from './smart-app/serve-app.ts'
import { requestToken } from './token.ts'
import { demoPeople } from './users.ts'
import { tellProposal, tellRoster, tellWorklist } from './worklist.ts'

const started = performance.now()
const { config, options } = readSettings()
const log = pino({ level: process.env.LOG_LEVEL ?? 'fatal', base: undefined })

const guideBuilt = buildGuide()

/** Undefined: the real time. While a story is told, the day that gates and clocks go by. */
let storyDay: string | undefined
const today = dayOf(new Date().toISOString())

console.log(`Opening the ${config.databaseUrl === undefined ? `embedded database in ${options.dataDir}` : 'PostgreSQL database'} …`)
// Bundles from elsewhere claim profiles that they break, US Core with invented NPIs for one: the demo stores them all the same.
const app = await createApp({ ...config, dataDir: options.dataDir, foreignProfiles: 'warn', launchPage: true }, log, {
  now: () => (storyDay === undefined ? new Date() : new Date(`${storyDay}T17:00:00Z`)),
}).catch(giveUp)
const serving = await serve(app.http, config.port, config).catch(giveUp)
const baseUrl = config.port === 0 ? `http://localhost:${serving.port}` : config.baseUrl
const fhirBaseUrl = `${baseUrl}/fhir/R4`
await publish(app.store).catch(giveUp)
const urls = { fhirBaseUrl, tokenUrl: `${baseUrl}/auth/token` }
const people = options.data === undefined ? demoPeople(options.members, { seed: 1, today }) : []
const credentials = await demoClients(app.tokens, options.credentials, urls, people).catch(giveUp)
const demoApp = await serveDemoApp(app.tokens, fhirBaseUrl, config.port === 0 ? 0 : config.port + 1).catch(giveUp)

const stage: Stage = {
  fhirBaseUrl,
  token: (clientId) => {
    const client = credentials.clients.find((candidate) => candidate.clientId === clientId)
    if (client === undefined) throw new Error(`no demo client ${clientId}`)
    return requestToken(credentials.tokenUrl, clientId, client.privateKeyJwk, client.scope)
  },
  turnTo: (day) => {
    storyDay = day
  },
  tell: (line) => console.log(line.startsWith(' ') || /^\d\./.test(line) ? line : `  ${line}`),
}

/** What time changes is looked at once the story is told and the clock is the real one again. */
let jobs: Jobs | undefined
let failed = false
try {
  if (options.data === undefined) await sampleMembers()
  else await givenBundles(options.data)
  jobs = startJobs({ ...app.context, outbox: app.outbox, log })
  keepSealing(app.audit.seal, (error) => log.warn({ name: error.name }, 'audit trail not sealed'))
  console.log(`\ndemo ready: ${fhirBaseUrl}`)
} catch (error) {
  failed = true
  console.error(`\nThe demo stopped here: ${error instanceof Error ? error.message : error}`)
  if (error instanceof Error && 'response' in error)
    console.error(JSON.stringify((error as { response: unknown }).response).slice(0, 2_000))
} finally {
  storyDay = undefined
}
if (options.once || failed) await end(failed ? 1 : 0)
process.on('SIGINT', () => end(0))
process.on('SIGTERM', () => end(0))

async function sampleMembers(): Promise<void> {
  console.log(`\nSample members (invented), loaded chapter by chapter:`)
  const ids = await loadPeople(stage, options.members, { seed: 1, today: await toldOn(stage, { seed: 1, today }) })
  const actor = new Actor(fhirBaseUrl, await stage.token('demo-all'))
  let number = options.members
  while ((await actor.get(`Patient/${child(number, { seed: 1, today }).id}`)).status === 200) number += 1
  const enrolled = addDays(today, -170)
  const follows = { ...child(number, { seed: 1, today: enrolled, months: 0 }), enrolled }

  console.log(
    `\nOne more child, ${follows.given} ${follows.family}, walked through the program over HTTP; the server's day is turned as the story goes:`,
  )
  await journey({ stage, child: follows, enrolled, team: new Actor(fhirBaseUrl, await stage.token('demo-all')) })

  storyDay = undefined
  const later = new Actor(fhirBaseUrl, await stage.token('demo-all'))
  console.log('\nToday')
  await tellWorklist(stage, later)
  await tellRoster(stage, later, addMonths(`${today.slice(0, 7)}-01`, -1).slice(0, 7))
  await tellRoster(stage, later, today.slice(0, 7))
  await pages(later, ids[0]!)
  await invitation(ids[0]!)
}

async function givenBundles(folder: string): Promise<void> {
  console.log(`\nBundles of ${folder}:`)
  const ids = await loadFolder(stage, folder)
  storyDay = undefined
  const actor = new Actor(fhirBaseUrl, await stage.token('demo-all'))
  console.log(`\nAn Individual Care Plan for each of the ${ids.length} patients, from what the bundles hold:`)
  for (const id of ids) await tellProposal(stage, actor, id)
  if (ids[0] === undefined) return
  await pages(actor, ids[0])
  await invitation(ids[0])
}

/** Builds the guide for /ig/ beside the story, unless it is there already. Resolves to whether it can be opened. */
function buildGuide(): Promise<boolean> {
  const root = join(import.meta.dirname, '..', '..')
  if (existsSync(join(root, '.cares', 'guide', 'index.html'))) return Promise.resolve(true)
  const build = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'implementation-guide/build.ts'], {
    cwd: root,
    stdio: 'ignore',
  })
  return new Promise((done) => build.on('exit', (code) => done(code === 0)).on('error', () => done(false)))
}

/** Writes the documents that a person would print. */
async function pages(actor: Actor, patient: string): Promise<void> {
  const folder = resolve(options.dataDir, '..', 'demo')
  mkdirSync(folder, { recursive: true })
  console.log('\nDocuments to open in a browser and print:')
  const documents = [
    ['emergency-plan', `Patient/${patient}/$emergency-plan`],
    ['individual-care-plan', `Patient/${patient}/$summary?profile=https://cares-fhir.example.org/StructureDefinition/cares-icp-bundle`],
  ] as const
  for (const [name, path] of documents) {
    const { status, text } = await actor.get(path, 'text/html')
    if (status !== 200) continue
    const file = join(folder, `${name}-${patient}.html`)
    writeFileSync(file, text)
    console.log(`  ${name.replaceAll('-', ' ')}: file://${file}`)
  }
}

async function invitation(patient: string): Promise<void> {
  const guide = await guideBuilt
  // The command that asks for a token looks for the credentials beside the data folder.
  const where = options.dataDir === readConfig({}).dataDir ? '' : `DATA_DIR='${options.dataDir}' `
  const month = today.slice(0, 7)
  const links = [
    [`${baseUrl}/`, 'what this is'],
    ...(guide ? [[`${baseUrl}/ig/`, 'the implementation guide']] : []),
    [`${fhirBaseUrl}/metadata`, 'what it can do'],
    [`${fhirBaseUrl}/.well-known/smart-configuration`, 'how to get a token'],
    [`${baseUrl}/health/ready`, 'is it well?'],
    [`${baseUrl}/metrics`, 'figures for Prometheus'],
  ] as [string, string][]
  const plan = 'https://cares-fhir.example.org/StructureDefinition/cares-icp-bundle'
  const get = (path: string, more = '') => `  curl -s${more} -H "Authorization: Bearer $TOKEN" '${fhirBaseUrl}/${path}'`
  console.log(`
Links
${links.map(([path, what]) => `  ${path.padEnd(62)} ${what}`).join('\n')}
${signIns()}
Repeat the steps (credentials of each client are in ${options.credentials})
  TOKEN=$(${where}npm run --silent demo:token)
${get(`Patient/${patient}`)}
${get(`Patient/${patient}/$clocks`)}
${get(`Patient/${patient}/$propose-icp`)}
${get(`Patient/${patient}/$summary?profile=${plan}`)}
${get(`Patient/${patient}/$emergency-plan`, " -H 'Accept: text/html'")}
${get('Task?code=referral-follow-up&status=requested&_sort=due')}
${get(`Patient/${patient}/$billing-eligibility?month=${month}`)}
${get(`Organization/provider-1/$billing-eligibility?month=${month}`)}
${get(`EpisodeOfCare/$enrollment-status?patient=${patient}&on=${today}`)}

From start to here: ${((performance.now() - started) / 1000).toFixed(0)} s. Stop with Ctrl-C; the next start finds its data.`)
}

/** How a newcomer comes in as a person: an app, two pages, and who can sign in. */
function signIns(): string {
  if (credentials.users.length === 0) return ''
  const pages = [
    [`${demoApp.origin}/`, "an app: sign in, agree, and see a child's emergency plan"],
    [`${baseUrl}/auth/launch`, 'opens it with a patient chosen already, as an EHR does'],
    [`${baseUrl}/auth/grants`, 'which apps you gave access, and how to take it back'],
  ] as const
  return `
Sign in as a person (SMART App Launch)
${pages.map(([path, what]) => `  ${path.padEnd(62)} ${what}`).join('\n')}
  user name     password
${credentials.users.map(({ username, password, description }) => `  ${username.padEnd(13)} ${password}   ${description}`).join('\n')}
`
}

function readSettings() {
  try {
    const read = readConfig(process.env)
    return { config: read, options: readOptions(process.argv.slice(2), read.dataDir) }
  } catch (error) {
    return giveUp(error)
  }
}

/** The demo could not begin: says why, and ends. */
function giveUp(error: unknown): never {
  console.error(startTrouble(error, { port: Number(process.env.PORT ?? 8080), databaseUrl: process.env.DATABASE_URL }))
  process.exit(1)
}

async function end(status: number): Promise<void> {
  await demoApp.close()
  await serving.stop(2_000)
  await jobs?.stop()
  await app.store.close()
  process.exit(status)
}
