import type { Context } from '../../contract.ts'

/** Where a connection goes on: the search that it is of, and how far that has been read. */
export interface Cursor {
  /** The parameters of the search as REST has them. */
  pairs: URLSearchParams
  /** Continuation that the store gave; absent: from the beginning. */
  after?: string
  /** Resources before it. */
  offset: number
}

type Sealing = Pick<Context, 'pages' | 'access'>

const offsetName = ' offset'

/** A cursor as callers carry it: sealed as the links of a search are, so that it says nothing and cannot be altered. */
export function writeCursor({ pages, access }: Sealing, type: string, { pairs, after = '', offset }: Cursor): string {
  return pages.seal(access.caller, addressOf(type), { asked: [...pairs, [offsetName, String(offset)]], place: after })
}

/** @throws FhirError `malformed` for a cursor that was not given to this caller by a connection of this type */
export function readCursor({ pages, access }: Sealing, type: string, text: string): Cursor {
  const { asked, place } = pages.open(access.caller, addressOf(type), text)
  const pairs = new URLSearchParams(asked.map(([name, value]) => [name, value]))
  const offset = Number(pairs.get(offsetName))
  pairs.delete(offsetName)
  return { pairs, offset, ...(place !== '' && { after: place }) }
}

function addressOf(type: string): string {
  return `$graphql/${type}Connection`
}
