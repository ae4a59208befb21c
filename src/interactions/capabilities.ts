// http://hl7.org/fhir/R4/capabilitystatement.html
import { fhirPath } from '#auth/auth-paths.ts'
import { oauthUris } from '#auth/discovery.ts'
import { compartments } from '#fhir/definitions/compartments.ts'
import { searchParams } from '#fhir/definitions/search-parameters.ts'
import { malformed } from '#fhir/error.ts'
import { canon } from '#fhir/issue.ts'
import { jsonAnswer } from './answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from './contract.ts'
import { operations } from './operations/index.ts'
import type { Operation } from './operations/operation.ts'
import { resourceTypes } from './resource-types.ts'
import { paramsOver, severalTypes } from './search/over-types.ts'
import { searchIncludesOf, searchParamsOf } from './search/search-params-of.ts'
import { terminologyCapabilities } from './terminology-capabilities.ts'

const made = new WeakMap<object, { base: string; registration: boolean; text: string }>()

/** What this server does, made from its own tables: the definitions, the operations, the search parameters. 200. */
export async function capabilities(context: Context, { base, query }: InteractionRequest): Promise<InteractionResponse> {
  const mode = query.get('mode') ?? 'full'
  if (mode === 'terminology') return jsonAnswer(terminologyCapabilities(context, base))
  if (mode !== 'full' && mode !== 'normative') throw malformed('invalid-parameter', 'mode is one of full, normative, terminology.')
  const known = made.get(context.programs)
  const { registration = false } = context
  if (known?.base === base && known.registration === registration) return { status: 200, text: known.text }
  const text = JSON.stringify(capabilityStatement(context, base))
  made.set(context.programs, { base, registration, text })
  return { status: 200, text }
}

/** The CapabilityStatement of a server at this base. */
export function capabilityStatement(
  { now, programs, registration }: Pick<Context, 'now' | 'programs' | 'registration'>,
  base: string,
): object {
  return {
    resourceType: 'CapabilityStatement',
    url: `${canon}/CapabilityStatement/cares-fhir`,
    version: '0.1.0',
    name: 'CaresFhir',
    title: 'cares-fhir',
    status: 'active',
    date: now().toISOString(),
    publisher: 'cares-fhir',
    description: `FHIR R4 server for care coordination of children with complex medical needs. Programs: ${programs.map(({ code }) => code).join(', ')}.`,
    kind: 'instance',
    software: { name: 'cares-fhir', version: '0.1.0' },
    implementation: { description: 'cares-fhir', url: base },
    fhirVersion: '4.0.1',
    format: ['json', 'application/fhir+json'],
    patchFormat: ['application/json-patch+json', 'application/fhir+json'],
    rest: [
      {
        mode: 'server',
        security: {
          extension: [oauthUris(base.slice(0, -fhirPath.length), { registration })],
          cors: true,
          service: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }] }],
          description: 'OAuth 2.0 with SMART App Launch 2 scopes; see .well-known/smart-configuration.',
        },
        interaction: ['transaction', 'batch', 'search-system', 'history-system'].map((code) => ({ code })),
        // Nothing refers to "any type", so what refers to it cannot be asked for.
        searchParam: [...searchParamsOf(severalTypes, paramsOver(undefined)).filter(({ name }) => name !== '_has'), typeParam],
        compartment: [...compartments().keys()].map(
          (type) => `http://hl7.org/fhir/CompartmentDefinition/${type[0]!.toLowerCase()}${type.slice(1)}`,
        ),
        resource: resourceTypes().map(resource),
        operation: operationLines(
          operations.filter(({ levels }) => levels.includes('system')),
          () => ['system'],
        ),
      },
    ].map(withoutEmpty),
  }
}

function resource(type: string): object {
  const own = operations.filter(
    ({ levels, types }) => levels.some((level) => level !== 'system') && (types === 'any' || types.includes(type)),
  )
  return withoutEmpty({
    type,
    profile: `http://hl7.org/fhir/StructureDefinition/${type}`,
    interaction: ['read', 'vread', 'update', 'patch', 'delete', 'history-instance', 'history-type', 'create', 'search-type'].map(
      (code) => ({ code }),
    ),
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalRead: 'full-support',
    conditionalUpdate: true,
    conditionalDelete: 'single',
    referencePolicy: ['literal', 'logical'],
    searchInclude: ['*', ...searchIncludesOf(type)],
    searchRevInclude: ['*', ...(revIncludes().get(type) ?? [])],
    searchParam: searchParamsOf(type),
    operation: operationLines(own, ({ levels }) => levels.filter((level) => level !== 'system')),
  })
}

/** Of a search over all types alone: which of them. R4 has no definition of it that could be named. */
const typeParam = { name: '_type', type: 'token', documentation: 'The types searched, joined by commas.' }

let reverse: Map<string, string[]> | undefined

/** What `_revinclude` may name, by the type that is pointed at. */
function revIncludes(): Map<string, string[]> {
  if (reverse !== undefined) return reverse
  reverse = new Map()
  for (const source of resourceTypes()) {
    for (const { code, type, targets } of searchParams().get(source)?.values() ?? []) {
      if (type !== 'reference') continue
      for (const target of targets) reverse.set(target, [...(reverse.get(target) ?? []), `${source}:${code}`])
    }
  }
  return reverse
}

/** One line for an operation, however many rows it has: at which levels it is called, and how. */
function operationLines(rows: readonly Operation[], levels: (row: Operation) => readonly string[]): object[] {
  return [...new Set(rows.map(({ name }) => name))].map((name) => {
    const own = rows.filter((row) => row.name === name)
    const ways = own.flatMap((row) => levels(row).map((level) => `${level} level by ${row.verbs.join(' or ')}`))
    return { name, definition: own[0]!.definition, documentation: `Called at ${ways.join(', ')}.` }
  })
}

/** FHIR's JSON has no empty lists. */
function withoutEmpty(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => !Array.isArray(one) || one.length > 0))
}
