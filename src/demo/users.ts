import { randomBytes } from 'node:crypto'
import type { Practitioner, PractitionerRole } from '@medplum/fhirtypes'
import { listUsers, type NewUser, registerUser, userByPassword } from '#auth/people/users.ts'
import { addYears } from '#programs/vocabulary/calendar.ts'
import type { Tokens } from '#storage/tokens.ts'
import { type Cast, child } from './people/child.ts'
import { sharedRecords } from './people/providers.ts'

/** Somebody of the demo who can sign in. */
export interface DemoPerson extends Omit<NewUser, 'password'> {
  description: string
}

/** As people and scripts find them in `demo-credentials.json`. */
export interface DemoLogin {
  username: string
  password: string
  description: string
  fhirUser: string
}

/** The first sample member's parent, coordinator and pediatrician, and the oldest member who is not yet 18. */
export function demoPeople(members: number, cast: Cast): DemoPerson[] {
  const first = child(0, cast)
  const called = `${first.given} ${first.family}`
  const everybody = Array.from({ length: Math.min(members, 100) }, (_, index) => child(index, cast))
  const teen = everybody
    .filter(({ birthDate }) => addYears(birthDate, 13) <= cast.today && addYears(birthDate, 18) > cast.today)
    .toSorted((one, other) => one.birthDate.localeCompare(other.birthDate))[0]
  return [
    {
      username: 'guardian',
      name: `${first.parents[0]!.given} ${first.family}`,
      fhirUser: `RelatedPerson/${first.id}-parent-1`,
      description: `parent of ${called}`,
    },
    { ...atWork('coordinator', first.coordinator, 'care-team'), description: `care coordinator, of ${called} among others` },
    { ...atWork('pediatrician', first.primaryCare, 'pediatrician'), description: `pediatrician, of ${called} among others` },
    ...(teen === undefined
      ? []
      : [
          {
            username: 'teen',
            name: `${teen.given} ${teen.family}`,
            fhirUser: `Patient/${teen.id}`,
            description: 'a member, not yet 18: finds no record to open',
          },
        ]),
  ]
}

/** Somebody who holds a post: the person, and the organization that ties them to members. */
function atWork(username: string, post: string, kind: 'care-team' | 'pediatrician'): Omit<DemoPerson, 'description'> {
  const found = (reference: string | undefined) => sharedRecords().find(({ resourceType, id }) => `${resourceType}/${id}` === reference)
  const role = found(post) as PractitionerRole
  const fhirUser = role.practitioner!.reference!
  const [name] = (found(fhirUser) as unknown as Practitioner).name!
  return { username, name: `${name!.given![0]} ${name!.family}`, fhirUser, kind, organization: role.organization!.reference! }
}

/**
 * Lets them sign in, each with a password of its own that is made for this demo and no other. Who is registered already with
 * the password of an earlier start stays as they are, and so does what they granted.
 */
export async function registerDemoPeople(
  tokens: Tokens,
  people: readonly DemoPerson[],
  earlier: readonly DemoLogin[] = [],
): Promise<DemoLogin[]> {
  const logins: DemoLogin[] = []
  const there = new Set((await listUsers(tokens)).map(({ username, fhirUser }) => `${username} ${fhirUser}`))
  for (const { description, ...person } of people) {
    const { username, fhirUser } = person
    const password = earlier.find((one) => one.username === username)?.password ?? randomBytes(12).toString('base64url')
    const stays = there.has(`${username} ${fhirUser}`) && (await userByPassword(tokens, username, password)) !== undefined
    if (!stays) await registerUser(tokens, { ...person, password })
    logins.push({ username, password, description, fhirUser })
  }
  return logins
}
