import { youngerThan18 } from '#storage/access/under-eighteen.ts'
import { dateRange } from '#storage/indexing/date-range.ts'
import type { Store } from '#storage/store.ts'
import { type Caller, ownAccess } from '../access-plan.ts'
import type { TableSettings } from '../actors/table-settings.ts'
import { ownPurpose } from './own-purpose.ts'
import { rolesOf } from './roles-of.ts'
import type { User } from './users.ts'

/** Where it is asked who somebody is. */
export interface PeopleParts {
  store?: Store
  /** The moment by which ties to members are judged. */
  now?: () => Date
  /** What of the tables of section 10 is configured. */
  tables?: TableSettings
}

/**
 * What a person is to the record. Somebody at work is what their organization is, or less by their role there (roles-of.ts), and themselves; a member of 18 or older
 * sees their own record, a younger one what they consented to alone; who acts for a member, what the ties say. Who comes for
 * themselves or their family has that for a purpose.
 */
export async function callerOfUser(user: User, parts: PeopleParts): Promise<Omit<Caller, 'clientId'>> {
  const { fhirUser, kind, organization } = user
  if (fhirUser.startsWith('Practitioner/')) return { fhirUser, kind, organization, ...(await rolesOf(user, parts)) }
  if (fhirUser.startsWith('RelatedPerson/')) return { fhirUser, kind: 'family', purpose: ownPurpose(fhirUser) }
  const adult = await isAdult(fhirUser, parts)
  // Without a name of their own nothing is theirs.
  if (adult === undefined) return { kind: 'minor', purpose: ownPurpose(fhirUser) }
  return { kind: adult ? 'member' : 'minor', fhirUser, purpose: ownPurpose(fhirUser) }
}

/** 18 or older by their own record (CARES-CON-06); undefined: it does not say. */
async function isAdult(fhirUser: string, { store, now = () => new Date() }: PeopleParts): Promise<boolean | undefined> {
  const stored = await store?.read(ownAccess('auth'), 'Patient', fhirUser.slice('Patient/'.length))
  if (!stored || stored.deleted) return undefined
  const { birthDate } = JSON.parse(stored.text) as { birthDate?: string }
  const born = birthDate === undefined ? undefined : dateRange(birthDate)
  // A year or a month alone: the latest day that it may mean.
  if (born === undefined || birthDate === undefined) return undefined
  const latest = birthDate.length === 10 ? born.low : born.high
  return birthDate.length === 10 ? latest < youngerThan18(now()) : latest <= youngerThan18(now())
}
