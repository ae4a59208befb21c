import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type Serving, serve } from '#http/serve.ts'
import { type Door, openDoor } from './door.ts'

let door: Door
let serving: Serving
let stopped: Promise<string>
beforeEach(async () => {
  let tell: (why: string) => void = () => {}
  stopped = new Promise((resolve) => {
    tell = resolve
  })
  door = await openDoor({
    search: ({ signal }) =>
      new Promise((resolve) => {
        signal?.().addEventListener('abort', () => {
          tell('stopped')
          resolve({ status: 200, text: '{}' })
        })
      }),
  })
  serving = await serve(door.app, 0)
})
afterEach(() => serving.stop(0))

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100 && !holds(); turn++) await pause(10)
}

test('long work is told when its caller has left, and the log says so', async () => {
  const leaving = new AbortController()
  const asking = fetch(`http://localhost:${serving.port}/fhir/R4/Patient`, {
    headers: { authorization: `Bearer ${await door.tokenFor('system/*.rs')}` },
    signal: leaving.signal,
  }).catch(() => 'left')
  await until(() => door.asked.name === 'search')
  leaving.abort()
  expect(await asking).toBe('left')
  expect(await stopped).toBe('stopped')
  await until(() => door.logged.some((line) => line.includes('"status":499')))
  expect(door.logged.at(-1)).toContain('"status":499')
})

test('a caller who leaves in the middle of a body disturbs nobody, and is not called a fault of ours', async () => {
  const token = await door.tokenFor('system/*.cruds')
  const socket = connect(serving.port)
  socket.write(`POST /fhir/R4/Patient HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n`)
  socket.write('Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"resourceType":')
  await pause(50)
  socket.destroy()
  await until(() => door.logged.some((line) => line.includes('499')))
  expect(door.logged.at(-1)).toContain('"status":499')
  expect(door.logged.filter((line) => line.startsWith('unexpected'))).toEqual([])
  expect((await fetch(`http://localhost:${serving.port}/fhir/R4/metadata`)).status).toBe(200)
})
