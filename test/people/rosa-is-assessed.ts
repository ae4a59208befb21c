import type { QuestionnaireResponse, QuestionnaireResponseItem } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { ext, own, part, ref } from './spelling.ts'

/** Rosa's first comprehensive assessment, completed 2024-04-02. */
export function rosaIsAssessed(): QuestionnaireResponse {
  return {
    resourceType: 'QuestionnaireResponse',
    id: 'rosas-assessment',
    questionnaire: `${canon}/Questionnaire/comprehensive-assessment`,
    status: 'completed',
    subject: ref('Patient/rosa'),
    authored: '2024-04-02T15:00:00-04:00',
    author: ref('PractitionerRole/obi-role'),
    extension: [
      ext('assessment-kind', { valueCode: 'initial' }),
      ext('information-source', { extension: source('parent-guardian', 'Her mother', '2024-04-02') }),
      ext('information-source', { extension: source('clinician', 'Her pediatrician', '2024-03-28') }),
      ...['member', 'parent-guardian', 'providers', 'agencies', 'team'].map((who) =>
        ext('consulted', {
          extension: [part('who', { valueCode: who }), part('answer', { valueCode: who === 'agencies' ? 'not-applicable' : 'yes' })],
        }),
      ),
    ],
    item: [
      section('medical', [
        words('medical-history', 'Born at 27 weeks. Cerebral palsy, epilepsy since age two, fed by G-tube.'),
        words('behavioral-history', 'Never treated for a behavioral condition. Frets before procedures.'),
      ]),
      section('social', [
        words('personal-circumstances', 'Lives with her mother and baby brother on the second floor, no lift.'),
        words('social-circumstances', 'Her grandmother helps on weekends. The family van broke in February.'),
        code('housing', 'social-need-answer', 'no'),
        code('nutrition', 'social-need-answer', 'no'),
        code('utilities', 'social-need-answer', 'declined'),
        code('transport', 'social-need-answer', 'yes'),
      ]),
      section('educational', [
        words('educational-circumstances', 'Second grade at Cabot Street, one-to-one aide.'),
        code('has-iep', 'school-answer', 'yes'),
        day('iep-date', '2023-10-11'),
        code('has-504', 'school-answer', 'no'),
        words('school-services', 'Speech and physical therapy twice a week, nurse for feeds and seizures.'),
      ]),
      section('emotional', [words('behavioral-circumstances', 'Cheerful; lonely since she cannot visit friends.')]),
      identified('need-seizures', 'medical'),
      identified('need-mobility', 'medical'),
      identified('need-voice', 'educational'),
      identified('need-rides', 'social'),
    ],
  }
}

function source(kind: string, who: string, date: string) {
  return [part('kind', { valueCode: kind }), part('who', { valueString: who }), part('date', { valueDate: date })]
}

function section(linkId: string, item: QuestionnaireResponseItem[]): QuestionnaireResponseItem {
  return { linkId, item }
}

function words(linkId: string, text: string): QuestionnaireResponseItem {
  return { linkId, answer: [{ valueString: text }] }
}

function day(linkId: string, date: string): QuestionnaireResponseItem {
  return { linkId, answer: [{ valueDate: date }] }
}

function code(linkId: string, system: string, answer: string): QuestionnaireResponseItem {
  return { linkId, answer: [{ valueCoding: own(system, answer) }] }
}

function identified(id: string, domain: string): QuestionnaireResponseItem {
  return {
    linkId: 'identified-need',
    item: [
      words('need-id', id),
      code('domain', 'icp-domain', domain),
      words('status', 'open'),
      day('date', '2024-04-02'),
      { linkId: 'need', answer: [{ valueReference: ref(`Condition/${id}`) }] },
    ],
  }
}
