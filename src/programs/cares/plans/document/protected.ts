import type { Resource } from '@medplum/fhirtypes'

/**
 * Labels of what special law protects: treatment for substance use (42 CFR Part 2), HIV, and whatever is marked as
 * restricted. Systems: v3-ActCode, v3-Confidentiality.
 */
const labels = new Set(['ETH', 'ETHUD', 'OPIOIDUD', 'SUD', '42CFRPart2', 'HIV', 'STD', 'R', 'V'])

/** Is this record withheld from an emergency reader unless its own exception is on record (AMB-31)? */
export function isProtected({ meta }: Resource): boolean {
  return meta?.security?.some(({ code }) => code !== undefined && labels.has(code)) ?? false
}
