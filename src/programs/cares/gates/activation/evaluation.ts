import { type Finding, refuses, warns } from '../../../vocabulary/finding.ts'
import type { Evaluation } from '../../case/evaluation.ts'
import { isHeld } from '../../case/staff.ts'
import { elg } from '../../requirements/elg.ts'
import { type Activation, type ActivationRule, atStart } from './activation.ts'

const cites = elg['CARES-ELG-03']

/** A clinician of the team has determined, on or before the effective date, that the member meets the criteria. */
export const evaluation: ActivationRule = (activation) => {
  const { effective, file } = activation
  const latest = file.evaluations
    .filter(({ completed, day }) => completed && day !== undefined && day <= effective)
    .toSorted((a, b) => (a.day! < b.day! ? -1 : a.day! > b.day! ? 1 : a.source < b.source ? -1 : 1))
    .at(-1)
  if (latest?.determination !== 'eligible') {
    const found = latest === undefined ? 'None is on record' : `The latest says ${latest.determination ?? 'nothing'}`
    const says = `Activation needs a completed eligibility evaluation with determination eligible, dated on or before ${effective}. ${found}.`
    return [refuses(cites, 'business-rule', says, atStart)]
  }
  const findings: Finding[] = []
  if (!isByClinician(latest, activation)) {
    const says = 'The determiner of the evaluation is not an active clinician of this provider’s team on the day of the determination.'
    findings.push(refuses(cites, 'business-rule', says, currentPlace(latest)))
  }
  if (!latest.anyFacet) {
    const says = 'Determined eligible although all four facets of medical complexity are answered no: look at the evaluation again.'
    findings.push(warns(cites, 'business-rule', says, currentPlace(latest)))
  }
  return findings
}

/** The evaluation's own place, without its version. */
function currentPlace({ source }: Evaluation): string {
  return source.split('/_history/')[0]!
}

function isByClinician({ determiner, day }: Evaluation, { enrollment, file, settings }: Activation): boolean {
  const role = determiner === undefined ? undefined : file.staff.get(determiner)
  if (role === undefined || day === undefined || !isHeld(role, day)) return false
  const clinical = settings.on('determiner-roles', day)
  if (!role.roles.some((code) => clinical.includes(code))) return false
  const provider = enrollment.provider
  return role.organization === provider || (provider !== undefined && role.organization === file.providers.get(provider)?.parent)
}
