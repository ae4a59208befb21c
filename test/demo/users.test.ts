import { describe, expect, test } from '@jest/globals'
import { grantsOf, keepGranted } from '#auth/grants.ts'
import { listUsers, userByPassword, userProblems } from '#auth/people/users.ts'
import { demoPeople, registerDemoPeople } from '#demo/users.ts'
import { mapTokens } from '../auth/map-tokens.ts'

const cast = { seed: 1, today: '2026-11-22' }

describe('people of the demo', () => {
  const people = demoPeople(10, cast)

  test('are a parent, a coordinator and a pediatrician of the first member, and a teen', () => {
    expect(people.map(({ username, fhirUser }) => [username, fhirUser.replace(/\d/g, '#')])).toEqual([
      ['guardian', 'RelatedPerson/m#####-parent-#'],
      ['coordinator', expect.stringMatching(/^Practitioner\/provider-#-(care|second)-coordinator-person$/)],
      ['pediatrician', 'Practitioner/pcp-#-person'],
      ['teen', 'Patient/m#####'],
    ])
    for (const { description: _, ...person } of people) expect(userProblems({ ...person, password: 'x'.repeat(12) })).toEqual([])
  })

  test('are the same on a later day', () => {
    const later = demoPeople(10, { ...cast, today: '2026-12-24' })
    expect(later.slice(0, 3)).toEqual(people.slice(0, 3))
  })

  test('without a member of that age there is no teen', () => {
    expect(demoPeople(1, cast).map(({ username }) => username)).toEqual(['guardian', 'coordinator', 'pediatrician'])
  })

  test('have passwords of this demo alone; a second start keeps them, and what was granted', async () => {
    const [one, other] = [mapTokens(), mapTokens()]
    const logins = await registerDemoPeople(one, people)
    const elsewhere = await registerDemoPeople(other, people)
    expect(new Set([...logins, ...elsewhere].map(({ password }) => password)).size).toBe(8)
    const user = await userByPassword(one, logins[0]!.username, logins[0]!.password)
    await keepGranted(one, { grantId: 'g', clientId: 'demo-app', accountId: user!.id, scope: 'openid', at: new Date().toISOString() })
    expect(await registerDemoPeople(one, people, logins)).toEqual(logins)
    expect(await grantsOf(one, user!.id)).toHaveLength(1)
    expect(await listUsers(one)).toHaveLength(4)
  })
})
