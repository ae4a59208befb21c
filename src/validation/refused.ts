/** A profile that uses a construct the compiler does not know. Nothing of it is skipped, so none of it is used. */
export class ProfileRefused extends Error {
  constructor(element: string, why: string) {
    super(`${element}: ${why}`)
    this.name = 'ProfileRefused'
  }
}
