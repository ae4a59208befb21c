import { describe, expect, test } from '@jest/globals'
import type { QuestionnaireResponse, QuestionnaireResponseItem, Resource } from '@medplum/fhirtypes'
import { assessmentCompletion } from '#programs/cares/gates/assessment-completion.ts'
import { completeRecord, find, without } from '../../../people/complete-record.ts'
import { reviewed } from '../../../people/rosas-plan.ts'
import { ext, part } from '../../../people/spelling.ts'
import { decide } from '../decide.ts'
import { brief } from '../finalize.ts'

const first = () => find<QuestionnaireResponse>(completeRecord(), 'QuestionnaireResponse/rosas-assessment')
const others = () => without(completeRecord(), 'QuestionnaireResponse/rosas-assessment')
const yes = (linkId: string, valueBoolean: boolean): QuestionnaireResponseItem => ({ linkId, answer: [{ valueBoolean }] })
const rescreen: QuestionnaireResponseItem = { linkId: 'risk-rescreen', item: [yes('fall-risk', false), yes('seizure-risk', true)] }

function kind(code: string, authored: string, more: QuestionnaireResponseItem[], response = first()): QuestionnaireResponse {
  return {
    ...response,
    id: `later-${code}`,
    authored,
    extension: response.extension!.map((one) => (one.url.endsWith('assessment-kind') ? { ...one, valueCode: code } : one)),
    item: [...response.item!, ...more],
  }
}
const changes = (value: boolean) => ['needs', 'conditions', 'preferences'].map((area) => yes(area, value))
const annual = (more = [...changes(true), yes('still-eligible', true)]) => kind('annual', '2025-03-20T10:00:00-04:00', more)
const abbreviated = (more = [...changes(false), yes('still-eligible', true), rescreen]) =>
  kind('abbreviated', '2025-03-20T10:00:00-04:00', more, { ...first(), item: [] })
const not = (linkId: string) => (response: QuestionnaireResponse) => ({
  ...response,
  item: response.item!.filter((item) => item.linkId !== linkId),
})
const judge = (
  response: QuestionnaireResponse,
  record: Resource[] = others(),
  options: { previous?: Resource; configured?: object } = {},
) => brief(decide(assessmentCompletion, response, [...record, reviewOf(response)], options))
const reviewOf = ({ id }: QuestionnaireResponse, day = '2024-04-03') => reviewed('review', `QuestionnaireResponse/${id}`, day)

