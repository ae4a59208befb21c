import { isObject } from '../base.ts'

/** Does the value hold everything that the pattern holds? http://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.pattern_x_ */
export function holds(value: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern)) {
    return Array.isArray(value) && pattern.every((wanted) => value.some((item) => holds(item, wanted)))
  }
  if (!isObject(pattern)) return value === pattern
  if (!isObject(value)) return false
  for (const key in pattern) if (!holds(value[key], pattern[key])) return false
  return true
}
