import { ageOn } from '../../vocabulary/age.ts'
import type { Day } from '../../vocabulary/calendar.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { findersOf } from '../case/minor-ground.ts'
import { type Authority, authoritiesOn } from '../case/representative.ts'
import type { Case } from '../case.ts'
import { con } from '../requirements/con.ts'

/** CARES-CON-05: the right person signs. */
export const cites = con['CARES-CON-05']

/** Grounds on which a minor decides about care in general. */
const generalBases = ['married', 'widowed', 'divorced', 'parent', 'armed-forces', 'pregnant', 'living-apart', 'mature-minor']

/** Grounds that clinicians find, and how many of them must have written it down. */
const found: Readonly<Record<string, number>> = { 'drug-dependency': 2, 'mature-minor': 1 }

/** Grounds that reach only as far as that very care. */
const limitedBases = ['public-health-disease', 'drug-dependency']

/** Consents about care that a minor consented to alone. */
const minorsOwn = ['minor-consented', 'part2', 'hiv']

const youngestForDrugDependency = 12

/**
 * Why this signer could not sign on that day; undefined when the signature is good.
 * @param signer `Type/id` of Consent.performer
 * @param kinds codes of `consent-kind`: what was signed
 */
export function whyNotSigner(
  signer: string,
  { signed, kinds }: { signed: Day; kinds: readonly string[] },
  file: Case,
  settings: Settings,
): string | undefined {
  const birth = file.member?.birthDate
  if (birth === undefined) return 'the member has no birth date to the day, so nobody can say who signs'
  const age = ageOn(birth, signed, settings)
  const isMember = signer === `Patient/${file.member?.id}`
  if (age >= 18) return isMember ? adultMember(file, signed) : forAdult(signer, file, signed)
  return isMember ? minorMember(file, age, { signed, kinds }) : forMinor(signer, file, { signed, kinds }, settings)
}

function adultMember(file: Case, signed: Day): string | undefined {
  const guarded = file.representatives.some((person) => authoritiesOn(person, signed).some(isCourtGuardian))
  return guarded ? 'the member is under court-appointed guardianship on that day: the guardian signs' : undefined
}

function forAdult(signer: string, file: Case, signed: Day): string | undefined {
  return authoritiesOf(signer, file, signed).some(isCourtGuardian)
    ? undefined
    : 'the member is 18 or over on that day: only the member or a court-appointed guardian signs'
}

function minorMember(file: Case, age: number, { signed, kinds }: { signed: Day; kinds: readonly string[] }): string | undefined {
  const stated = file.member?.minorConsentBasis ?? []
  const bases = stated.filter((basis) => findersOf(file.records, basis, signed).length >= (found[basis] ?? 0))
  if (bases.some((basis) => generalBases.includes(basis))) return undefined
  const limited = bases.filter((basis) => limitedBases.includes(basis) && (basis !== 'drug-dependency' || age >= youngestForDrugDependency))
  if (limited.length > 0 && kinds.some((kind) => minorsOwn.includes(kind))) return undefined
  const unfound = stated.find((basis) => !bases.includes(basis))
  if (unfound !== undefined)
    return `the ground ${unfound} needs the finding of ${found[unfound] === 2 ? 'two physicians' : 'a clinician'} on record by that day, as a DocumentReference of that type`
  return 'the member is under 18 on that day and no ground of minor-consent-basis allows this signature'
}

function forMinor(
  signer: string,
  file: Case,
  { signed, kinds }: { signed: Day; kinds: readonly string[] },
  settings: Settings,
): string | undefined {
  const authorities = authoritiesOf(signer, file, signed)
  // Who may enter that care alone releases its records alone (42 CFR 2.14).
  if (kinds.includes('part2') && findersOf(file.records, 'drug-dependency', signed).length >= found['drug-dependency']!)
    return 'this is care that the minor may enter alone: the minor signs'
  if (kinds.includes('minor-consented')) {
    const asked = authorities.some(({ document, allows }) => document !== undefined && allows.includes('minor-consented'))
    return asked
      ? undefined
      : 'this is care that the minor consented to alone: the minor signs, unless a recorded request of theirs allows it'
  }
  if (authorities.some(({ kind }) => kind !== 'caregiver-authorization')) return undefined
  const papers = authorities.filter(({ kind, document }) => kind === 'caregiver-authorization' && document !== undefined)
  if (papers.length === 0) return 'no legal authority of the signer is on record for that day'
  if (settings.on('caregiver-consent', signed) === 'off') return 'caregivers do not sign under the current setting'
  const born = file.representatives.find(({ id }) => id === signer)?.birthDate
  if (born !== undefined && ageOn(born, signed, settings) < 18) return 'a caregiver who signs must be an adult'
  if (papers.some(({ allows }) => kinds.some((kind) => allows.includes(kind)))) return undefined
  return 'the caregiver’s document does not let them sign this'
}

function isCourtGuardian({ kind }: Authority): boolean {
  return kind === 'court-guardian'
}

function authoritiesOf(signer: string, file: Case, day: Day): Authority[] {
  const person = file.representatives.find(({ id }) => id === signer)
  return person === undefined ? [] : authoritiesOn(person, day)
}
