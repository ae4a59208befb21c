import type { Tokens } from '#storage/tokens.ts'
import type { AuthorizationEvent } from './authorization-server.ts'
import { findClient } from './clients.ts'
import { scopeInWords } from './consent.ts'
import { endGrant, findGranted, type Granted, grantsOf } from './grants.ts'
import { ownClientId } from './own-pages.ts'
import { callerOfUser, type PeopleParts } from './people/caller-of-user.ts'
import { patientFor } from './people/patients-of.ts'
import type { User } from './people/users.ts'
import { words } from './scopes.ts'

/** What somebody granted an app, as they are shown it. */
export interface ShownGrant {
  grantId: string
  app: string
  /** Whose record it is about; `unseen`: that of somebody whom this person may not see any more. */
  patient?: { name: string } | 'unseen'
  /** What the app may do, a sentence each. */
  may: string[]
  /** ISO instants. */
  at: string
  lastUse?: string
}

/** What a person granted, and how they take it back. */
export interface GrantedApps {
  /** All that still stands, the latest first. */
  of(user: User): Promise<ShownGrant[]>
  /** Ends a grant with all its tokens; false when this person has none of this id. */
  withdraw(user: User, grantId: string, from: string | undefined): Promise<boolean>
}

interface GrantedAppsParts extends PeopleParts {
  tokens: Tokens
  /** Tells the audit trail; what it cannot be told does not happen. */
  tell: (event: AuthorizationEvent) => Promise<void>
  /** When a client last asked for something in a person's name. */
  lastUse?: (person: string, clientId: string) => Promise<string | undefined>
}

export function createGrantedApps({ tokens, tell, lastUse, store, now = () => new Date(), tables }: GrantedAppsParts): GrantedApps {
  const parts = { now, tables }
  const shown = async (user: User, { grantId, clientId, patient: id, scope, at }: Granted): Promise<ShownGrant> => {
    const caller = { ...(await callerOfUser(user, { store, ...parts })), clientId: ownClientId }
    const patient = id === undefined || !store ? undefined : await patientFor(store, caller, parts, id)
    const used = caller.fhirUser === undefined ? undefined : await lastUse?.(caller.fhirUser, clientId)
    return {
      grantId,
      app: (await findClient(tokens, clientId))?.description ?? clientId,
      ...(id !== undefined && { patient: patient ? { name: patient.name } : 'unseen' }),
      may: [...new Set(words(scope).map(scopeInWords))],
      at,
      // An earlier use was by an earlier grant.
      ...(used !== undefined && used >= at && { lastUse: used }),
    }
  }
  return {
    async of(user) {
      const grants = (await grantsOf(tokens, user.id)).sort((a, b) => b.at.localeCompare(a.at))
      const patients = [...new Set(grants.flatMap(({ patient }) => patient ?? []))]
      await tell({ asked: 'patients', clientId: ownClientId, status: 200, person: user.fhirUser, ...(patients.length > 0 && { patients }) })
      return Promise.all(grants.map((granted) => shown(user, granted)))
    },
    async withdraw(user, grantId, from) {
      const granted = await findGranted(tokens, grantId)
      if (granted?.accountId !== user.id) return false
      const { clientId, patient } = granted
      const patients = patient === undefined ? undefined : [patient]
      await tell({ asked: 'withdrawal', clientId, from, status: 200, person: user.fhirUser, patients })
      await endGrant(tokens, grantId)
      return true
    },
  }
}
