/** A profile that uses a construct the compiler does not know. Nothing of it is skipped, so none of it is used. */
export class ProfileRefused extends Error {
  /** Canonical of the profile and, after a space, the id of the element. */
  readonly element: string
  readonly why: string

  constructor(element: string, why: string) {
    super(`${element}: ${why}`)
    this.name = 'ProfileRefused'
    this.element = element
    this.why = why
  }
}
