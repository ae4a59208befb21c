import { describe, expect, test } from '@jest/globals'
import type { CareTeam, CareTeamParticipant } from '@medplum/fhirtypes'
import { referralPartners } from '#programs/cares/plans/content/referral-partners.ts'
import { changed, completeRecord } from '../../../../people/complete-record.ts'
import { concept, ext, part, ref, statement } from '../../../../people/spelling.ts'
import { judge, withPlan } from './judge.ts'

const silent = ['CARES-ASN-02 warns incomplete']
const team = (change: (team: CareTeam) => CareTeam) => changed<CareTeam>(completeRecord(), 'CareTeam/rosas-team', change)
const nobody = (category: string, reason = 'None needed') =>
  ext('category-none', { extension: [part('category', { valueCode: category }), part('reason', { valueString: reason })] })
const noneFor = (...extension: ReturnType<typeof nobody>[]) => team((one) => ({ ...one, extension }))

describe('CARES-ASN-02: whom the team refers to, or why there is nobody', () => {
  test('CARES-ASN-02: each blank category is told, also when finished is in question', () => {
    expect(judge(referralPartners)).toEqual([])
    expect(judge(referralPartners, noneFor())).toEqual([...silent, ...silent])
    expect(judge(referralPartners, noneFor(nobody('behavioral-health')))).toEqual(silent)
    expect(judge(referralPartners, noneFor(nobody('managed-care')))).toEqual(silent)
    expect(judge(referralPartners, noneFor(nobody('behavioral-health'), nobody('managed-care', ' ')))).toEqual(silent)
  })

  test('CARES-ASN-02: a named entity or a statement of the plan will do; one who has left will not', () => {
    const listed = (role: string, period?: { start?: string; end?: string }): CareTeamParticipant => ({
      role: [concept('cares-role', role)],
      member: ref('Organization/clinic'),
      ...(period ? { period } : {}),
    })
    const named = (period?: { end: string }) =>
      team((one) => ({
        ...one,
        extension: [nobody('managed-care')],
        participant: [...one.participant!, listed('behavioral-health', period)],
      }))
    expect(judge(referralPartners, named())).toEqual([])
    expect(judge(referralPartners, named({ end: '2024-04-25' }))).toEqual([])
    expect(judge(referralPartners, named({ end: '2024-04-24' }))).toEqual(silent)
    const stated = withPlan(
      (plan) => ({ ...plan, extension: [...plan.extension!, statement('team-behavioral-health', 'not-applicable')] }),
      noneFor(nobody('managed-care')),
    )
    expect(judge(referralPartners, stated)).toEqual([])
  })
})
