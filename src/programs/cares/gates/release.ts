import type { Consent } from '@medplum/fhirtypes'
import { protectedLabels } from '#fhir/sensitivity-labels.ts'
import { systems } from '#generated/codes.ts'
import type { Gate } from '../../program.ts'
import { type Finding, refuses } from '../../vocabulary/finding.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import type { Requirement } from '../../vocabulary/requirement.ts'
import { authorityOf } from '../case/consent.ts'
import { codesOf, extensionOf, partOf, referencesOf } from '../case/fact-source.ts'
import { con } from '../requirements/con.ts'

/** Releases of information: the general one, and those of their own for content that has its own law. */
const releases = ['release', 'part2', 'hiv']

/** A part that a release in force must have, and where it stands. */
interface Part {
  cites: Requirement
  lacks(consent: Consent, kinds: readonly string[]): boolean
  says: string
  at: string
}

const six = con['CARES-CON-02']
const statements = con['CARES-CON-03']
const ownLaw = con['CARES-CON-07']

/** Labels that a release of each kind names, one at least: 42 CFR 2.31(a)(3) and M.G.L. c. 111 s. 70F ask for it in so many words. */
const namesOf: Readonly<Record<string, readonly string[]>> = { part2: ['42CFRPart2', 'ETH'], hiv: ['HIV'] }

const parts: readonly Part[] = [
  {
    cites: six,
    lacks: ({ provision }) => none(provision?.class) && none(provision?.code),
    says: 'what information: classes or codes of it.',
    at: 'Consent.provision.class',
  },
  {
    cites: six,
    lacks: (consent) => actors(consent, 'CST') === 0,
    says: 'who discloses: an actor with the role CST.',
    at: 'Consent.provision.actor',
  },
  {
    cites: six,
    lacks: (consent) => actors(consent, 'IRCP') === 0,
    says: 'who receives: an actor with the role IRCP.',
    at: 'Consent.provision.actor',
  },
  { cites: six, lacks: ({ provision }) => none(provision?.purpose), says: 'each purpose.', at: 'Consent.provision.purpose' },
  {
    cites: six,
    lacks: (consent) => consent.provision?.period?.end === undefined && !extensionOf(consent, 'expiry-event')?.valueString?.trim(),
    says: 'when it ends: the end of its period, or the event in the extension expiry-event.',
    at: 'Consent.provision.period.end',
  },
  {
    cites: six,
    lacks: (consent) =>
      none(consent.performer) ||
      consent.dateTime === undefined ||
      (!consent.verification?.some(({ verified }) => verified) && !consent.sourceAttachment && !consent.sourceReference),
    says: 'its signature: who signed (performer), when (dateTime), and the signed form (source) or who verified it.',
    at: 'Consent.performer',
  },
  {
    cites: six,
    lacks: (consent) =>
      referencesOf(consent.performer).some((one) => one.startsWith('RelatedPerson/')) && authorityOf(consent) === undefined,
    says: 'by what authority a representative signed: the extension representative-authority.',
    at: 'Consent.extension',
  },
  {
    cites: six,
    lacks: ({ policyRule }) => !policyRule?.coding?.some(({ code }) => code === 'hipaa-auth'),
    says: 'that it is an authorization: policyRule hipaa-auth.',
    at: 'Consent.policyRule',
  },
  ...(['right-to-revoke', 'no-conditioning', 'redisclosure'] as const).map(
    (name): Part => ({
      cites: statements,
      lacks: (consent) => partOf(extensionOf(consent, 'required-statements'), name)?.valueBoolean !== true,
      says: `that its form told the signer: ${name} in the extension required-statements, true.`,
      at: 'Consent.extension',
    }),
  ),
  {
    cites: statements,
    lacks: (consent) => !partOf(extensionOf(consent, 'required-statements'), 'form-version')?.valueString?.trim(),
    says: 'which version of the form was signed: form-version in the extension required-statements.',
    at: 'Consent.extension',
  },
  ...Object.entries(namesOf).map(
    ([kind, labels]): Part => ({
      cites: ownLaw,
      lacks: ({ provision }, kinds) => kinds.includes(kind) && !provision?.securityLabel?.some(({ code }) => labels.includes(code ?? '')),
      says: `in so many words what it releases: a securityLabel ${labels.join(' or ')}.`,
      at: 'Consent.provision.securityLabel',
    }),
  ),
]

