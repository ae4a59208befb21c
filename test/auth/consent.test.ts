import { describe, expect, test } from '@jest/globals'
import { chosenScopes } from '#auth/consent.ts'

// What stays ticked on the consent page comes back in a form, and a form may say anything.
describe('what a person grants', () => {
  const offered = ['openid', 'launch/patient', 'offline_access', 'patient/*.rs', 'user/Goal.rs']
  const always = ['openid', 'launch/patient']

  test('of what was offered, what stayed ticked; the launch itself and who they are cannot be unticked', () => {
    expect(chosenScopes(offered, { scopes: ['user/Goal.rs'], types: [] })).toEqual([...always, 'user/Goal.rs'])
    expect(chosenScopes(offered, { scopes: offered, types: [] })).toEqual(offered)
    expect(chosenScopes(offered, { scopes: [], types: [] })).toEqual(always)
  })

  test('single types in place of all of them', () => {
    const types: [string, string][] = [
      ['patient/*.rs', 'Goal'],
      ['patient/*.rs', 'CarePlan'],
    ]
    expect(chosenScopes(offered, { scopes: [], types })).toEqual([...always, 'patient/Goal.rs', 'patient/CarePlan.rs'])
    expect(chosenScopes(offered, { scopes: ['patient/*.rs'], types })).toEqual([...always, 'patient/*.rs'])
  })

  test.each<[string, string[], [string, string][]]>([
    ['a scope that was not offered', ['user/*.cruds', 'system/*.cruds'], []],
    ['a type of a scope that was not offered', [], [['user/*.cruds', 'Goal']]],
    ['a type in place of one type', [], [['user/Goal.rs', 'Patient']]],
    ['a type that the page does not name', [], [['patient/*.rs', 'AuditEvent']]],
    ['two scopes in the name of a type', [], [['patient/*.rs', 'Goal.rs user/*']]],
    ['all of them as a type', [], [['patient/*.rs', '*']]],
    ['a name of the language itself', [], [['patient/*.rs', '__proto__']]],
  ])('never %s', (_, scopes, types) => {
    expect(chosenScopes(offered, { scopes, types })).toEqual(always)
  })
})
