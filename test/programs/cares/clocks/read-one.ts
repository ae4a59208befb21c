import type { Appointment, CarePlan, Communication, QuestionnaireResponse, Resource, ServiceRequest, Task } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { clockCase } from '#programs/cares/case/clock-case.ts'
import { type ClockReading, readClocks } from '#programs/cares/clocks/index.ts'
import { settingsFrom } from '#programs/vocabulary/settings-from.ts'
import { concept, ext, own, ref } from '../../../people/spelling.ts'

/** The one reading of a clock of this name on a day. */
export function readOne(records: readonly Resource[], name: string, on: string, configured?: object): ClockReading {
  const settings = settingsFrom(configured)
  const found = readClocks(clockCase(records, settings), on, settings).filter((reading) => reading.name === name)
  if (found.length !== 1) throw new Error(`${found.length} readings of ${name}`)
  return found[0]!
}

/** Only state and due day. */
export function stand(records: readonly Resource[], name: string, on: string, configured?: object): string {
  const { state, due } = readOne(records, name, on, configured)
  return due === undefined ? state : `${state}, due ${due}`
}

/** A child and the day that somebody referred them. */
export function referredOn(day: string): Resource[] {
  return [
    { resourceType: 'Patient', id: 'kit', birthDate: '2016-02-29' },
    {
      resourceType: 'ServiceRequest',
      id: 'in',
      status: 'active',
      intent: 'order',
      category: [concept('referral-kind', 'program-referral')],
      subject: ref('Patient/kit'),
      authoredOn: day,
      performer: [ref('Organization/chc')],
    },
  ]
}

/** An enrollment from a day on. */
export function enrolledFrom(start: string, end?: string): Resource {
  return {
    resourceType: 'EpisodeOfCare',
    id: 'stay',
    status: end === undefined ? 'active' : 'finished',
    type: [concept('program', 'cares')],
    patient: ref('Patient/kit'),
    managingOrganization: ref('Organization/chc'),
    careManager: ref('PractitionerRole/cc'),
    period: { start, ...(end ? { end } : {}) },
  }
}

export function assessed(
  authored: string,
  kind: string,
  status: QuestionnaireResponse['status'] = 'completed',
  id = `a-${kind}-${authored.slice(0, 10)}`,
): QuestionnaireResponse {
  return {
    resourceType: 'QuestionnaireResponse',
    id,
    questionnaire: `${canon}/Questionnaire/comprehensive-assessment`,
    status,
    subject: ref('Patient/kit'),
    authored,
    extension: [ext('assessment-kind', { valueCode: kind })],
  }
}

export function reviewed(authored: string, status: QuestionnaireResponse['status'] = 'completed'): QuestionnaireResponse {
  return {
    resourceType: 'QuestionnaireResponse',
    id: `r-${authored.slice(0, 10)}`,
    questionnaire: `${canon}/Questionnaire/monitoring-review`,
    status,
    subject: ref('Patient/kit'),
    authored,
  }
}

export function planned(finalizedOn: string | undefined, status: CarePlan['status'] = 'active', more: Partial<CarePlan> = {}): CarePlan {
  return {
    resourceType: 'CarePlan',
    id: `icp-${finalizedOn ?? 'draft'}`,
    status,
    intent: 'plan',
    category: [concept('careplan-kind', 'icp')],
    subject: ref('Patient/kit'),
    ...more,
    extension: [...(finalizedOn ? [ext('finalized-on', { valueDate: finalizedOn })] : []), ...(more.extension ?? [])],
  }
}

/** A referral to a service. */
export function sentTo(authoredOn: string, more: Partial<ServiceRequest> = {}): ServiceRequest {
  return {
    resourceType: 'ServiceRequest',
    id: 'dentist',
    status: 'active',
    intent: 'order',
    category: [concept('referral-kind', 'service-referral')],
    code: { text: 'Dentist who sees children on ventilators' },
    subject: ref('Patient/kit'),
    authoredOn,
    ...more,
  }
}

export function visit(start: string, more: Partial<Appointment> = {}): Appointment {
  return {
    resourceType: 'Appointment',
    id: `visit-${start.slice(0, 10)}`,
    status: 'booked',
    basedOn: [ref('ServiceRequest/dentist')],
    start,
    participant: [{ actor: ref('Patient/kit'), status: 'accepted' }],
    ...more,
  }
}

export function followedUp(madeOn: string | undefined, more: Partial<Task> = {}): Task {
  return {
    resourceType: 'Task',
    id: 'ask',
    status: 'completed',
    intent: 'order',
    code: concept('task-kind', 'referral-follow-up'),
    focus: ref('ServiceRequest/dentist'),
    for: ref('Patient/kit'),
    output: [
      { type: concept('follow-up-output', 'received'), valueBoolean: true },
      { type: concept('follow-up-output', 'met-need'), valueBoolean: false },
      { type: concept('follow-up-output', 'informant'), valueCode: 'member' },
      ...(madeOn ? [{ type: concept('follow-up-output', 'made-on'), valueDate: madeOn }] : []),
    ],
    ...more,
  }
}

export function noted(kind: string, sent: string): Communication {
  return {
    resourceType: 'Communication',
    id: `${kind}-${sent.slice(0, 10)}`,
    status: 'completed',
    category: [concept('communication-kind', kind)],
    subject: ref('Patient/kit'),
    about: [ref('ServiceRequest/dentist')],
    sent,
    payload: [{ contentString: 'Noted.' }],
  }
}

/** A message by a channel: certified mail, e-mail. */
export function sent(
  kind: string,
  channel: 'certified-mail' | 'ELECTRONIC' | 'MAILWRIT',
  when: string,
  more: Partial<Communication> = {},
): Communication {
  return {
    resourceType: 'Communication',
    id: `${kind}-${channel}-${when.slice(0, 10)}-${more.language ?? ''}`,
    status: 'completed',
    category: [concept('communication-kind', kind)],
    subject: ref('Patient/kit'),
    medium: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode',
            code: channel === 'certified-mail' ? 'MAILWRIT' : channel,
          },
        ],
      },
      ...(channel === 'certified-mail' ? [{ coding: [own('delivery-channel', 'certified-mail')] }] : []),
    ],
    sent: when,
    ...more,
  }
}
