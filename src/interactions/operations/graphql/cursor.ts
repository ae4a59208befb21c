import { malformed } from '#fhir/error.ts'

/** Where a connection goes on: the search that it is of, and how far that has been read. */
export interface Cursor {
  /** The search as REST has it, without its type. */
  query: string
  /** Continuation that the store gave; absent: from the beginning. */
  after?: string
  /** Resources before it. */
  offset: number
}

/** A cursor as callers carry it. It says nothing but what they asked, and is read like any search of theirs. */
export function writeCursor(type: string, { query, after = '', offset }: Cursor): string {
  return Buffer.from(JSON.stringify([type, query, after, offset])).toString('base64url')
}

/** @throws FhirError `malformed` for a cursor that is not of a connection of this type */
export function readCursor(type: string, text: string): Cursor {
  const [of, query, after, offset] = parsed(text)
  if (of !== type || typeof query !== 'string' || typeof after !== 'string' || !Number.isSafeInteger(offset) || (offset as number) < 0)
    throw malformed('continuation', `This _cursor is not one that ${type}Connection gave.`)
  return { query, offset: offset as number, ...(after !== '' && { after }) }
}

function parsed(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
