/**
 * Where the story of a request goes. pino is one; so is anything of this shape. Fields are route patterns, statuses,
 * client ids and durations: never an address, a body, a header or a resource's id.
 */
export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
