import type { SlimElement } from '#fhir/definitions/structure.ts'
import { ProfileRefused } from '../refused.ts'

/**
 * A profile may only narrow what it is based on: http://hl7.org/fhir/R4/profiling.html#resources
 * @param inherited what the base, or the sliced element, says there
 * @throws ProfileRefused naming the element, when more would be allowed than there
 */
export function mustBeNarrower(said: SlimElement, inherited: SlimElement, where: string): void {
  const { min, max, type } = said
  if (min !== undefined && min < inherited.min) throw new ProfileRefused(where, `min ${min} is less than its base's ${inherited.min}`)
  if (max !== undefined && numberOf(max) > numberOf(inherited.max))
    throw new ProfileRefused(where, `max ${max} is more than its base's ${inherited.max}`)
  if (max !== undefined && min !== undefined && min > numberOf(max)) throw new ProfileRefused(where, `min ${min} is more than max ${max}`)
  const allowed = new Set(inherited.type?.map(({ code }) => code))
  const others = type?.filter(({ code }) => !allowed.has(code)) ?? []
  // An id or a url has a FHIRPath system type in R4's definitions, for which profiles write "uri" or "string".
  const open = !inherited.type || inherited.type.some(({ code }) => code === 'Resource' || code === 'Element' || code.includes(':'))
  if (!open && others.length > 0)
    throw new ProfileRefused(where, `its base does not allow type ${others.map(({ code }) => code).join(', ')}`)
}

const numberOf = (max: string): number => (max === '*' ? Number.POSITIVE_INFINITY : Number(max))
