import type { Requirement } from '../../vocabulary/requirement.ts'

/** CARES-EMG: the emergency plan, in the words of the requirements table. */
export const emg = {
  'CARES-EMG-01': {
    id: 'CARES-EMG-01',
    citation: 'SPEC VI.A.1.c.5.e',
    says: 'Contains medications, accommodations needed, allergies, the providers most involved and their contacts',
    kind: 'document',
    who: 'CARES team',
    artefact:
      'CarePlan (`emergency-plan`) with MedicationStatement or MedicationRequest, AllergyIntolerance, extension `emergency-accommodation`, CareTeam subset; Composition document Bundle',
    rule: 'All four parts present or asserted none (no-known-allergy, no-current-medication). 1+ provider, and every listed provider has a phone or other telecom',
    wrongInput: 'Part absent and not asserted none: E:required',
  },
  'CARES-EMG-02': {
    id: 'CARES-EMG-02',
    citation: 'SPEC VI.A.1.c.5.e',
    says: 'Reachable by EMTs and emergency departments when needed',
    kind: 'right',
    who: 'EMT, ED',
    artefact: 'Read of the document Bundle with a stated purpose; AuditEvent.purposeOfEvent; break-glass flag',
    rule: 'Served without prior ROI to an authenticated EMS client with purpose ETREAT, or ED client with ETREAT or TREAT; specially protected parts withheld unless their own emergency exception is recorded; every read audited and shown to the CARES team and family',
    wrongInput:
      'EMT with a purpose other than ETREAT, ED with one other than ETREAT or TREAT: X. Member match not unique: 404 with no hint',
  },
  'CARES-EMG-03': {
    id: 'CARES-EMG-03',
    citation: 'SPEC VI.A.1.c.5.e; project rule',
    says: 'What is served is current',
    kind: 'data element',
    who: 'Server',
    artefact: 'Composition.date, extension `source-version`',
    rule: 'Rendered from live medication, allergy and team data; shows last-reviewed date. Review older than 12 months or older than the latest change by 7 days (configurable): F',
    wrongInput: 'Stale: served with a visible warning, never withheld',
  },
} satisfies Record<string, Requirement>
