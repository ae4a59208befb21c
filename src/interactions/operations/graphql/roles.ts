import type { Field } from '#validation/shape.ts'

/** What a field of the schema stands for; one without a role is a property of the JSON. */
export type Role =
  /** A property of the JSON that R4 describes. */
  | { kind: 'element'; field: Field }
  /** What a Reference points to. */
  | { kind: 'target' }
  /** A resource by its id. */
  | { kind: 'read'; type: string }
  /** A search; `back`: for what refers to the resource that it stands in. */
  | { kind: 'list'; type: string; back: boolean }
  | { kind: 'connection'; type: string; back: boolean }

/** The role that a field of the schema was given. */
export function roleOf({ extensions }: { extensions: unknown }): Role | undefined {
  return (extensions as { role?: Role }).role
}
