import type { Permission } from '#auth/access-plan.ts'
import { FhirError, forbidden } from '#fhir/error.ts'
import type { Context, InteractionRequest } from './contract.ts'
import { isResourceType } from './resource-types.ts'

const verbs: Record<Permission, string> = { c: 'create', r: 'read', u: 'update', d: 'delete', s: 'search' }

/**
 * The type of the request's address, once it is a type of R4 and the token may do this to it.
 * @throws FhirError `not-found` for a type that R4 does not have, `forbidden` for a scope that is missing
 */
export function permittedType({ access }: Context, { type = '' }: Pick<InteractionRequest, 'type'>, permission: Permission): string {
  if (!isResourceType(type)) throw unknownType(type)
  permit(access, permission, type)
  return type
}

/** @throws FhirError `forbidden` unless the token may do this to this type */
export function permit(access: Context['access'], permission: Permission, type: string): void {
  if (access.allows(permission, type)) return
  throw forbidden(
    'insufficient-scope',
    `This token does not allow to ${verbs[permission]} ${type}. Ask for a scope with ${type}.${permission}.`,
  )
}

/** R4 knows no resource type of this name. */
export function unknownType(type: string): FhirError {
  return new FhirError('not-found', [
    {
      severity: 'error',
      code: 'not-supported',
      details: 'unsupported-type',
      diagnostics: /^[A-Za-z]{1,40}$/.test(type) ? `${type} is not a resource type of FHIR R4.` : 'This is not a resource type of FHIR R4.',
    },
  ])
}
