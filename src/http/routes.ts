import type { Permission } from '#auth/access-plan.ts'
import { FhirError, MethodNotAllowed, malformed } from '#fhir/error.ts'
import type { InteractionName } from '#interactions/contract.ts'

/** One row of what this server answers below its FHIR base. */
export interface Route {
  method: Method
  /** Pattern of the path; also the label in logs and metrics, which never see an id. */
  path: string
  interaction: InteractionName
  /** What the token must allow for the type of the path, asked before the body is read. Absent: the interaction decides. */
  permission?: Permission
  /** Answered without a token. */
  open?: true
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

// http://hl7.org/fhir/R4/http.html#summary
export const routes: readonly Route[] = [
  { method: 'GET', path: '/metadata', interaction: 'capabilities', open: true },
  { method: 'POST', path: '/', interaction: 'batch' },
  { method: 'GET', path: '/', interaction: 'search' },
  { method: 'POST', path: '/_search', interaction: 'search' },
  { method: 'GET', path: '/_history', interaction: 'history' },
  { method: 'GET', path: '/$:operation', interaction: 'operation' },
  { method: 'POST', path: '/$:operation', interaction: 'operation' },
  { method: 'GET', path: '/_async/:job', interaction: 'asyncStatus' },
  { method: 'DELETE', path: '/_async/:job', interaction: 'asyncCancel' },

  { method: 'GET', path: '/:type', interaction: 'search', permission: 's' },
  { method: 'POST', path: '/:type/_search', interaction: 'search', permission: 's' },
  { method: 'POST', path: '/:type', interaction: 'create', permission: 'c' },
  { method: 'PUT', path: '/:type', interaction: 'update', permission: 'u' },
  { method: 'PATCH', path: '/:type', interaction: 'patch', permission: 'u' },
  { method: 'DELETE', path: '/:type', interaction: 'delete', permission: 'd' },
  { method: 'GET', path: '/:type/_history', interaction: 'history', permission: 's' },
  { method: 'GET', path: '/:type/$:operation', interaction: 'operation' },
  { method: 'POST', path: '/:type/$:operation', interaction: 'operation' },

  { method: 'GET', path: '/:type/:id', interaction: 'read', permission: 'r' },
  { method: 'PUT', path: '/:type/:id', interaction: 'update', permission: 'u' },
  { method: 'PATCH', path: '/:type/:id', interaction: 'patch', permission: 'u' },
  { method: 'DELETE', path: '/:type/:id', interaction: 'delete', permission: 'd' },
  { method: 'GET', path: '/:type/:id/_history', interaction: 'history', permission: 'r' },
  { method: 'GET', path: '/:type/:id/_history/:version', interaction: 'vread', permission: 'r' },
  { method: 'GET', path: '/:type/:id/$:operation', interaction: 'operation' },
  { method: 'POST', path: '/:type/:id/$:operation', interaction: 'operation' },
  { method: 'GET', path: '/:type/:id/:compartmentType', interaction: 'search' },
  { method: 'POST', path: '/:type/:id/:compartmentType/_search', interaction: 'search' },
]

/** The words of a path that have a meaning of their own. */
const literals = new Set(['metadata', '_history', '_search', '_async'])
const names = ['type', 'id', 'compartmentType'] as const

const byShape = new Map<string, Map<string, Route>>()
for (const route of routes) {
  const here = byShape.get(route.path) ?? new Map<string, Route>()
  byShape.set(route.path, here.set(route.method, route))
}

/** The parts of a path, by the names they have in a route. */
export interface PathParts {
  type?: string
  id?: string
  compartmentType?: string
  operation?: string
  version?: string
  job?: string
}

/**
 * Finds the row for a request. The path's own shape is the key, so that finding it takes no longer with more rows.
 *
 * @param path below the FHIR base, without the query; one slash at the end is forgiven
 * @throws FhirError `not-supported`, with the methods that are, or `not-found`
 */
export function findRoute(method: string, path: string): { route: Route; parts: PathParts } {
  const { shape, parts } = shapeOf(path)
  const here = byShape.get(shape)
  if (!here) throw unknownAddress()
  const route = here.get(method === 'HEAD' ? 'GET' : method)
  if (!route) throw methodNotAllowed(method, [...here.keys()])
  return { route, parts }
}

function shapeOf(path: string): { shape: string; parts: PathParts } {
  const parts: PathParts = {}
  let shape = ''
  let named = 0
  const segments = path.split('/')
  for (const [position, raw] of segments.entries()) {
    if (raw === '') {
      if (position === 0 || position === segments.length - 1) continue
      throw unknownAddress()
    }
    const segment = raw.includes('%') ? decode(raw) : raw
    if (segment.startsWith('$')) {
      parts.operation = segment.slice(1)
      shape += '/$:operation'
    } else if (literals.has(segment)) {
      shape += `/${segment}`
    } else if (shape.endsWith('/_history')) {
      parts.version = segment
      shape += '/:version'
    } else if (shape === '/_async') {
      parts.job = segment
      shape += '/:job'
    } else {
      const name = names[named++]
      if (!name) throw unknownAddress()
      parts[name] = segment
      shape += `/:${name}`
    }
  }
  return { shape: shape || '/', parts }
}

function decode(segment: string): string {
  try {
    const text = decodeURIComponent(segment)
    // No type, id or name in FHIR has one, and a database takes no text with U+0000.
    if (!/\p{Cc}/u.test(text)) return text
  } catch {
    throw malformed('address', 'The address holds a % that is not followed by two hexadecimal digits.')
  }
  throw malformed('address', 'The address holds a control character.')
}

function unknownAddress(): FhirError {
  return new FhirError('not-found', [
    {
      severity: 'error',
      code: 'not-found',
      details: 'unknown-address',
      diagnostics: 'FHIR knows no such address. /metadata says what this server answers.',
    },
  ])
}

function methodNotAllowed(method: string, allow: readonly string[]): FhirError {
  const said = /^[A-Z]{1,10}$/.test(method) ? method : 'This method'
  return new MethodNotAllowed(allow, {
    details: 'method-not-allowed',
    diagnostics: `${said} is not possible here; possible are ${allow.join(', ')}.`,
  })
}
