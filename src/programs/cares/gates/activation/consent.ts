import { type Finding, refuses } from '../../../vocabulary/finding.ts'
import { asn } from '../../requirements/asn.ts'
import { cites as rightSigner, whyNotSigner } from '../consent-signer.ts'
import { type ActivationRule, atStart } from './activation.ts'

/** A valid signer consented to the enrollment, on or before the effective date. */
export const consent: ActivationRule = ({ effective, file, settings }) => {
  const cites = asn['CARES-ASN-08']
  const given = file.consents.filter(({ kinds, status }) => kinds.includes('program-enrollment') && status === 'active')
  const dated = given.flatMap(({ signed, ...rest }) => (signed === undefined ? [] : [{ ...rest, signed }]))
  const inTime = dated.filter(({ signed }) => signed <= effective)
  if (inTime.length === 0) {
    const says = `No active consent to the enrollment was signed on or before ${effective}.`
    const findings: Finding[] = [refuses(cites, 'business-rule', says, atStart)]
    const first = dated.map(({ signed }) => signed).toSorted()[0]
    if (first !== undefined) {
      const early = `The effective date may not lie before the consent, which was signed on ${first}.`
      findings.push(refuses(asn['CARES-ASN-09'], 'value', early, atStart))
    }
    return findings
  }
  const reasons = new Set<string>()
  for (const { signers, signed, kinds } of inTime) {
    const faults = signers.map((signer) => whyNotSigner(signer, { signed, kinds }, file, settings))
    if (faults.includes(undefined)) return []
    for (const fault of signers.length === 0 ? ['the consent names no signer'] : faults) reasons.add(fault!)
  }
  const says = `No consent to the enrollment was signed by somebody who could: ${[...reasons].join('; ')}.`
  return [refuses(cites, 'business-rule', says, atStart), refuses(rightSigner, 'business-rule', says, atStart)]
}
