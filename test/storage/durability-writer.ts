import { randomUUID } from 'node:crypto'
import { ownAccess } from '#auth/access-plan.ts'
import { openStore } from '#storage/open.ts'

// Writes pairs of resources, one transaction each, and prints the id of each pair once it is acknowledged; until killed.
const { WRITE_URL: databaseUrl, WRITE_DIR: dataDir } = process.env
const { store } = await openStore({ databaseUrl, dataDir })
const us = ownAccess('writer')
for (;;) {
  const id = randomUUID()
  const subject = { reference: 'Patient/p' }
  await store.transact(us, ['p'], async (session) => {
    await session.write([{ act: 'create', resource: { resourceType: 'CarePlan', id, subject } }])
    await session.write([{ act: 'create', resource: { resourceType: 'Goal', id, subject } }])
  })
  process.stdout.write(`${id}\n`)
}
