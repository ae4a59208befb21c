import type { Tokens } from '#storage/tokens.ts'
import { fhirPath } from './auth-paths.ts'
import type { AuthorizationEvent } from './authorization-server.ts'
import { type Client, findClient, listClients } from './clients.ts'
import { keepLaunch, type LaunchContext } from './ehr-launch.ts'
import { ownClientId } from './own-pages.ts'
import { callerOfUser, type PeopleParts } from './people/caller-of-user.ts'
import { type KnownPatient, patientFor, patientsOf } from './people/patients-of.ts'
import { encountersOf, mayOpen, type Openable, plansOf } from './people/record-of.ts'
import type { User } from './people/users.ts'
import { words } from './scopes.ts'

/** An app that can be opened from here. */
export interface LaunchableApp {
  clientId: string
  description: string
  launchUri: string
}

/** What of a patient's record an app may be opened with. */
export interface Choices {
  patient: KnownPatient
  encounters: Openable[]
  plans: Openable[]
}

/** Opens apps with a patient in context, as an EHR does. Everything is asked for with the person's own sight. */
export interface Launcher {
  apps(): Promise<LaunchableApp[]>
  patients(user: User, name?: string): Promise<KnownPatient[]>
  /** Undefined when the patient is not theirs to open. */
  choices(user: User, patient: string): Promise<Choices | undefined>
  /** The address at which the app opens; undefined when there is no such app, or the context is not theirs to hand over. */
  launch(user: User, clientId: string, context: LaunchContext, from: string | undefined): Promise<string | undefined>
}

interface LauncherParts extends PeopleParts {
  tokens: Tokens
  issuer: string
  /** Tells the audit trail; what it cannot be told does not happen. */
  tell: (event: AuthorizationEvent) => Promise<void>
}

/** https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#launch-app-ehr-launch */
export function createLauncher({ tokens, issuer, tell, store, now = () => new Date(), tables }: LauncherParts): Launcher {
  const parts = { now, tables }
  const callerOf = async (user: User, clientId: string) => ({ ...(await callerOfUser(user, { store, ...parts })), clientId })
  const shown = (user: User, patients: readonly string[]) =>
    tell({ asked: 'patients', clientId: ownClientId, status: 200, person: user.fhirUser, ...(patients.length > 0 && { patients }) })
  return {
    async apps() {
      return (await listClients(tokens)).flatMap((client) => launchable(client) ?? [])
    },
    async patients(user, name) {
      const found = store ? await patientsOf(store, await callerOf(user, ownClientId), parts, name) : []
      await shown(
        user,
        found.map(({ id }) => id),
      )
      return found
    },
    async choices(user, id) {
      const caller = await callerOf(user, ownClientId)
      const patient = store && (await patientFor(store, caller, parts, id))
      if (!store || !patient) return undefined
      await shown(user, [patient.id])
      return { patient, encounters: await encountersOf(store, caller, parts, id), plans: await plansOf(store, caller, parts, id) }
    },
    async launch(user, clientId, context, from) {
      const app = launchable(await findClient(tokens, clientId))
      if (!app || !store || !isContext(context)) return undefined
      if (!(await mayOpen(store, await callerOf(user, clientId), parts, context))) return undefined
      await tell({ asked: 'launch', clientId, from, status: 200, person: user.fhirUser, patients: [context.patient] })
      const address = new URL(app.launchUri)
      address.searchParams.set('iss', issuer + fhirPath)
      address.searchParams.set('launch', await keepLaunch(tokens, { ...context, clientId, accountId: user.id }))
      return address.href
    },
  }
}

function launchable(client: Client | undefined): LaunchableApp | undefined {
  if (client?.launchUri === undefined || !words(client.scope).includes('launch')) return undefined
  return { clientId: client.clientId, description: client.description, launchUri: client.launchUri }
}

/**
 * Patient and encounter have places of their own: in `fhirContext` they may stand only for something else than what the
 * app is opened about.
 */
function isContext({ fhirContext = [], intent }: LaunchContext): boolean {
  const fits = fhirContext.every(
    ({ reference, role }) => role !== '' && (!/^(Patient|Encounter)\//.test(reference) || (role ?? 'launch') !== 'launch'),
  )
  return fits && fhirContext.length <= 20 && (intent === undefined || /^[a-z0-9][a-z0-9-]{0,63}$/.test(intent))
}
