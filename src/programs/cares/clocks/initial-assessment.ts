import { type Clock, dated } from '../../vocabulary/clock.ts'
import type { EnrollmentFile } from '../case/clock-case.ts'
import { asm } from '../requirements/asm.ts'
import { whyNotApplicable } from './not-applicable.ts'

/** The first comprehensive assessment is complete within 60 days of intake. An abbreviated one cannot be the first. */
export const initialAssessment: Clock<EnrollmentFile> = {
  cites: asm['CARES-ASM-01'],
  name: 'initial-assessment',
  notApplicable: whyNotApplicable,
  starts: ({ t0 }) => t0,
  stops: ({ assessments }) => assessments.find(({ kind }) => kind !== 'abbreviated'),
  span: dated({ from: '2023-07-07', value: { days: 60 } }),
}
