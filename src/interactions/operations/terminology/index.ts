import type { Operation } from '../operation.ts'
import { expandComplex, expandOperation, expandRules } from './expand.ts'
import { lookup, lookupComplex, lookupRules } from './lookup.ts'
import { orElsewhere } from './or-elsewhere.ts'
import { subsumes, subsumesComplex, subsumesRules } from './subsumes.ts'
import { validateCode, validateCodeComplex, validateCodeRules } from './validate-code.ts'
import { validateCodeSystem, validateCodeSystemComplex, validateCodeSystemRules } from './validate-code-system.ts'

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
    run: orElsewhere('ValueSet', 'expand', expandOperation, { rules: expandRules, complex: expandComplex }),
  },
  {
    name: 'validate-code',
    definition: `${hl7}/ValueSet-validate-code`,
    levels: ['type', 'instance'],
    types: ['ValueSet'],
    ...common,
    run: orElsewhere('ValueSet', 'validate-code', validateCode, { rules: validateCodeRules, complex: validateCodeComplex }),
  },
  {
    name: 'validate-code',
    definition: `${hl7}/CodeSystem-validate-code`,
    levels: ['type', 'instance'],
    types: ['CodeSystem'],
    ...common,
    run: orElsewhere('CodeSystem', 'validate-code', validateCodeSystem, {
      rules: validateCodeSystemRules,
      complex: validateCodeSystemComplex,
    }),
  },
  {
    name: 'lookup',
    definition: `${hl7}/CodeSystem-lookup`,
    levels: ['type'],
    types: ['CodeSystem'],
    ...common,
    run: orElsewhere('CodeSystem', 'lookup', lookup, { rules: lookupRules, complex: lookupComplex }),
  },
  {
    name: 'subsumes',
    definition: `${hl7}/CodeSystem-subsumes`,
    levels: ['type', 'instance'],
    types: ['CodeSystem'],
    ...common,
    run: orElsewhere('CodeSystem', 'subsumes', subsumes, { rules: subsumesRules, complex: subsumesComplex }),
  },
]
