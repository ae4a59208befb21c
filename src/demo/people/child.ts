import { addDays, addYears, type Day } from '#programs/vocabulary/calendar.ts'
import type { ConditionStory, GoalWords } from './condition.ts'
import { conditions } from './conditions/index.ts'
import { helpers, households, schools, streets, towns } from './families.ts'
import { primaryCare, providers, type SampleProvider } from './providers.ts'
import { type Random, randomFrom } from './random.ts'

/** Who a sample member is: all that the chapters of the record need to know. */
export interface Child {
  /** Id of the Patient, and the beginning of every other id of the record. */
  id: string
  memberId: string
  given: string
  family: string
  gender: 'female' | 'male'
  birthDate: Day
  language: { code: string; display: string }
  parents: { given: string; relation: 'MTH' | 'FTH'; phone: string; email?: string }[]
  address: { line: string; city: string; zip: string }
  story: ConditionStory
  words: GoalWords
  /** Place of the school in the list of schools; undefined before school age. */
  school?: number
  provider: SampleProvider
  /** Which of the provider's two coordinators is the first-line contact. */
  coordinator: string
  primaryCare: string
  plan: number
  coverageType: 'standard' | 'commonhealth'
  /** First day of the enrollment. */
  enrolled: Day
  random: Random
}

/** What the caller decides about a load of people. */
export interface Cast {
  seed: number
  /** The day on which the story is told; the record ends before it. */
  today: Day
  /** Months that lie behind a member, 18 unless told otherwise. */
  months?: number
}

const monthDays = 30.44

/** The child with this number. The same seed, day and number give the same child, whoever else is made. */
export function child(index: number, { seed, today, months = 18 }: Cast): Child {
  const random = randomFrom(seed * 7_919 + index * 104_729 + 1)
  // Every tenth child is the sister or brother of the one before: same house, same parents, another story.
  const home = index % 10 === 9 ? index - 1 : index
  const house = randomFrom(seed * 7_919 + home * 104_729 + 2)
  const household = households[home % households.length]!
  const story = conditions[index % conditions.length]!
  const enrolled = addDays(today, -Math.round(months * monthDays) + random.below(12))
  const [youngest, oldest] = story.ages
  // Nobody turns 18 within the story, as a grown member signs alone and that is another story.
  const age = youngest + random.below(Math.min(oldest, 15) - Math.min(youngest, 15) + 1)
  // The young man on his way to adult care is seventeen when the story is told.
  const birthDate = addDays(
    addYears(enrolled, -Math.min(age, 15)),
    -(story.name === 'muscular-dystrophy' ? 200 + random.below(100) : random.below(300)),
  )
  const gender = story.name === 'muscular-dystrophy' ? 'male' : random.pick(['female', 'male'] as const)
  // Mixed radix over name, school and helper: no two of the first 216,000 children share all three, so no two share a goal.
  const place = (index * 7_919 + seed) % 216_000
  const given = distinctGiven(household.given[gender], place)
  const family = household.family[house.below(household.family.length)]!
  const provider = providers[index % providers.length]!
  const schoolAge = age >= 5
  const schoolIndex = Math.floor(place / 120) % schools.length
  const phone = `617-555-0${String(100 + house.below(900)).slice(-3)}`
  return {
    id: `m${String(index + 1).padStart(5, '0')}`,
    memberId: `1000${String(10_000_000 + index * 37 + (seed % 37)).slice(-8)}`,
    given,
    family,
    gender,
    birthDate,
    language: household.language,
    parents: [
      {
        given: house.pick(household.parents.mother),
        relation: 'MTH',
        phone,
        email: house.chance(0.7) ? `family${home + 1}@example.org` : undefined,
      },
      ...(house.chance(0.6) ? [{ given: house.pick(household.parents.father), relation: 'FTH' as const, phone }] : []),
    ],
    address: { line: `${1 + house.below(240)} ${house.pick(streets)} Street`, ...house.pick(towns) },
    story,
    words: {
      name: given,
      school: `${schools[schoolIndex]!}${schoolAge ? ' School' : ' playgroup'}`,
      helper: helpers[Math.floor(place / 7_200) % helpers.length]!,
    },
    school: schoolAge ? schoolIndex : undefined,
    provider,
    coordinator: random.chance(0.5) ? provider.staff['care-coordinator'] : provider.staff['second-coordinator'],
    primaryCare: random.pick(primaryCare),
    plan: random.below(2),
    coverageType: random.chance(0.8) ? 'standard' : 'commonhealth',
    enrolled,
    random,
  }
}

/** A given name out of 120: one of the household's own, or two of them joined, as many families do. */
function distinctGiven(names: readonly string[], place: number): string {
  const pick = place % 120
  const first = names[pick % names.length]!
  const second = Math.floor(pick / names.length) - 1
  return second < 0 ? first : `${first} ${middle[second % middle.length]!}`
}

const middle = ['A.', 'B.', 'C.', 'D.', 'E.', 'F.', 'G.', 'H.', 'I.', 'J.', 'K.', 'L.', 'M.', 'N.', 'O.', 'P.']
