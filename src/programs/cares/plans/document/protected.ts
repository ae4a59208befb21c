import type { Resource } from '@medplum/fhirtypes'

/**
 * Labels of what special law protects: treatment for substance use (42 CFR Part 2), HIV, and whatever is marked as
 * restricted. Systems: v3-ActCode, v3-Confidentiality.
 */
const labels = new Set(['ETH', 'ETHUD', 'OPIOIDUD', 'SUD', '42CFRPart2', 'HIV', 'STD', 'R', 'V'])

const none: ReadonlySet<string> = new Set()

/**
 * Is this record withheld from an emergency reader unless its own exception is on record (AMB-31)?
 *
 * @param excepted labels for which there is one (`../../emergency/exceptions.ts`)
 */
export function isProtected({ meta }: Resource, excepted: ReadonlySet<string> = none): boolean {
  return meta?.security?.some(({ code }) => code !== undefined && labels.has(code) && !excepted.has(code)) ?? false
}
