import type { Bundle, OperationOutcome, Resource } from '@medplum/fhirtypes'
import { Client } from 'fhir-kit-client'
import type { Day } from '#programs/vocabulary/calendar.ts'
import type { Loaded } from '../people/record.ts'

/** Where the journey is played: a served FHIR base, callers with tokens, and a clock that the story turns. */
export interface Stage {
  fhirBaseUrl: string
  /** A fresh token for one of the demo's clients. */
  token(clientId: string): Promise<string>
  /** Sets the day that gates and clocks go by, at noon in Massachusetts; without a day, the real time again. */
  turnTo(day?: Day): void
  /** One line of narration. */
  tell(line: string): void
}

/** An answer that turned a request away. */
export interface Refusal {
  status: number
  /** Requirement rows and error codes, in the order of the issues. */
  rows: string[]
  issues: { row: string; says: string; at: string }[]
}

/** A caller on the stage: fhir-kit-client with a token, and what the journey asks of it. */
export class Actor {
  readonly client: Client
  private readonly token: string

  constructor(fhirBaseUrl: string, token: string) {
    this.token = token
    this.client = new Client({ baseUrl: fhirBaseUrl, bearerToken: token })
  }

  /** Loads records as one transaction, each under its own id; revisions name the version that they replace. */
  async load(resources: readonly Loaded[], revisions: readonly { resource: Loaded; replaces: string }[] = []): Promise<Bundle> {
    const put = (resource: Loaded) => ({ method: 'PUT', url: `${resource.resourceType}/${resource.id}` })
    return (await this.client.transaction({
      body: {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [
          ...resources.map((resource) => ({ resource, request: put(resource) })),
          ...revisions.map(({ resource, replaces }) => ({ resource, request: { ...put(resource), ifMatch: `W/"${replaces}"` } })),
        ],
      },
    })) as unknown as Bundle
  }

  /** Saves one record under its own id; with the version that it replaces, if it replaces one. */
  async save<R extends Loaded>(resource: R, replaces?: string): Promise<R> {
    const options = replaces === undefined ? undefined : { headers: { 'If-Match': `W/"${replaces}"` } }
    return (await this.client.update({
      resourceType: resource.resourceType,
      id: resource.id,
      body: resource as never,
      options,
    })) as unknown as R
  }

  async read<R extends Resource>(type: R['resourceType'], id: string): Promise<R & { id: string; meta: { versionId: string } }> {
    return (await this.client.read({ resourceType: type, id })) as never
  }

  /** Changes a record as it stands now. */
  async change<R extends Loaded>(type: R['resourceType'], id: string, change: (resource: R) => R): Promise<R> {
    const current = (await this.read(type, id)) as unknown as R & { meta: { versionId: string } }
    return this.save(change(structuredClone(current)), current.meta.versionId)
  }

  /** A GET below the FHIR base: status and text, also of a refusal. */
  async get(path: string, accept = 'application/fhir+json'): Promise<{ status: number; text: string }> {
    const answer = await fetch(`${this.client.baseUrl}/${path}`, { headers: { authorization: `Bearer ${this.token}`, accept } })
    return { status: answer.status, text: await answer.text() }
  }
}

/** Expects to be turned away, and tells by which rows. */
export async function refused(attempt: Promise<unknown>): Promise<Refusal> {
  const error = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown as { response?: { status: number; data: OperationOutcome } },
  )
  if (error === undefined) throw new Error('the server accepted what it should have refused')
  if (error.response === undefined) throw error
  return refusalOf(error.response.status, error.response.data)
}

export function refusalOf(status: number, outcome: OperationOutcome): Refusal {
  const issues = (outcome.issue ?? [])
    .filter(({ severity }) => severity === 'error' || severity === 'fatal')
    .map((issue) => ({
      row: issue.details?.coding?.[0]?.code ?? '',
      says: issue.diagnostics ?? '',
      at: issue.expression?.join(', ') ?? '',
    }))
  return { status, issues, rows: issues.map(({ row }) => row) }
}
