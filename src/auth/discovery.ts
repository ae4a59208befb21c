import { authPaths } from './authorization-server.ts'
import { assertionAlgorithms } from './client-keys.ts'

/**
 * `.well-known/smart-configuration`: how a backend service finds its way in.
 * https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html#metadata
 *
 * @param issuer the server's base address, without a slash at the end
 */
export function smartConfiguration(issuer: string): { [key: string]: unknown } {
  return {
    ...endpoints(issuer),
    scopes_supported: ['system/*.cruds', 'system/*.rs', 'system/*.read', 'system/*.write', 'system/*.*'],
    // Required of every server, also of one without an authorization endpoint to use it at.
    code_challenge_methods_supported: ['S256'],
    capabilities: ['client-confidential-asymmetric', 'permission-v1', 'permission-v2'],
  }
}

/**
 * `.well-known/openid-configuration` and `.well-known/oauth-authorization-server` (RFC 8414). There is no
 * authorization endpoint: people do not sign in here, and a door that is not there is not announced.
 */
export function openidConfiguration(issuer: string): { [key: string]: unknown } {
  return { ...endpoints(issuer), response_types_supported: [], subject_types_supported: ['public'] }
}

function endpoints(issuer: string): { [key: string]: unknown } {
  const asymmetric = ['private_key_jwt']
  return {
    issuer,
    jwks_uri: issuer + authPaths.jwks,
    token_endpoint: issuer + authPaths.token,
    token_endpoint_auth_methods_supported: asymmetric,
    token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    grant_types_supported: ['client_credentials'],
    revocation_endpoint: issuer + authPaths.revocation,
    revocation_endpoint_auth_methods_supported: asymmetric,
    revocation_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    introspection_endpoint: issuer + authPaths.introspection,
    introspection_endpoint_auth_methods_supported: asymmetric,
    introspection_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
  }
}
