import { describe, expect, test } from '@jest/globals'
import type { ServiceRequest } from '@medplum/fhirtypes'
import { currentServices } from '#programs/cares/plans/content/current-services.ts'
import { changed, completeRecord } from '../../../../people/complete-record.ts'
import { statement } from '../../../../people/spelling.ts'
import { judge, withPlan } from './judge.ts'

describe('CARES-ICP-10: the services now received are listed', () => {
  const none = withPlan((plan) => ({ ...plan, activity: [] }))

  test('CARES-ICP-10: an empty list has to be said', () => {
    expect(judge(currentServices, none)).toEqual(['CARES-ICP-10 refuses required'])
    expect(
      judge(
        currentServices,
        withPlan((plan) => ({ ...plan, extension: [statement('services', 'none')] }), none),
      ),
    ).toEqual([])
    expect(
      judge(
        currentServices,
        withPlan((plan) => ({ ...plan, extension: [statement('services', 'listed')] }), none),
      ),
    ).toEqual(['CARES-ICP-10 refuses required'])
  })

  test('CARES-ICP-10: "none" does not excuse a service that lacks its provider', () => {
    const nameless = changed<ServiceRequest>(completeRecord(), 'ServiceRequest/home-nursing', ({ performer: _, ...one }) => one)
    expect(
      judge(
        currentServices,
        withPlan((plan) => ({ ...plan, extension: [statement('services', 'none')] }), nameless),
      ),
    ).toEqual(['CARES-ICP-10 refuses required'])
  })
})
