import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createOutbound, type Outbound, type OutboundOptions } from '#fhir/outbound/outbound.ts'

/** A server on this machine, which stands for whatever an address may lead to; it counts who came. */
let server: Server
let base: string
let answer: (request: IncomingMessage, response: ServerResponse) => void
let came: { url?: string; host?: string }[]

beforeAll(async () => {
  server = createServer((request, response) => {
    came.push({ url: request.url, host: request.headers.host })
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  came = []
  answer = (_request, response) => void response.end('{"keys":[]}')
})

const made = (options: Partial<OutboundOptions> = {}): Outbound =>
  createOutbound({ namedBy: 'others', loopback: true, timeout: 1_000, ...options })
const why = (call: Promise<unknown>) =>
  call.then(
    () => 'called',
    (error: Error) => `${error.name}: ${error.message}`,
  )

describe('calling another server', () => {
  test('an answer comes back as it is', async () => {
    answer = (_request, response) => void response.writeHead(201, { 'X-Kind': 'a' }).end('text')
    const response = await made()(`${base}/keys`)
    expect([response.status, response.headers.get('x-kind'), await response.text()]).toEqual([201, 'a', 'text'])
  })

  test('a body is sent, and its length', async () => {
    answer = async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      response.end(`${request.method} ${request.headers['content-length']} ${Buffer.concat(chunks)}`)
    }
    expect(await (await made()(base, { method: 'POST', body: 'ä' })).text()).toBe('POST 2 ä')
  })

  test('this machine is not called unless that is configured', async () => {
    expect(await why(made({ loopback: false })(base.replace('http:', 'https:')))).toMatch(
      /OutboundError: 127.0.0.1 is not called.*loopback/,
    )
    expect(await why(made({ loopback: false })(base))).toMatch(/not https/)
    expect(came).toEqual([])
  })

  test('http is not spoken beyond this machine, though that is configured', async () => {
    expect(await why(made({ resolve: async () => ['8.8.8.8'] })('http://example.org/'))).toMatch(/not https/)
  })
})

describe('attacks', () => {
  test.each([
    'https://169.254.169.254/latest/meta-data/',
    'https://[::ffff:169.254.169.254]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[fd00:ec2::254]/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://127.1/',
    'https://10.0.0.1/',
    'https://[fe80::1]/',
    'https://[::]/',
  ])('an address that is none of the internet’s: %s', async (url) => {
    expect(await why(made({ loopback: false })(url))).toMatch(/is not called/)
  })

  test('a name that stands for a private address', async () => {
    expect(await why(made({ resolve: async () => ['10.0.0.5'] })('https://keys.example.org/'))).toMatch(
      /keys.example.org is not called.*private/,
    )
  })

  test('a name that stands for a good address and a bad one', async () => {
    expect(await why(made({ resolve: async () => ['8.8.8.8', '169.254.169.254'] })('https://keys.example.org/'))).toMatch(/linkLocal/)
  })

  test('a name that means something else when it is asked again: it is asked once, and what was judged is called', async () => {
    const answers = [['127.0.0.1'], ['169.254.169.254']]
    let asked = 0
    const call = made({ resolve: async () => answers[asked++] ?? [] })
    const port = new URL(base).port
    expect((await call(`http://rebound.example.org:${port}/keys`)).status).toBe(200)
    expect([asked, came[0]?.host]).toEqual([1, `rebound.example.org:${port}`])
    expect(await why(call(`http://rebound.example.org:${port}/keys`))).toMatch(/is not called/)
    expect(came).toHaveLength(1)
  })

  test('a connection that was kept is not a way around: the name is judged each time', async () => {
    const answers = [['127.0.0.1'], ['10.0.0.1']]
    let asked = 0
    const call = made({ keepAlive: true, resolve: async () => answers[asked++] ?? [] })
    const url = `http://rebound.example.org:${new URL(base).port}/`
    await (await call(url)).text()
    expect(await why(call(url))).toMatch(/is not called/)
  })

  test('sent on to the secrets of a cloud: not followed', async () => {
    answer = (_request, response) => void response.writeHead(302, { Location: 'http://169.254.169.254/latest/meta-data/' }).end()
    expect(await why(made()(base))).toMatch(/sends on to another address/)
    expect(await why(made({ redirects: 3 })(base))).toMatch(/169.254.169.254 is not called/)
  })

  test('sent on where it may go: as often as is allowed', async () => {
    answer = ({ url }, response) => void (url === '/end' ? response.end('there') : response.writeHead(302, { Location: '/end' }).end())
    expect(await (await made({ redirects: 1 })(`${base}/`)).text()).toBe('there')
    answer = (_request, response) => void response.writeHead(302, { Location: '/' }).end()
    expect(await why(made({ redirects: 2 })(base))).toMatch(/sends on/)
    expect(came).toHaveLength(5)
  })

  test('what is sent with a body is never sent on', async () => {
    answer = (_request, response) => void response.writeHead(307, { Location: '/elsewhere' }).end()
    expect(await why(made({ redirects: 3 })(base, { method: 'POST', body: 'secret' }))).toMatch(/sends on/)
    expect(came).toHaveLength(1)
  })

  test('more than was asked for, announced or not', async () => {
    answer = (_request, response) => void response.end('x'.repeat(2_000))
    expect(await why(made({ maxBytes: 1_999 })(base))).toMatch(/more than 1999 bytes/)
    expect((await made({ maxBytes: 2_000 })(base)).status).toBe(200)
    answer = (_request, response) => {
      const writing = setInterval(() => response.write('x'.repeat(1_000)), 5)
      response.on('close', () => clearInterval(writing))
    }
    expect(await why(made({ maxBytes: 1_999 })(base))).toMatch(/more than 1999 bytes/)
  })

  test('a little that unfolds to much', async () => {
    answer = (_request, response) => void response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('…')
    expect(await why(made()(base))).toMatch(/encoding/)
  })

  test('headers without end', async () => {
    answer = (_request, response) => void response.writeHead(200, { 'X-Long': 'x'.repeat(20_000) }).end()
    expect(await why(made()(base))).toMatch(/HPE_HEADER_OVERFLOW/)
  })

  test('an answer that does not come, or comes drop by drop, or a name that nobody answers', async () => {
    const start = performance.now()
    answer = () => {}
    expect(await why(made({ timeout: 200 })(base))).toMatch(/in time/)
    answer = (_request, response) => {
      const dripping = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(dripping))
    }
    expect(await why(made({ timeout: 200 })(base))).toMatch(/in time/)
    expect(await why(made({ timeout: 200, resolve: () => new Promise(() => {}) })('https://slow.example.org'))).toMatch(/in time/)
    expect(performance.now() - start).toBeLessThan(3_000)
  })

  test('an answer that breaks off is none', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'Content-Length': '100' }).write('half')
      setTimeout(() => response.destroy(), 20)
    }
    expect(await why(made()(base))).toMatch(/broke off/)
  })

  test('what failed names the host, and nothing of what was sent or asked', async () => {
    const said = await why(
      made({ resolve: async () => [] })('https://keys.example.org/a/secret?token=1', { headers: { authorization: 'Bearer x' } }),
    )
    expect(said).toBe('OutboundError: keys.example.org is not known')
  })
})
