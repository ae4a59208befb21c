import type { Operation } from '../operation.ts'
import { expandOperation } from './expand.ts'
import { lookup } from './lookup.ts'
import { subsumes } from './subsumes.ts'
import { validateCode } from './validate-code.ts'
import { validateCodeSystem } from './validate-code-system.ts'

const hl7 = 'http://hl7.org/fhir/OperationDefinition'

/** Definitions say nothing about a member: whoever has a token may ask. One at an address needs the right to read it. */
const common = { verbs: ['GET', 'POST'], affectsState: false, needs: [] } as const

/** http://hl7.org/fhir/R4/terminology-service.html */
export const terminologyOperations: readonly Operation[] = [
  {
    name: 'expand',
    definition: `${hl7}/ValueSet-expand`,
    levels: ['type', 'instance'],
    types: ['ValueSet'],
    ...common,
    run: expandOperation,
  },
  {
    name: 'validate-code',
    definition: `${hl7}/ValueSet-validate-code`,
    levels: ['type', 'instance'],
    types: ['ValueSet'],
    ...common,
    run: validateCode,
  },
  {
    name: 'validate-code',
    definition: `${hl7}/CodeSystem-validate-code`,
    levels: ['type', 'instance'],
    types: ['CodeSystem'],
    ...common,
    run: validateCodeSystem,
  },
  { name: 'lookup', definition: `${hl7}/CodeSystem-lookup`, levels: ['type'], types: ['CodeSystem'], ...common, run: lookup },
  {
    name: 'subsumes',
    definition: `${hl7}/CodeSystem-subsumes`,
    levels: ['type', 'instance'],
    types: ['CodeSystem'],
    ...common,
    run: subsumes,
  },
]
