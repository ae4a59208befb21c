import type { Issue } from '#fhir/issue.ts'
import type { ResourceJson, Stored } from '#storage/store.ts'
import type { IfMatch } from '../etag.ts'

/**
 * One change that a caller asks for, whatever the interaction: a create, an update and a delete are a list of one, a
 * transaction is a list of many. The resource's id is set and its references point where they will.
 */
export type Change = {
  type: string
  id: string
  /** Place of the resource in what was sent: `Bundle.entry[3].resource`, or '' when it was sent by itself. */
  at: string
} & (
  | {
      act: 'create'
      resource: ResourceJson
      /** Its id was made up for it. */
      fresh?: boolean
      ifNoneExist?: string
      /** Set when others already point at `id`: what the condition met when the plan was made. */
      expects?: 'new' | 'existing'
      /** A PUT with `If-None-Match: *`: what is there already is neither replaced nor a conflict, but a condition not met. */
      onlyNew?: true
      made?: Made
    }
  | {
      act: 'put'
      resource: ResourceJson
      ifMatch?: IfMatch
      method?: 'PATCH'
      /** Takes security labels away; an administrator's act alone. */
      lowers?: true
      made?: Made
    }
  | { act: 'delete'; ifMatch?: IfMatch }
)

/** The server made it from other records of the member, and it bears the labels that these bear when it is written (made-labels.ts). */
type Made = true

/**
 * How a change ended. `existing`: a conditional create, or the same content again, found what is already stored. `absent`: a
 * delete of what is not there; `stored` then holds no version.
 */
export interface Changed {
  outcome: 'created' | 'updated' | 'unchanged' | 'deleted' | 'existing' | 'absent'
  stored: Stored
  warnings: readonly Issue[]
}

/** `Type/id`. */
export function keyOf({ type, id }: Pick<Change, 'type' | 'id'>): string {
  return `${type}/${id}`
}

/** `Patient.birthDate` of an entry's resource, as a place in what was sent. */
export function placed(at: string, expression: readonly string[] | undefined): string[] | undefined {
  if (at === '') return expression === undefined ? undefined : [...expression]
  if (expression === undefined || expression.length === 0) return [at]
  return expression.map((place) => (/^[A-Z][A-Za-z]*(?:[.[]|$)/.test(place) ? place.replace(/^[A-Z][A-Za-z]*/, at) : place))
}
