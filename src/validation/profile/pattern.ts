import { isObject } from '../base.ts'
import { asProperty } from '../shape.ts'

/**
 * The question whether a value holds everything that the pattern holds.
 * Spec: http://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.pattern_x_
 */
export function patternTest(pattern: unknown): (value: unknown) => boolean {
  if (Array.isArray(pattern)) {
    const wanted = pattern.map(patternTest)
    return (value) => Array.isArray(value) && wanted.every((test) => value.some(test))
  }
  if (!isObject(pattern)) return (value) => value === pattern
  const names = Object.keys(pattern).map(asProperty)
  const tests = names.map((name) => patternTest(pattern[name]))
  return (value) => {
    if (!isObject(value)) return false
    for (let at = 0; at < names.length; at++) if (!tests[at]!(value[names[at]!])) return false
    return true
  }
}
