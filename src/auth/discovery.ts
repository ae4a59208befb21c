import { authPaths, ownPages, registrationPath } from './auth-paths.ts'
import { assertionAlgorithms } from './client-keys.ts'
import { contextScopes } from './launch-scopes.ts'
import type { Level } from './scopes.ts'

/**
 * `.well-known/smart-configuration`: how apps and systems find their way in.
 * https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html#metadata
 *
 * @param issuer the server's base address, without a slash at the end
 * @param registration may clients register by themselves?
 * @param ehrLaunch can apps be opened from here with a patient in context?
 */
export function smartConfiguration(issuer: string, { ehrLaunch = false, registration = false } = {}): { [key: string]: unknown } {
  return {
    ...endpoints(issuer, registration),
    // Where a person sees which apps have access, and takes it back.
    management_endpoint: issuer + ownPages.grants,
    scopes_supported: [
      ...contextScopes,
      ...levels.flatMap((level) => ['cruds', 'rs', 'read', 'write', '*'].map((may) => `${level}/*.${may}`)),
    ],
    capabilities: [
      ...(ehrLaunch ? ['launch-ehr', 'context-ehr-patient', 'context-ehr-encounter'] : []),
      'launch-standalone',
      'authorize-post',
      'client-public',
      'client-confidential-symmetric',
      'client-confidential-asymmetric',
      'sso-openid-connect',
      'context-standalone-patient',
      'context-standalone-encounter',
      'context-banner',
      'context-style',
      'permission-offline',
      'permission-online',
      'permission-patient',
      'permission-user',
      'permission-v1',
      'permission-v2',
    ],
  }
}

const levels: readonly Level[] = ['patient', 'user', 'system']

/** `.well-known/openid-configuration` and `.well-known/oauth-authorization-server` (RFC 8414). */
export function openidConfiguration(issuer: string, { registration = false } = {}): { [key: string]: unknown } {
  return {
    ...endpoints(issuer, registration),
    scopes_supported: contextScopes,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', 'nonce', 'fhirUser'],
  }
}

/**
 * The same doors as the CapabilityStatement names them, for clients that look there.
 * http://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html#declaring-support-for-oauth20-endpoints
 */
export function oauthUris(issuer: string, { registration = false } = {}): { url: string; extension: { url: string; valueUri: string }[] } {
  const doors = {
    ...(registration && { register: registrationPath }),
    authorize: authPaths.authorization,
    token: authPaths.token,
    manage: ownPages.grants,
    introspect: authPaths.introspection,
    revoke: authPaths.revocation,
  }
  return {
    url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
    extension: Object.entries(doors).map(([url, path]) => ({ url, valueUri: issuer + path })),
  }
}

function endpoints(issuer: string, registration: boolean): { [key: string]: unknown } {
  const methods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt']
  return {
    issuer,
    jwks_uri: issuer + authPaths.jwks,
    ...(registration && { registration_endpoint: issuer + registrationPath }),
    authorization_endpoint: issuer + authPaths.authorization,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint: issuer + authPaths.token,
    token_endpoint_auth_methods_supported: [...methods, 'none'],
    token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    revocation_endpoint: issuer + authPaths.revocation,
    revocation_endpoint_auth_methods_supported: [...methods, 'none'],
    revocation_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    introspection_endpoint: issuer + authPaths.introspection,
    introspection_endpoint_auth_methods_supported: [...methods, 'none'],
    introspection_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    authorization_response_iss_parameter_supported: true,
  }
}
