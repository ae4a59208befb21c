import type { ChargeItemDefinition, CodeableConcept, Resource } from '@medplum/fhirtypes'
import { systems } from '#generated/codes.ts'
import type { Period } from '../../vocabulary/calendar.ts'
import { all, keyOf } from './element.ts'
import { hasCode, periodOf } from './fact-source.ts'

/** What a CARES month is billed with, from day to day: the procedure code and the modifiers of its base price. */
export interface ChargeDefinition {
  /** `ChargeItemDefinition/id`. */
  source: string
  period: Period
  /** `system|code` of every coding; one of them is billed. */
  codes: string[]
  /** `system|code` of the modifiers; all of them are billed, and no other. */
  modifiers: string[]
}

/** How the definitions of CARES months are found: their context is the program. */
export const chargeDefinitions = {
  type: 'ChargeItemDefinition',
  param: 'context',
  token: { system: systems.program, code: 'cares' },
} as const

/** Is it one for CARES, and in use? */
export function isChargeDefinition(resource: Resource): resource is ChargeItemDefinition {
  return (
    resource.resourceType === 'ChargeItemDefinition' &&
    resource.status === 'active' &&
    (resource.useContext ?? []).some(({ valueCodeableConcept }) => hasCode(valueCodeableConcept, systems.program, 'cares'))
  )
}

/** The definitions in use on record. */
export function chargeDefinitionsOf(records: readonly Resource[]): ChargeDefinition[] {
  return all(records, 'ChargeItemDefinition').filter(isChargeDefinition).map(chargeDefinitionOf)
}

export function chargeDefinitionOf(definition: ChargeItemDefinition): ChargeDefinition {
  const base = (definition.propertyGroup ?? []).flatMap(({ priceComponent = [] }) => priceComponent).filter(({ type }) => type === 'base')
  return {
    source: keyOf(definition),
    period: periodOf(definition.effectivePeriod),
    codes: codings(definition.code),
    modifiers: base.flatMap(({ code }) => codings(code)),
  }
}

/** `system|code` of each coding of these concepts. */
export function codings(...concepts: (CodeableConcept | undefined)[]): string[] {
  return concepts.flatMap((concept) => (concept?.coding ?? []).map(({ system = '', code = '' }) => `${system}|${code}`))
}
