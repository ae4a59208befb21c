import type { Requirement } from '../../vocabulary/requirement.ts'

/** CARES-ELG: who may be a member, in the words of the requirements table. */
export const elg = {
  'CARES-ELG-01': {
    id: 'CARES-ELG-01',
    citation: 'SPEC intro; BULLETIN Eligible Members; 130 CMR 405.477(A) [S1]',
    says: 'Member must be under 21 on every date of service',
    kind: 'gate',
    who: 'Provider, Server',
    artefact: 'Patient.birthDate; EpisodeOfCare.period',
    rule: 'Eligible on x iff x < 21st birthday. Born 2004-07-15: last eligible day 2025-07-14. Enrollment period.end may not exceed the last eligible day; the server proposes that end date at enrollment',
    wrongInput:
      'Enrollment start or period.end on or after the 21st birthday: E:business-rule. Service event then: stored, W, not countable (CARES-PAY-09), recomputed later (TIME-10)',
  },
  'CARES-ELG-02': {
    id: 'CARES-ELG-02',
    citation: 'BULLETIN Eligible Members; [S37]',
    says: 'Member must hold MassHealth Standard or CommonHealth',
    kind: 'gate',
    who: 'Provider checks EVS',
    artefact:
      'Coverage.type (`masshealth-coverage-type`, names per [S37], beside a payer typology coding), Coverage.subscriberId, payor; CoverageEligibilityRequest and Response (servicedPeriod)',
    rule: 'Pass on x iff an active Coverage of type standard or commonhealth covers x. Other MassHealth types fail. Having other primary insurance does not fail (SPEC VI.B.1.h). Retroactive grant or loss triggers TIME-10',
    wrongInput:
      'No such Coverage on the effective date: E:business-rule at enrollment and activation. Service event on an uncovered day: stored, W, not countable (CARES-PAY-10), recomputed later (TIME-10). Type code outside the value set: E:code-invalid. No verification that LAW-10 accepts (made at most 31 days before x, configurable, AMB-51, and not before a known loss of cover): W',
  },
  'CARES-ELG-03': {
    id: 'CARES-ELG-03',
    citation: 'SPEC I; BULLETIN Eligible Members; 130 CMR 433.485, 405.477(C), 410.482',
    says: "Member must have medically complex needs and meet the regulation's clinical eligibility and medical necessity criteria. Criteria text not found, so the determination is a recorded clinical judgment, not a formula",
    kind: 'gate',
    who: 'Qualified clinician on the CARES team',
    artefact: 'QuestionnaireResponse (`cares-eligibility-evaluation`); Condition references; Observation',
    rule: 'Record: regulation section relied on, determination (eligible, not-eligible, pending), determiner, date, evidence links, and the four facets of the published definition of medical complexity [S1]: multi-organ chronic disease, functional limitation, ongoing technology use, high resource need. Activation of enrollment needs determination = eligible dated <= effective date. Checklist items are configurable',
    wrongInput:
      'Activation without an eligible determination: E:business-rule. Eligible with all four facets false: W. Determiner not an active team clinician: E:business-rule',
  },
  'CARES-ELG-04': {
    id: 'CARES-ELG-04',
    citation: 'SPEC VIII bullet 1',
    says: 'The evaluation is carried out and written down whatever its result',
    kind: 'document',
    who: 'CARES team',
    artefact: 'QuestionnaireResponse, DocumentReference',
    rule: 'A referral with no evaluation after 60 days (configurable) from t0 opens a finding. Not-eligible needs a reason and closes the referral: ServiceRequest.status revoked, its Task rejected',
    wrongInput: 'Referral closed with no evaluation and no reason: E:required',
  },
  'CARES-ELG-05': {
    id: 'CARES-ELG-05',
    citation: 'SPEC VI.A.1.b.1',
    says: 'Eligibility is confirmed again at each yearly reassessment',
    kind: 'gate',
    who: 'CARES team',
    artefact: 'QuestionnaireResponse item `still-eligible`',
    rule: 'Every reassessment or abbreviated evaluation carries still-eligible = true or false. False starts the removal flow (CARES-REM-01) and does not by itself end enrollment',
    wrongInput: 'Reassessment completed without the item: E:required',
  },
} satisfies Record<string, Requirement>
