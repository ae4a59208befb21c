/** What a unit is worth in the first of its kind: (value × `times` + `plus`) ÷ `over`, each decimal text. */
export interface Worth {
  times: string
  plus?: string
  over?: string
}

export const ucum = 'http://unitsofmeasure.org'

/**
 * Units of common use with children, by what they measure; a unit's number is how many of the first of its kind it is. From the
 * tables of UCUM (https://ucum.org/ucum, 2.1): pounds, ounces, inches and feet are the international ones ([lb_av], [in_i]), a month
 * is the mean Julian month and a year the Julian year (mo, a), a calorie the thermochemical one, and the litre has two spellings.
 * What is written in braces says nothing of the size. A unit that is not here is compared by its code alone.
 */
const kinds: readonly Readonly<Record<string, string>>[] = [
  // Mass.
  { kg: '1', g: '0.001', mg: '1e-6', ug: '1e-9', ng: '1e-12', '[lb_av]': '0.45359237', '[oz_av]': '0.028349523125' },
  // Length.
  { m: '1', cm: '0.01', mm: '0.001', um: '1e-6', '[in_i]': '0.0254', '[ft_i]': '0.3048' },
  // Area: body surface, burns.
  { m2: '1', cm2: '0.0001', mm2: '1e-6' },
  // Volume; a fluid ounce, a teaspoon and a tablespoon are those of the United States.
  {
    ...{ L: '1', l: '1', dL: '0.1', dl: '0.1', mL: '0.001', ml: '0.001', cm3: '0.001', uL: '1e-6', ul: '1e-6', fL: '1e-15', fl: '1e-15' },
    ...{ '[foz_us]': '0.0295735295625', '[tsp_us]': '0.00492892159375', '[tbs_us]': '0.01478676478125' },
  },
  // Time.
  { d: '1', h: '1/24', min: '1/1440', s: '1/86400', wk: '7', mo: '30.4375', a: '365.25' },
  // Pressure: of blood, of gas in blood, of air in a ventilator.
  { kPa: '1', Pa: '0.001', hPa: '0.1', mbar: '0.1', 'mm[Hg]': '0.133322', 'cm[H2O]': '0.0980665' },
  // Mass in a volume.
  {
    ...{ 'g/L': '1', 'g/dL': '10', 'g/mL': '1000', 'mg/dL': '0.01', 'mg/mL': '1', 'mg/L': '0.001', 'ug/dL': '0.00001', 'ug/mL': '0.001' },
    ...{ 'ug/L': '1e-6', 'ng/dL': '1e-8', 'ng/mL': '1e-6', 'ng/L': '1e-9', 'pg/mL': '1e-9' },
  },
  // Amount of substance in a volume.
  { 'mol/L': '1', 'mmol/L': '0.001', 'umol/L': '1e-6', 'nmol/L': '1e-9', 'pmol/L': '1e-12', 'mmol/dL': '0.01', 'umol/dL': '1e-5' },
  // Part of a whole.
  { '1': '1', '%': '0.01' },
  // How often.
  { '/min': '1', '{beats}/min': '1', '{breaths}/min': '1', '/s': '60', '/h': '1/60', '/d': '1/1440' },
  // Flow.
  { 'L/min': '1', 'mL/min': '0.001', 'mL/h': '1/60000', 'L/h': '1/60', 'mL/s': '0.06', 'L/s': '60' },
  // By weight of the child: a dose, a volume.
  { 'mg/kg': '1', 'ug/kg': '0.001', 'g/kg': '1000' },
  { 'mL/kg': '1', 'L/kg': '1000' },
  // Cells in a volume of blood.
  { '/L': '1', '/uL': '1e6', '/mm3': '1e6', '10*3/uL': '1e9', '10*9/L': '1e9', '10*6/uL': '1e12', '10*12/L': '1e12' },
  // International units in a volume, in UCUM's two spellings; and enzymes' own unit, which is another.
  { '[IU]/L': '1', '[iU]/L': '1', 'm[IU]/L': '0.001', 'm[IU]/mL': '1', 'u[IU]/mL': '0.001', '[IU]/mL': '1000', 'k[IU]/L': '1000' },
  { 'U/L': '1', 'U/mL': '1000', 'mU/L': '0.001', 'mU/mL': '1' },
  // Energy in food.
  { kcal: '1', '[Cal]': '1', cal: '0.001', kJ: '1/4.184', J: '1/4184' },
]

/** Degrees begin at other places, so they are moved as well. */
const temperature: Readonly<Record<string, Worth>> = {
  Cel: { times: '1' },
  '[degF]': { times: '5', plus: '-160', over: '9' },
  K: { times: '1', plus: '-273.15' },
}

const byUnit: ReadonlyMap<string, Readonly<Record<string, Worth>>> = new Map(
  [...kinds.map((kind) => Object.fromEntries(Object.entries(kind).map(([unit, text]) => [unit, worth(text)]))), temperature].flatMap(
    (kind) => Object.keys(kind).map((unit) => [unit, kind] as const),
  ),
)

/** The units that measure what a unit measures, itself among them; undefined for one that is not in the table. */
export function unitsLike(unit: string): Readonly<Record<string, Worth>> | undefined {
  return byUnit.get(unit)
}

function worth(text: string): Worth {
  const [times = '', over] = text.split('/')
  return { times, ...(over !== undefined && { over }) }
}
