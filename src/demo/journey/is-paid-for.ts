import type { Coverage, EpisodeOfCare, MeasureReport, Patient } from '@medplum/fhirtypes'
import { addDays, addMonths } from '#programs/vocabulary/calendar.ts'
import { event } from '../people/months.ts'
import { ext, type Loaded } from '../people/record.ts'
import type { Answer, Script, Story } from './story.ts'

/** A month's payment answer: no with its reasons, then yes; and as of the earlier moment still no, whatever was corrected since. */
export async function isPaidFor({ stage, child, enrolled, team }: Script): Promise<Pick<Story, 'payment'>> {
  const month = addMonths(`${enrolled.slice(0, 7)}-01`, 3).slice(0, 7)
  const path = `Patient/${child.id}/$billing-eligibility?month=${month}`

  stage.turnTo(`${month}-07`)
  await team.save(event(child, 'journey-visit', 'regular-contact', `${month}-06`, child.coordinator))
  // The answer says as of which moment it is; asked again later as of that moment, it must be the same.
  stage.turnTo()
  const first = await team.get(path)
  const earlier = (JSON.parse(first.text) as MeasureReport).date
  tell(`after one visit in ${month}`, answerOf(first.text))

  stage.turnTo(`${month}-21`)
  await team.save(event(child, 'journey-call', 'team-liaison', `${month}-20`, child.coordinator))
  stage.turnTo()
  const second = await team.get(path)
  tell('after a second, different service', answerOf(second.text))

  await team.change<Loaded & Coverage>('Coverage', `${child.id}-masshealth`, (coverage) => ({
    ...coverage,
    period: { ...coverage.period, start: addDays(enrolled, -300) },
  }))
  await team.change<Loaded & Patient>('Patient', child.id, (patient) => ({ ...patient, birthDate: addDays(child.birthDate, 1) }))
  await team.change<Loaded & EpisodeOfCare>('EpisodeOfCare', `${child.id}-enrollment`, (episode) => ({
    ...episode,
    extension: episode.extension?.map((extension) =>
      extension.url.endsWith('/intake-date') ? ext('intake-date', { valueDate: addDays(enrolled, -7) }) : extension,
    ),
  }))
  const again = await team.get(`${path}&as-of=${earlier}`)
  const sameBytes = again.text === first.text
  stage.tell(
    `coverage, birth date and enrollment are corrected; asked as of the earlier moment, the answer is still no, ${sameBytes ? 'byte for byte the same' : 'but its bytes differ'}`,
  )
  return { payment: { month, first: answerOf(first.text), second: answerOf(second.text), asOfFirst: answerOf(again.text), sameBytes } }

  function tell(when: string, { payable, says }: Answer): void {
    stage.tell(`${when}: ${payable ? 'payable' : 'not payable'}`)
    for (const line of says) stage.tell(`    ${line}`)
  }
}

/** Reads a month's MeasureReport. */
export function answerOf(text: string): Answer {
  const report = JSON.parse(text) as MeasureReport
  const groups = report.group ?? []
  const code = (group: NonNullable<MeasureReport['group']>[number]) => group.code?.coding?.[0]?.code ?? ''
  const failed = groups.filter((group) => code(group) !== 'payable' && group.measureScore?.value === 0)
  return {
    payable: groups.find((group) => code(group) === 'payable')?.measureScore?.value === 1,
    failed: failed.map(code),
    says: failed.map((group) => `${code(group)}: ${group.extension?.find(({ url }) => url.endsWith('/says'))?.valueString ?? ''}`),
  }
}
