import type { Day } from './calendar.ts'

/** A value with the day from which it is in force; a past month is judged by the value then in force. */
export interface Dated<T> {
  from: Day
  value: T
}

/**
 * Dated configuration: the readings of requirements.md section 7 and every value marked "configurable".
 * `on(name, day)` gives the value in force on that day.
 */
export interface Settings {
  on<Name extends keyof SettingValues>(name: Name, day: Day): SettingValues[Name]
}

/** Every setting and the type of its value; defaults and schema stand beside it in `settings-defaults.ts`. */
export interface SettingValues {
  'clock-roll': 'none' | 'sunday-holiday' | 'weekend-holiday'
  'leap-birthday': 'mar1' | 'feb28'
  'age-attainment': 'birthday' | 'day-before'
  'icp-anchor': 'earliest' | 'intake' | 'referral' | 'consent'
  'pmpm-distinctness': 'activity' | 'event' | 'category'
  'payable-roles': readonly string[]
}