describe('CARES-ASM: an assessment is complete when its kind is answered', () => {
  test('CARES-ASM-01: complete and dated, it passes', () => {
    expect(judge(first())).toEqual([])
  })

  test('CARES-ASM-01: dated on the day of intake it passes, the day before it is refused', () => {
    expect(judge({ ...first(), authored: '2024-03-04T00:00:00-05:00' })).toEqual([])
    expect(judge({ ...first(), authored: '2024-03-04T04:59:00Z' })).toEqual(['CARES-ASM-01 refuses business-rule'])
    expect(judge({ ...first(), authored: '2024-03-03' })).toEqual(['CARES-ASM-01 refuses business-rule'])
  })

  test('CARES-ASM-01: in progress it is left alone', () => {
    expect(judge({ ...first(), status: 'in-progress', item: [] })).toEqual([])
  })

  test.each(['medical', 'social', 'educational', 'emotional'])('CARES-ASM-02: a blank %s section is refused', (section) => {
    expect(judge(not(section)(first()))).toEqual(['CARES-ASM-02 refuses required'])
    const put = (item: QuestionnaireResponseItem) => ({ ...first(), item: [...not(section)(first()).item!, item] })
    expect(judge(put({ linkId: section, item: [{ linkId: 'x', answer: [{ valueString: '  ' }] }] }))).toEqual([
      'CARES-ASM-02 refuses required',
    ])
    expect(judge(put({ linkId: section, item: [yes('none-identified', false)] }))).toEqual(['CARES-ASM-02 refuses required'])
    expect(judge(put({ linkId: section, item: [yes(`${section}-none-identified`, false)] }))).toEqual(['CARES-ASM-02 refuses required'])
    expect(judge(put({ linkId: section, item: [yes(`${section}-none-identified`, true)] }))).toEqual([])
    expect(judge(put({ linkId: section, item: [yes('none-identified', true)] }))).toEqual([])
  })

  test('CARES-ASM-02: every blank section is told at once', () => {
    expect(judge({ ...first(), item: [] })).toHaveLength(4)
  })

  describe('CARES-STF-10: a senior care manager has reviewed it', () => {
    const unreviewed = ['CARES-STF-10 refuses business-rule']
    const bare = () => without(completeRecord(), 'QuestionnaireResponse/rosas-assessment', 'Task/assessment-review')
    const given = (review: Resource[], today = '2024-04-04') =>
      brief(decide(assessmentCompletion, first(), [...bare(), ...review], { today }))

    test('without a completed review it is not complete', () => {
      expect(given([])).toEqual(unreviewed)
      expect(given([{ ...reviewOf(first()), status: 'in-progress' }])).toEqual(unreviewed)
      expect(given([reviewed('review', 'CarePlan/rosas-icp', '2024-04-03')])).toEqual(unreviewed)
      expect(given([reviewOf(first())])).toEqual([])
    })

    test('the review may be later than the assessment, today at the latest', () => {
      expect(given([reviewOf(first(), '2024-04-04')])).toEqual([])
      expect(given([reviewOf(first(), '2024-04-05')])).toEqual(unreviewed)
    })

    test('by somebody in that role', () => {
      expect(given([{ ...reviewOf(first()), owner: { reference: 'PractitionerRole/obi-role' } }])).toEqual(unreviewed)
      expect(assessmentCompletion.needs(first()).types).toEqual(expect.arrayContaining(['Task', 'CareTeam']))
      expect(assessmentCompletion.needs(first()).follow).toEqual(['PractitionerRole'])
    })

    test('every kind of assessment is; an amendment is not asked again', () => {
      const record = without(completeRecord(), 'Task/assessment-review')
      expect(brief(decide(assessmentCompletion, annual(), record))).toEqual(unreviewed)
      expect(brief(decide(assessmentCompletion, abbreviated(), record))).toEqual(unreviewed)
      expect(brief(decide(assessmentCompletion, { ...first(), status: 'amended' }, bare(), { previous: first() }))).toEqual([])
    })
  })

  test('CARES-ASM-06: a yearly reassessment answers the three changes', () => {
    const record = completeRecord()
    expect(judge(annual(), record)).toEqual([])
    for (const area of ['needs', 'conditions', 'preferences'])
      expect(judge(not(area)(annual()), record)).toEqual(['CARES-ASM-06 refuses required'])
  })

  test('CARES-ELG-05: every reassessment says whether the member is still eligible, and "no" is an answer', () => {
    const record = completeRecord()
    expect(judge(not('still-eligible')(annual()), record)).toEqual(['CARES-ELG-05 refuses required'])
    expect(judge(not('still-eligible')(abbreviated()), record)).toEqual(['CARES-ELG-05 refuses required'])
    expect(judge(annual([...changes(true), yes('still-eligible', false)]), record)).toEqual([])
  })

  test('CARES-ASM-08: member and parent were consulted, or the reason is there', () => {
    const record = completeRecord()
    const consulted = (who: string, answer: string, reason?: string) => ({
      ...annual(),
      extension: [
        ...annual().extension!.filter(({ extension }) => !extension?.some(({ valueCode }) => valueCode === who)),
        ext('consulted', {
          extension: [
            part('who', { valueCode: who }),
            part('answer', { valueCode: answer }),
            ...(reason ? [part('reason', { valueCode: reason })] : []),
          ],
        }),
      ],
    })
    expect(judge(consulted('member', 'no'), record)).toEqual(['CARES-ASM-08 refuses required'])
    expect(judge(consulted('member', 'no', 'too-young'), record)).toEqual([])
    expect(judge(consulted('member', 'no', 'busy'), record)).toEqual(['CARES-ASM-08 refuses required'])
    expect(judge(consulted('parent-guardian', 'not-applicable'), record)).toEqual(['CARES-ASM-08 refuses required'])
    const either = { configured: { 'family-presence': [{ from: '2023-01-01', value: 'either' }] } }
    expect(judge(consulted('member', 'no'), record, either)).toEqual([])
  })

  test('CARES-ASM-10: with no change and risks screened again, an abbreviated evaluation will do', () => {
    expect(judge(abbreviated(), completeRecord())).toEqual([])
  })

  test('CARES-ASM-10: a change flagged calls for a whole one', () => {
    const more = [yes('needs', false), yes('conditions', true), yes('preferences', false), yes('still-eligible', true), rescreen]
    expect(judge(abbreviated(more), completeRecord())).toEqual(['CARES-ASM-10 refuses business-rule'])
    expect(judge(not('needs')(abbreviated()), completeRecord())).toEqual(['CARES-ASM-10 refuses required'])
  })

  test('CARES-ASM-10: risks screened by half are not screened', () => {
    const half: QuestionnaireResponseItem = { linkId: 'risk-rescreen', item: [yes('fall-risk', false), { linkId: 'seizure-risk' }] }
    expect(judge(abbreviated([...changes(false), yes('still-eligible', true), half]), completeRecord())).toEqual([
      'CARES-ASM-10 refuses required',
    ])
    expect(judge(not('risk-rescreen')(abbreviated()), completeRecord())).toEqual(['CARES-ASM-10 refuses required'])
  })

  test('CARES-ASM-10: the first assessment is never abbreviated', () => {
    expect(judge(abbreviated(), others())).toEqual(['CARES-ASM-10 refuses business-rule'])
  })

  test('CARES-ASM-10: so many in a row, where a limit is configured', () => {
    const one = { ...abbreviated(), id: 'one', authored: '2024-10-01T10:00:00-04:00' }
    const limit = { configured: { 'max-consecutive-abbreviated': [{ from: '2023-01-01', value: 1 }] } }
    expect(judge(abbreviated(), [...completeRecord(), one])).toEqual([])
    expect(judge(abbreviated(), completeRecord(), limit)).toEqual([])
    expect(judge(abbreviated(), [...completeRecord(), one], limit)).toEqual(['CARES-ASM-10 refuses business-rule'])
  })

  test('CARES-ASM-01: an amendment keeps the day of first completion', () => {
    const amended = { ...first(), status: 'amended' as const, authored: '2024-05-20T10:00:00-04:00' }
    const proposal = {
      resource: amended,
      previous: first(),
      today: '2024-05-20',
      now: '2024-05-20T14:00:00Z',
      settings: undefined as never,
    }
    const days = (resource: Resource) =>
      (resource as QuestionnaireResponse).extension!.flatMap(({ url, valueDate }) => (url.endsWith('first-completed-on') ? valueDate : []))
    const kept = assessmentCompletion.completes!(proposal, [])
    expect(days(kept)).toEqual(['2024-04-02'])
    const again = { ...proposal, previous: kept, resource: { ...amended, authored: '2024-07-01' } }
    expect(days(assessmentCompletion.completes!(again, []))).toEqual(['2024-04-02'])
    expect(days(assessmentCompletion.completes!({ ...proposal, previous: undefined }, []))).toEqual([])
  })

  test('CARES-ASM-01: nobody types in another day of first completion', () => {
    const typed = { ...first(), extension: [...first().extension!, ext('first-completed-on', { valueDate: '2024-03-05' })] }
    const proposal = { resource: typed, today: '2024-04-02', now: '2024-04-02T14:00:00Z', settings: undefined as never }
    expect(assessmentCompletion.completes!(proposal, [])).toEqual(first())
  })
})
