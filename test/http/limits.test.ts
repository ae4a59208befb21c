import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { type ReceivingLimits, serve } from '#http/serve.ts'
import { type Door, openDoor } from './door.ts'

const codeOf = (text: string) => JSON.parse(text).issue[0].details.coding[0].code

describe('an address', () => {
  let door: Door
  let token: string
  beforeAll(async () => {
    door = await openDoor()
    token = await door.tokenFor('system/*.rs')
  })
  // What follows the FHIR base counts; this door takes 1,000 characters of it.
  const sized = (characters: number) => `/Patient?name=${'a'.repeat(characters - '/Patient?name='.length)}`
  const ask = (address: string) => request(door.app).get(`/fhir/R4${address}`).set('Authorization', `Bearer ${token}`)

  test('as long as is taken', async () => {
    expect((await ask(sized(1_000))).status).toBe(200)
  })

  test('one character longer is 414, and says how else to ask', async () => {
    const answer = await ask(sized(1_001))
    expect([answer.status, codeOf(answer.text)]).toEqual([414, 'address-too-long'])
    expect(answer.text).toContain('_search')
  })
})

describe('what is refused before it is a request', () => {
  /** Sends bytes to a server that reads whole requests, and waits for its answer. */
  async function sent(text: string, limits: ReceivingLimits): Promise<{ head: string; body: string }> {
    const serving = await serve((asked, response) => void asked.on('data', () => {}).on('end', () => response.end('{}')), 0, limits)
    const socket = connect(serving.port)
    let answer = ''
    socket.on('data', (piece) => {
      answer += piece
    })
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.write(text)
    await Promise.race([closed, pause(3_000, undefined, { ref: false })])
    socket.destroy()
    await serving.stop(0)
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    return { head, body }
  }
  const patient = { maxHeaders: 2_000, receiveTimeout: 60_000 }
  const hasty = { maxHeaders: 2_000, receiveTimeout: 200 }
  // The address counts, and name and value of each header.
  const others = '/Hostx'.length + 'Connectionclose'.length + 'X-A'.length
  const headed = (bytes: number) => `GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-A: ${'a'.repeat(bytes - others)}\r\n\r\n`

  test('headers of as many bytes as are taken are read, one more is 431', async () => {
    expect((await sent(headed(2_000), patient)).head).toMatch(/^HTTP\/1.1 200 /)
    const { head, body } = await sent(headed(2_001), patient)
    expect(head).toMatch(/^HTTP\/1.1 431 Request Header Fields Too Large\r\n/)
    expect(codeOf(body)).toBe('headers-too-large')
    expect(body).not.toContain('aaa')
  })

  test.each([
    ['headers that do not end', 'GET / HTTP/1.1\r\nHost: x\r\n'],
    ['a body that does not come', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{'],
  ])('%s: waited for so long, then 408', async (_what, text) => {
    const { head, body } = await sent(text, hasty)
    expect(head).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/)
    expect(codeOf(body)).toBe('sent-too-slowly')
  })

  test('what is no HTTP is 400, and is not repeated', async () => {
    const { head, body } = await sent('Ana Reyes, born in May\r\n\r\n', patient)
    expect(head).toMatch(/^HTTP\/1.1 400 /)
    expect(codeOf(body)).toBe('not-http')
    expect(body).not.toContain('Reyes')
  })
})
