// The floor: Express and pg doing the least that could be called reading, creating, updating and telling a history.
// No validation, no access control, no search index. Started by main.ts as a process of its own.
import express from 'express'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 })
await pool.query('CREATE TABLE IF NOT EXISTS floor (id text PRIMARY KEY, version int NOT NULL, text text NOT NULL)')
await pool.query('CREATE TABLE IF NOT EXISTS floor_history (id text, version int, text text NOT NULL, PRIMARY KEY (id, version))')

const app = express()
app.disable('x-powered-by')
app.disable('etag')
const body = express.text({ type: () => true, limit: '10mb' })
const send = (response: express.Response, status: number, text: string) => {
  response.writeHead(status, { 'Content-Type': 'application/fhir+json; charset=utf-8', 'Content-Length': Buffer.byteLength(text) })
  response.end(text)
}

app.get('/:id', async (request, response) => {
  const { rows } = await pool.query({ name: 'read', text: 'SELECT text FROM floor WHERE id = $1', values: [request.params.id] })
  send(response, rows[0] ? 200 : 404, rows[0]?.text ?? '')
})
app.get('/:id/_history', async (request, response) => {
  const { rows } = await pool.query({
    name: 'history',
    text: 'SELECT text FROM floor_history WHERE id = $1 ORDER BY version DESC',
    values: [request.params.id],
  })
  send(response, 200, `[${rows.map(({ text }) => text).join(',')}]`)
})
const write = `WITH row AS (INSERT INTO floor VALUES ($1, 1, $2) ON CONFLICT (id) DO UPDATE SET version = floor.version + 1, text = $2 RETURNING id, version, text)
  INSERT INTO floor_history SELECT id, version, text FROM row RETURNING version`
app.post('/', body, async (request, response) => {
  const resource = JSON.parse(request.body as string)
  resource.id = crypto.randomUUID()
  const text = JSON.stringify(resource)
  await pool.query({ name: 'write', text: write, values: [resource.id, text] })
  send(response, 201, text)
})
app.put('/:id', body, async (request, response) => {
  const text = JSON.stringify(JSON.parse(request.body as string))
  await pool.query({ name: 'write', text: write, values: [request.params.id, text] })
  send(response, 200, text)
})
app.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('floor ready'))
process.on('SIGTERM', () => process.exit(0))
