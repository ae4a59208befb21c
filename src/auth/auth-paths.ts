/** Paths below the server's base address that the authorization server answers; all else of oidc-provider stays shut. */
export const authPaths = {
  authorization: '/auth/authorize',
  token: '/auth/token',
  revocation: '/auth/revoke',
  introspection: '/auth/introspect',
  jwks: '/auth/jwks',
} as const

/** Where clients register by themselves, if that is configured. */
export const registrationPath = '/auth/register'

/** Pages for people, below the server's base address. */
export const signInPath = '/auth/sign-in'

/** Pages on which a person deals with this server itself, below its base address. */
export const ownPages = { grants: '/auth/grants', launch: '/auth/launch' } as const

export type OwnPage = keyof typeof ownPages

/** Path of the FHIR base below the server's base address. */
export const fhirPath = '/fhir/R4'
