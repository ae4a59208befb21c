import { describe, expect, test } from '@jest/globals'
import type { Questionnaire, QuestionnaireItem, QuestionnaireResponse, QuestionnaireResponseItem } from '@medplum/fhirtypes'
import { definitions, examples } from './compiled.ts'

const questionnaires = definitions('Questionnaire')
const linkIds = (items: readonly QuestionnaireItem[] = []): string[] => items.flatMap(({ linkId, item }) => [linkId, ...linkIds(item)])
const named = (id: string): Questionnaire => questionnaires.find((questionnaire) => questionnaire.id === id)!

describe('the questionnaires that rules read', () => {
  test.each(questionnaires.map((questionnaire) => [questionnaire.id, questionnaire]))(
    '%s names each linkId once (que-2)',
    (_, questionnaire) => {
      const ids = linkIds((questionnaire as Questionnaire).item)
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    },
  )

  test('CARES-ELG-03: the evaluation asks for the regulation, the determination, who, when, why, and the four facets', () => {
    expect(linkIds(named('cares-eligibility-evaluation').item)).toEqual(
      expect.arrayContaining([
        ...['regulation-section', 'determination', 'determiner', 'date', 'evidence', 'reason'],
        ...['multi-organ-chronic-disease', 'functional-limitation', 'ongoing-technology-use', 'high-resource-need'],
      ]),
    )
  })

  test('CARES-ASM-02: the assessment has four sections, each of which can say that it found nothing', () => {
    const groups = named('comprehensive-assessment').item!
    for (const name of ['medical', 'social', 'educational', 'emotional'])
      expect(linkIds(groups.find(({ linkId }) => linkId === name)?.item)).toContain(`${name}-none-identified`)
  })

  test('CARES-MON-02: the monitoring review asks three questions and leaves room for a comment', () => {
    expect(linkIds(named('monitoring-review').item)).toEqual(
      expect.arrayContaining(['services-as-planned', 'services-adequate', 'changes-reflected', 'comment']),
    )
  })

  test('an example answers only what is asked, where it is asked', () => {
    const strays = (answers: readonly QuestionnaireResponseItem[] = [], asked: readonly QuestionnaireItem[] = []): string[] =>
      answers.flatMap(({ linkId, item }) => {
        const question = asked.find((one) => one.linkId === linkId)
        return question ? strays(item, question.item) : [linkId]
      })
    const responses = examples().filter((example): example is QuestionnaireResponse => example.resourceType === 'QuestionnaireResponse')
    expect(responses).not.toEqual([])
    for (const { questionnaire, item } of responses) expect(strays(item, named(questionnaire!.split('/').at(-1)!).item)).toEqual([])
  })
})
