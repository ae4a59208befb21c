import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome']

/** A Chromium of this machine: `CHROMIUM_PATH`, else one on PATH; undefined when there is none. */
export function findChromium({ CHROMIUM_PATH: named, PATH = '' }: NodeJS.ProcessEnv = process.env): string | undefined {
  const places = named ? [named] : PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return places.find((path) => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
