import { Ajv, type ErrorObject } from 'ajv'
import { type Day, isDay } from './calendar.ts'
import type { Dated, Settings, SettingValues } from './settings.ts'
import { settingDefinitions } from './settings-defaults.ts'
import { openSettings } from './settings-open.ts'

type Name = keyof SettingValues

/** Every problem of a configuration at once; each sentence says what was found and what is allowed. */
export class SettingsError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The program configuration cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.name = 'SettingsError'
    this.problems = problems
  }
}

/**
 * Settings from a parsed configuration: an object that gives, for a setting's name, its dated values, e.g.
 * `{ "clock-roll": [{ "from": "2025-01-01", "value": "sunday-holiday" }] }`. Before its first day the default is in
 * force. Without a configuration every default is.
 * @throws SettingsError that lists every problem; an unknown setting is one (TIME-03)
 */
export function settingsFrom(config?: unknown): Settings {
  const problems: string[] = []
  const configured = new Map<Name, Dated<unknown>[]>()
  if (config !== undefined) {
    if (typeof config !== 'object' || config === null || Array.isArray(config)) {
      throw new SettingsError(['expected an object of settings, each a list of { "from": day, "value": … }'])
    }
    const ajv = new Ajv({ allErrors: true, strict: false, formats: { day: isDay } })
    for (const [name, value] of Object.entries(config)) {
      const found = read(name, value, ajv)
      problems.push(...found.problems)
      if (found.values) configured.set(name as Name, found.values)
    }
  }
  if (problems.length > 0) throw new SettingsError(problems)
  return Object.freeze({
    on<N extends Name>(name: N, day: Day): SettingValues[N] {
      const latest = configured.get(name)?.findLast(({ from }) => from <= day)
      return latest === undefined ? settingDefinitions[name].value : (latest.value as SettingValues[N])
    },
  })
}

function read(name: string, value: unknown, ajv: Ajv): { problems: string[]; values?: Dated<unknown>[] } {
  if (Object.hasOwn(openSettings, name)) {
    return { problems: [`${name} (${openSettings[name]}) is not read by any rule yet: remove it`] }
  }
  if (!Object.hasOwn(settingDefinitions, name)) return { problems: [`${name} is not a setting`] }
  const validate = ajv.compile({
    type: 'array',
    items: {
      type: 'object',
      properties: { from: { type: 'string', format: 'day' }, value: settingDefinitions[name as Name].schema },
      required: ['from', 'value'],
      additionalProperties: false,
    },
  })
  if (!validate(value)) return { problems: (validate.errors ?? []).map((error) => `${name}${spell(error)}`) }
  const values = (value as Dated<unknown>[]).toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  const twice = values.find((dated, index) => values[index + 1]?.from === dated.from)
  if (twice) return { problems: [`${name} has two values from ${twice.from}`] }
  return { problems: [], values }
}

function spell({ instancePath, message, keyword, params }: ErrorObject): string {
  const allowed = keyword === 'enum' ? ` (${(params.allowedValues as unknown[]).join(', ')})` : ''
  const extra = keyword === 'additionalProperties' ? ` (${params.additionalProperty})` : ''
  return `${instancePath} ${keyword === 'format' ? 'must be a day, YYYY-MM-DD' : message}${allowed}${extra}`
}
