import type { Definitions } from '#fhir/definitions/structures.ts'
import { BaseChecks, isObject } from './base.ts'
import { createInvariants } from './invariant.ts'
import { Judging } from './judging.ts'
import { isNarrative } from './narrative.ts'
import { createReferences } from './reference.ts'
import { Shapes } from './shape.ts'
import type { Validator } from './validator.ts'

/** What a validator judges by. */
export interface ValidatorInput {
  /** R4 core: `coreDefinitions()`. */
  structures: Definitions
}

/** Makes a validator. Types are compiled when they are first met. */
export function createValidator({ structures }: ValidatorInput): Validator {
  const shapes = new Shapes(structures)
  const references = createReferences(shapes, () => undefined)
  const invariants = createInvariants(shapes, (judging) => ({
    resolve: (reference) => references.resolve(reference, judging),
    memberOf: () => undefined,
    htmlChecks: isNarrative,
    conformsTo: () => undefined,
  }))
  const base = new BaseChecks({
    shapes,
    bindings: { compile: () => undefined },
    invariants,
    references,
    profilesOf: () => undefined,
    extensionIn: () => undefined,
    typeProfile: () => undefined,
  })

  return {
    validate(resource) {
      const judging = new Judging()
      judging.rootResource = resource
      const type = isObject(resource) && typeof resource.resourceType === 'string' ? resource.resourceType : 'Resource'
      judging.enter(/^[A-Za-z]{1,64}$/.test(type) ? type : 'Resource', -1)
      base.resource(resource, judging)
      return judging.verdict()
    },
    knows: () => false,
  }
}
