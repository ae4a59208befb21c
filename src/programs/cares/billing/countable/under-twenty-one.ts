import { isYoungEnough } from '../../gates/activation/age.ts'
import { pay } from '../../requirements/pay.ts'
import type { CountableTest } from './countable-test.ts'

/** The day lies before the 21st birthday. */
export const underTwentyOne: CountableTest = {
  cites: pay['CARES-PAY-09'],
  look({ day, file, settings }) {
    const facts = file.member === undefined ? [] : [file.member.source]
    const young = isYoungEnough(file.member, day, settings)
    if (young === undefined) return { fault: 'no birth date to the day is on record', facts }
    return young ? { facts } : { fault: 'the day is not before the 21st birthday', facts }
  },
}