/**
 * A release comes into force with all of its parts: the six of an authorization (CARES-CON-02), what its form told (CARES-CON-03),
 * and for content with its own law what that asks for (CARES-CON-07). Every missing one is told at once; until then it is a
 * draft. Who signs for somebody else receives nothing by it, and what was revoked needs a new signature (CARES-CON-04).
 */
export const releaseParts: Gate = {
  type: 'Consent',
  applies: (resource) => resource.resourceType === 'Consent' && resource.status === 'active' && kindsOf(resource).length > 0,
  needs: () => ({ member: '', types: [], others: [], alongside: [] }),
  decide({ resource, previous }): Finding[] {
    const consent = resource as Consent
    const kinds = kindsOf(consent)
    const before = previous?.resourceType === 'Consent' ? previous : undefined
    return [...missing(consent, kinds), ...contradictions(consent, kinds), ...revived(consent, before)]
  },
}

function missing(consent: Consent, kinds: readonly string[]): Finding[] {
  // A refusal releases nothing, and so lacks nothing.
  const isRelease = kinds.some((kind) => releases.includes(kind)) || (kinds.includes('minor-consented') && actors(consent, 'IRCP') > 0)
  if (consent.provision?.type === 'deny' || !isRelease) return []
  return parts.flatMap(({ cites, lacks, says, at }) =>
    lacks(consent, kinds) ? [refuses(cites, 'required', `A release in force says ${says} Store it as a draft until it does.`, at)] : [],
  )
}

function contradictions(consent: Consent, kinds: readonly string[]): Finding[] {
  const findings: Finding[] = []
  const signed = localDay(consent.dateTime)
  const ends = localDay(consent.provision?.period?.end)
  if (signed !== undefined && ends !== undefined && ends < signed)
    findings.push(refuses(six, 'value', 'A release ends on the day of its signature or after it.', 'Consent.provision.period.end'))
  const named = (consent.provision?.securityLabel ?? []).flatMap(({ code }) => code ?? [])
  const others = named.filter((label) => protectedLabels.includes(label) && label !== 'PSY')
  const unnamed = others.filter((label) => !kinds.some((kind) => kind === 'emergency-exception' || namesOf[kind]?.includes(label)))
  if (unnamed.length > 0)
    findings.push(
      refuses(
        ownLaw,
        'business-rule',
        `A general release never releases ${unnamed.join(', ')}: that takes a consent of the kind part2 or hiv.`,
        'Consent.provision.securityLabel',
      ),
    )
  if (kinds.includes('emergency-exception') && named.length === 0)
    findings.push(
      refuses(ownLaw, 'required', 'An exception for emergencies names what it opens: a securityLabel.', 'Consent.provision.securityLabel'),
    )
  const receivers = receiversOf(consent)
  if (referencesOf(consent.performer).some((signer) => signer.startsWith('RelatedPerson/') && receivers.includes(signer)))
    findings.push(
      refuses(con['CARES-CON-05'], 'business-rule', 'Who signs for the member is not who receives by it.', 'Consent.provision.actor'),
    )
  return findings
}

function revived(consent: Consent, before: Consent | undefined): Finding[] {
  if (before === undefined || !['inactive', 'rejected', 'entered-in-error'].includes(before.status ?? '')) return []
  if ((localDay(before.dateTime) ?? '') < (localDay(consent.dateTime) ?? '') && before.dateTime !== consent.dateTime) return []
  const says = 'What was revoked comes into force by a new signature: make a new Consent, or give the day of the new one.'
  return [refuses(con['CARES-CON-04'], 'business-rule', says, 'Consent.dateTime')]
}

const judged = [...releases, 'emergency-exception', 'minor-consented']

function kindsOf({ category }: Consent): string[] {
  return codesOf(category, systems.consentKind).filter((kind) => judged.includes(kind))
}

function receiversOf({ provision }: Consent): string[] {
  const receiving = (provision?.actor ?? []).filter(({ role }) => role?.coding?.some(({ code }) => code === 'IRCP'))
  return receiving.flatMap(({ reference }) => referencesOf(reference === undefined ? [] : [reference]))
}

function actors({ provision }: Consent, role: string): number {
  return (provision?.actor ?? []).filter((actor) => actor.role?.coding?.some(({ code }) => code === role)).length
}

function none(list: readonly unknown[] | undefined): boolean {
  return list === undefined || list.length === 0
}
