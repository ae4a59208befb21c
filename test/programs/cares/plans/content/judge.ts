import type { CarePlan, Extension, Resource } from '@medplum/fhirtypes'
import { planCase } from '#programs/cares/case/plan-case.ts'
import type { ContentRule } from '#programs/cares/plans/content/rule.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { changed, completeRecord, find } from '../../../../people/complete-record.ts'
import { brief } from '../../finalize.ts'

/** What one rule says of Rosa's plan as of a day: row, effect and code of each finding. */
export function judge(rule: ContentRule, record: readonly Resource[] = completeRecord(), on = '2024-04-25', configured?: object): string[] {
  return brief(rule.judge(planCase(find<CarePlan>(record, 'CarePlan/rosas-icp'), record, on, settingsFrom(configured))))
}

/** Rosa's record with her plan changed. */
export function withPlan(change: (plan: CarePlan) => CarePlan, record: Resource[] = completeRecord()): Resource[] {
  return changed(record, 'CarePlan/rosas-icp', change)
}

/** Rosa's record with statements added to her plan. */
export function saying(...extension: Extension[]): Resource[] {
  return withPlan((plan) => ({ ...plan, extension: [...extension, ...plan.extension!] }))
}

/** A setting in force since ever. */
export function set(name: string, value: unknown): object {
  return { [name]: [{ from: '2000-01-01', value }] }
}
