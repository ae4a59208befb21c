/** Where this room tells what it does. Fields are counts, days and kinds of errors: never a member. */
export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}
