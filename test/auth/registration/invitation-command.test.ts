import { beforeEach, expect, test } from '@jest/globals'
import { findInvitation, listInvitations } from '#auth/registration/invitation.ts'
import { runInvitation } from '#auth/registration/invitation-command.ts'
import type { Tokens } from '#storage/tokens.ts'
import { mapTokens } from '../map-tokens.ts'

let tokens: Tokens
let lines: string[]
const run = (...args: string[]) => runInvitation(args, tokens, (line) => void lines.push(line))
beforeEach(() => {
  tokens = mapTokens()
  lines = []
})

test('an invitation is printed once, listed without its token, and taken back', async () => {
  expect(await run('--note', 'makers', '--scope', 'launch/patient patient/*.rs')).toBe(0)
  const token = /token: ([\w-]{43}) /.exec(lines.join())?.[1] ?? ''
  expect(await findInvitation(tokens, token)).toMatchObject({ uses: 1, scope: 'launch/patient patient/*.rs' })
  lines = []
  await run('--list')
  expect(lines.join()).toContain('makers')
  expect(lines.join()).not.toContain(token)
  expect(await run('--withdraw', lines[0]!.slice(0, 8))).toBe(0)
  expect(await findInvitation(tokens, token)).toBeUndefined()
})

test.each([
  [['--scope', 'patient/*.rs'], /note/],
  [['--note', 'x', '--scope', 'openid'], /scope names nothing/],
  [['--note', 'x', '--scope', 'system/*.rs'], /system/],
  [['--note', 'x', '--scope', 'patient/*.rs', '--uses', '101'], /uses/],
  [['--note', 'x', '--scope', 'patient/*.rs', '--uses', '1.5'], /uses/],
  [['--note', 'x', '--scope', 'patient/*.rs', '--days', '0'], /days/],
  [['--note', 'x', '--scope', 'system/*.rs', '--kind', 'system', '--organization', 'Organization/o'], /kind is not one of/],
  [['--note', 'x', '--scope', 'system/*.rs', '--kind', 'hospital'], /organization/],
  [['--withdraw', 'a'], /No invitation/],
  [['--other'], /other/],
])('%p is refused', async (args, why) => {
  expect(await run(...args)).toBe(1)
  expect(lines.join()).toMatch(why)
  expect(await listInvitations(tokens)).toEqual([])
})
