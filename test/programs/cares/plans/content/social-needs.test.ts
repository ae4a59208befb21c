import { describe, expect, test } from '@jest/globals'
import type { Condition, QuestionnaireResponse, ServiceRequest } from '@medplum/fhirtypes'
import { socialNeeds } from '#programs/cares/plans/content/social-needs.ts'
import { changed, completeRecord, without } from '../../../../people/complete-record.ts'
import { coded, concept, statement } from '../../../../people/spelling.ts'
import { judge, withPlan } from './judge.ts'

const gap = ['CARES-ICP-13 refuses required']
const bare = without(completeRecord(), 'QuestionnaireResponse/rosas-assessment')
const domains = ['housing', 'nutrition', 'utilities', 'transport']
const said = (...extension: QuestionnaireResponse['extension'] & object) => withPlan((plan) => ({ ...plan, extension }), bare)
const no = (except: string) => domains.filter((domain) => domain !== except).map((domain) => statement(domain, 'no'))

describe('CARES-ICP-13: home, food, heat and light, and getting around were asked about', () => {
  test.each(domains)('CARES-ICP-13: %s is answered yes, no or declined', (domain) => {
    expect(judge(socialNeeds, said(...no(domain)))).toEqual(gap)
    expect(judge(socialNeeds, said(...no(domain), statement(domain, 'declined')))).toEqual([])
    expect(judge(socialNeeds, said(...no(domain), statement(domain, 'not-applicable')))).toEqual(gap)
  })

  test('CARES-ICP-13: a yes leads to something coded for it, and not to help with something else', () => {
    expect(judge(socialNeeds, said(...no('transport'), statement('transport', 'yes')))).toEqual([])
    expect(judge(socialNeeds, said(...no('nutrition'), statement('nutrition', 'yes')))).toEqual(gap)
    expect(judge(socialNeeds, said(...no('nutrition'), statement('nutrition', 'yes', 'WIC since May')))).toEqual([])
  })

  test('CARES-ICP-13: a referral for a social need that names none helps any', () => {
    const general = changed<ServiceRequest>(
      said(...no('nutrition'), statement('nutrition', 'yes')),
      'ServiceRequest/ride-program',
      (one) => ({
        ...one,
        category: [coded('http://hl7.org/fhir/us/core/CodeSystem/us-core-category', 'sdoh')],
      }),
    )
    expect(judge(socialNeeds, general)).toEqual([])
  })

  test('CARES-ICP-13: a goal whose need is coded for it is help', () => {
    const uncoded = changed<ServiceRequest>(completeRecord(), 'ServiceRequest/ride-program', ({ category: _, ...one }) => one)
    expect(judge(socialNeeds, uncoded)).toEqual(gap)
    const codedNeed = changed<Condition>(uncoded, 'Condition/need-rides', (need) => ({
      ...need,
      category: [...need.category!, concept('social-need', 'transport')],
    }))
    expect(judge(socialNeeds, codedNeed)).toEqual([])
  })
})
