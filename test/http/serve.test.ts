import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { serve } from '#http/serve.ts'

test('stopping lets what has begun finish, and takes nothing new', async () => {
  let begun: () => void = () => {}
  const running = new Promise<void>((resolve) => {
    begun = resolve
  })
  const serving = await serve(async (_request, response) => {
    begun()
    await pause(100)
    response.end('done')
  }, 0)
  const address = `http://localhost:${serving.port}/`
  const slow = fetch(address)
  await running
  const stopped = serving.stop()
  expect(await (await slow).text()).toBe('done')
  await stopped
  await expect(fetch(address)).rejects.toThrow()
})

test('patience ends', async () => {
  const serving = await serve(() => {}, 0)
  const stuck = fetch(`http://localhost:${serving.port}/`).catch(() => 'cut off')
  await pause(50)
  await serving.stop(50)
  expect(await stuck).toBe('cut off')
})
