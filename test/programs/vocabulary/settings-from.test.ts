import { describe, expect, test } from '@jest/globals'
import { settingDefinitions } from '#programs/vocabulary/settings-defaults.ts'
import { SettingsError, settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { openSettings } from '#programs/vocabulary/settings-open.ts'

const problemsOf = (config: unknown) => {
  try {
    settingsFrom(config)
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
  return []
}

describe('dated settings', () => {
  test('without a configuration every default is in force on every day', () => {
    const settings = settingsFrom()
    expect(settings.on('clock-roll', '1990-01-01')).toBe('none')
    expect(settings.on('eligibility-check-days', '2030-01-01')).toBe(31)
  })

  test('a value is in force from its own day on, the one before it to the day before', () => {
    const settings = settingsFrom({
      'eligibility-check-days': [
        { from: '2025-07-01', value: 14 },
        { from: '2024-07-01', value: 7 },
      ],
    })
    const on = (day: string) => settings.on('eligibility-check-days', day)
    expect(['2024-06-30', '2024-07-01', '2025-06-30', '2025-07-01'].map(on)).toEqual([31, 7, 7, 14])
  })

  test('TIME-03: unknown settings and values are refused, all problems at once', () => {
    const problems = problemsOf({
      'clock-roll': [{ from: '2024-01-01', value: 'friday' }],
      'clock-rol': [],
      'eligibility-check-days': [{ from: '2024-02-30', value: -1 }],
      'leap-birthday': 'mar1',
      'csp-profile': [{ from: '2024-01-01', value: 'cca' }],
    })
    expect(problems).toHaveLength(6)
    for (const part of [
      'none, sunday-holiday, weekend-holiday',
      'clock-rol is not a setting',
      'YYYY-MM-DD',
      '>= 0',
      'array',
      'not read by any rule',
    ]) {
      expect(problems.join('\n')).toContain(part)
    }
  })

  test('two values from one day are no answer', () => {
    const twice = [1, 2].map((value) => ({ from: '2024-01-01', value }))
    expect(problemsOf({ 'late-entry-days': twice })).toEqual(['late-entry-days has two values from 2024-01-01'])
  })

  test('what is not an object of settings is refused', () => {
    for (const config of [null, [], 'clock-roll']) expect(problemsOf(config)).toHaveLength(1)
  })

  test('every default obeys its own schema', () => {
    for (const [name, { value }] of Object.entries(settingDefinitions)) {
      expect(problemsOf({ [name]: [{ from: '2024-01-01', value }] })).toEqual([])
    }
  })

  test('LAW-01: a countable activity without its one part of case management is refused', () => {
    const activities = (part: unknown) =>
      problemsOf({ 'countable-activities': [{ from: '2024-01-01', value: { 'regular-contact': part } }] })
    expect(activities('monitoring')).toEqual([])
    expect(activities(undefined)).toHaveLength(1)
    expect(activities('other')).toHaveLength(1)
    expect(activities(['monitoring', 'referral'])).toHaveLength(1)
  })

  test('a name is either read by a rule or open, never both', () => {
    expect(Object.keys(openSettings).filter((name) => Object.hasOwn(settingDefinitions, name))).toEqual([])
  })
})
