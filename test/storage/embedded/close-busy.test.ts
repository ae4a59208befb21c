import { expect, test } from '@jest/globals'
import { openEmbedded } from '#storage/embedded/open-embedded.ts'

test('closing while a statement runs waits for its answer, and ends', async () => {
  const database = await openEmbedded()
  const asked = database.query<{ n: number }>({ text: 'SELECT count(*)::int AS n FROM generate_series(1, 300000)' })
  // The statement has its connection before the pool is told to end.
  await new Promise((resolve) => setTimeout(resolve, 1))
  const closed = database.close()
  expect(await asked).toEqual([{ n: 300_000 }])
  await closed
}, 30_000)
