import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { openEmbedded } from '#storage/embedded/open-embedded.ts'
import { prepareFolder } from '#storage/embedded/prepare-folder.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'cares-folder-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

describe('a data folder is never somebody’s own files', () => {
  test('a folder that is not there yet is to be made, and the way to it is', async () => {
    expect(await prepareFolder(join(home, 'a', 'b', 'data'))).toBe(true)
    expect(existsSync(join(home, 'a', 'b'))).toBe(true)
  })

  test('an empty folder will do', async () => {
    await mkdir(join(home, 'data'))
    expect(await prepareFolder(join(home, 'data'))).toBe(true)
  })

  test('where a database is, nothing is made', async () => {
    await mkdir(join(home, 'data'))
    await writeFile(join(home, 'data', 'PG_VERSION'), '18\n')
    expect(await prepareFolder(join(home, 'data'))).toBe(false)
  })

  test('a folder with other files is refused, and keeps them', async () => {
    await writeFile(join(home, 'letter.txt'), 'mine')
    await expect(openEmbedded({ dataDir: home })).rejects.toThrow('holds other files')
    expect(await readFile(join(home, 'letter.txt'), 'utf8')).toBe('mine')
  })

  test('a file is refused, and stays', async () => {
    const file = join(home, 'letter.txt')
    await writeFile(file, 'mine')
    await expect(openEmbedded({ dataDir: file })).rejects.toThrow('is a file')
    expect(await readFile(file, 'utf8')).toBe('mine')
  })

  test('a place that takes no folder says so instead of trying for ever', async () => {
    await expect(prepareFolder('/proc/nobody/data')).rejects.toMatchObject({ code: expect.stringMatching(/^(ENOENT|EROFS|EACCES)$/) })
  })
})
