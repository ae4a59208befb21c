import { specifiedRules, VariablesInAllowedPositionRule } from 'graphql'

/**
 * What a query is judged by. A variable that is declared as a String may stand where FHIR has a type of its own for texts, such as
 * a code or a token: few callers know those names, and what it holds is looked at again where it is used.
 */
export const rules = specifiedRules.filter((rule) => rule !== VariablesInAllowedPositionRule)
