import { type Actor, coded, type Rule } from '../actor.ts'
import { sharedPlan } from '../by-release.ts'
import { everyLabel, lookUp, planReleased, released } from '../common.ts'

// Section 10 of the requirements: who coordinates and gives long-term services and supports (section 3, CP-08 to CP-16).

/**
 * A Community Partner: by three things at once, its own enrollment of the member, a written agreement in force with who pays for the
 * member (CP-09), and a release that names the plan.
 */
function partner(program: 'ltss-cp' | 'bh-cp'): Actor {
  const basis = (codes: readonly string[]) =>
    ({
      by: ['provider'],
      codes: [program],
      and: [
        { by: ['payer'], partners: true },
        { by: released, codes },
      ],
    }) as const
  const shared = { ...basis(planReleased), withholds: everyLabel }
  return [
    lookUp,
    ...sharedPlan(basis),
    // It authorizes nothing: what it wants is proposed (CP-14).
    { types: ['CarePlan', 'ServiceRequest'], may: 'c', ...shared, only: [coded('intent', 'proposal')] },
    { types: ['CarePlan', 'ServiceRequest'], may: 'rus', ...shared, only: [coded('intent', 'proposal')], authored: true },
    ...(program === 'ltss-cp' ? writes('ltss-cp', shared) : []),
  ]
}

/** A care plan of one's own kind, and the goals in it. */
function writes(category: string, basis: Pick<Rule, 'by' | 'codes' | 'and' | 'withholds'>): Rule[] {
  return [
    { types: ['CarePlan'], may: 'crus', ...basis, only: [coded('category', category)], authored: true },
    { types: ['Goal'], may: 'c', ...basis },
  ]
}

export const ltssPartner = partner('ltss-cp')
export const behavioralPartner = partner('bh-cp')

const onTeam = (codes: readonly string[]) => ({ by: ['care-team'], and: [{ by: released, codes }] }) as const
const onTeamForPlan = { ...onTeam(planReleased), withholds: everyLabel }

/** A waiver's case manager, a DDS service coordinator (CP-15): on the team, and by a release. Of care plans it writes its own alone. */
export const waiverManager: Actor = [
  lookUp,
  ...sharedPlan(onTeam),
  ...writes('waiver-isp', onTeamForPlan),
  { types: ['ServiceRequest'], may: 'c', ...onTeamForPlan, only: [coded('category', 'service-referral')] },
  { types: ['Task'], may: 'c', ...onTeamForPlan, only: [coded('code', 'eligibility-support')] },
  { types: ['Communication'], may: 'c', ...onTeamForPlan },
]

/** A service that the member receives now, and that it gives. */
const serving = { by: ['referral'], codes: ['current-service'] } as const

/** Who gives a service (CP-16): the services that name it, its own program's plan, and its own requests for authorization. */
export const ltssProvider: Actor = [
  lookUp,
  ...[
    { types: ['ServiceRequest'], may: 'rs', naming: 'performer', only: [coded('category', 'current-service')] },
    { types: ['Patient'], may: 'rs' },
    { types: ['CarePlan'], may: 'crus', authored: true, only: [coded('category', 'provider-program')] } as const,
    { types: ['Claim'], may: 'crs', naming: 'provider', only: [coded('use', 'preauthorization')] },
    { types: ['ClaimResponse'], may: 'rs', naming: 'requestor', only: [coded('use', 'preauthorization')] },
  ].map((rule): Rule => ({ ...rule, ...serving, withholds: everyLabel })),
]
