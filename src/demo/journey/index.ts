import { comesIn } from './comes-in.ts'
import { getsAPlan } from './gets-a-plan.ts'
import { isPaidFor } from './is-paid-for.ts'
import { isReferred } from './is-referred.ts'
import { movesOn } from './moves-on.ts'
import type { Script, Story } from './story.ts'

/** One child's way through the program, over HTTP, told as it goes. Throws where the server does not do what it should. */
export async function journey(script: Script): Promise<Story> {
  const { tell } = script.stage
  tell('1. Coming in')
  const arrived = await comesIn(script)
  tell('2. The plan')
  const planned = await getsAPlan(script)
  tell('3. Referrals')
  const referred = await isReferred(script)
  tell("4. The month's payment")
  const paid = await isPaidFor(script)
  tell('5. A transfer')
  const moved = await movesOn(script)
  return { ...arrived, ...planned, ...referred, ...paid, ...moved }
}
