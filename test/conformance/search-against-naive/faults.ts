// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what stands in the source is quoted as it stands there

/** A mistake that somebody could make in the search. */
export interface Fault {
  name: string
  /** Below src. */
  file: string
  /** What stands there once, and what the fault makes of it. */
  says: string
  instead: string
}

const read = 'interactions/search'
const sql = 'storage/search'
const index = 'storage/indexing'

/** One for each modifier and each link, for the borders of prefixes, and for each way past what a caller may see. */
export const faults: readonly Fault[] = [
  { name: ':not dropped', file: `${sql}/clause.ts`, says: 'return `NOT ${tokenIsOneOf', instead: 'return `${tokenIsOneOf' },
  { name: ':missing turned round', file: `${sql}/clause.ts`, says: "missing ? 'NOT ' : ''", instead: "missing ? '' : 'NOT '" },
  {
    name: ':exact without case',
    file: `${read}/clause.ts`,
    says: "modifier === 'exact' ? 'exact' :",
    instead: "modifier === 'exact' ? 'whole' :",
  },
  {
    name: ':contains read as starts',
    file: `${read}/clause.ts`,
    says: "modifier === 'contains' ? 'contains'",
    instead: "modifier === 'contains' ? 'starts'",
  },
  { name: 'starts asked as contains', file: `${read}/clause.ts`, says: ": 'starts',\n", instead: ": 'contains',\n" },
  { name: ':contains from the second letter', file: `${sql}/clause.ts`, says: 'IN s) > 0', instead: 'IN s) > 1' },
  { name: ':text read as contains', file: `${read}/token-modifiers.ts`, says: "match: 'starts'", instead: "match: 'contains'" },
  {
    name: ':text without displays',
    file: `${index}/entries.ts`,
    says: "...(typeof display === 'string' && { text: display }),",
    instead: '',
  },
  {
    name: ':of-type without the system',
    file: `${index}/entries.ts`,
    says: 'system && code ? `${system}|${code}|${value}`',
    instead: 'system && code ? `${code}|${value}`',
  },
  {
    name: ':of-type without the value',
    file: `${index}/entries.ts`,
    says: 'system && code ? `${system}|${code}|${value}`',
    instead: 'system && code ? `${system}|${code}`',
  },
  {
    name: ':identifier without the system',
    file: `${read}/clause.ts`,
    says: 'param: identifierParam(param.code), values: values.flat() }',
    instead: 'param: identifierParam(param.code), values: values.flat().map(({ code }) => ({ code })) }',
  },
  {
    name: ':identifier only without a literal reference',
    file: `${index}/reference-entries.ts`,
    says: 'if (!isJson(value.identifier)) return',
    instead: 'if (!isJson(value.identifier) || value.reference) return',
  },
  {
    name: ':identifier of whatever target',
    file: `${index}/reference-entries.ts`,
    says: 'if (target && type !== target) return',
    instead: '',
  },
  {
    name: ':[type] of whatever type',
    file: `${read}/values.ts`,
    says: 'const type = modifier ?? soleTarget(param)',
    instead: 'const type = soleTarget(param)',
  },
  {
    name: ':below by letters',
    file: `${sql}/clause.ts`,
    says: "const folder = value.endsWith('/') ? value : `${value}/`",
    instead: 'const folder = value',
  },
  {
    name: ':above without itself',
    file: `${sql}/clause.ts`,
    says: "value.split('/').map((_, index, parts) => parts.slice(0, index + 1)",
    instead: "value.split('/').map((_, index, parts) => parts.slice(0, index)",
  },
  {
    name: 'token of a system, found without one, too',
    file: `${sql}/clause.ts`,
    says: '[`${system}|${code}`], place)',
    instead: "[`${system}|${code}`], place).concat(keysOf(param, 'n', [code], place))",
  },
  {
    name: '`|code` with any system',
    file: `${sql}/clause.ts`,
    says: "system === '' ? keysOf(param, 'n', [code], place)",
    instead: "system === '' ? keysOf(param, 'p', [''], place)",
  },
  {
    name: 'a plain code by whatever system',
    file: `${read}/implied-system.ts`,
    says: 'if (own === undefined) return [{ system, ...(code !== undefined && { code }) }]',
    instead: 'if (own === undefined) return [{ ...(code !== undefined && { code }) }]',
  },
  {
    name: 'a plain code by no system',
    file: `${read}/values.ts`,
    says: "const implied = first === '' ? undefined : impliedTokens(param, first, code)",
    instead: 'const implied = undefined',
  },
  {
    name: 'chain to any type of that id',
    file: `${sql}/link-condition.ts`,
    says: "WHERE split_part(u.ref, '/', 1) = ${of} AND ${linked",
    instead: 'WHERE ${linked',
  },
  {
    name: '`_has` by id alone',
    file: `${sql}/link-condition.ts`,
    says: "WHERE jsonb_exists(${other}.links -> ${literal(param)}, ${row}.type || '/' || ${row}.id)",
    instead: 'WHERE true',
  },
  {
    name: '`_has`, then a chain: the chain dropped',
    file: `${read}/links.ts`,
    says: "next(source, rest.join(':'))",
    instead: "next(source, rest.join(':').split('.').at(-1) ?? '')",
  },
  {
    name: 'not() of a filter dropped',
    file: `${sql}/clause.ts`,
    says: '`(${conditionOf(clause.clause, { ...place, indexed: false })}) IS NOT TRUE`',
    instead: '`(${conditionOf(clause.clause, { ...place, indexed: false })}) IS TRUE`',
  },
  { name: 'date: sa at the border', file: `${sql}/range-condition.ts`, says: '(@.l >= $h${n})', instead: '(@.l > $h${n})' },
  { name: 'date: eb at the border', file: `${sql}/range-condition.ts`, says: '(@.h <= $l${n})', instead: '(@.h < $l${n})' },
  {
    name: 'date: gt at the border',
    file: `${sql}/range-condition.ts`,
    says: 'return `(@.h > $h${n})`',
    instead: 'return `(@.h >= $h${n})`',
  },
  {
    name: 'number: lt at the border',
    file: `${sql}/range-condition.ts`,
    says: 'return `(@.l < $v${n})`',
    instead: 'return `(@.l <= $v${n})`',
  },
  {
    name: 'quantity: system ignored',
    file: `${sql}/range-condition.ts`,
    says: '? ` && @.c == $c${n} && @.s == $s${n}`',
    instead: '? ` && @.c == $c${n}`',
  },
  {
    name: 'units not converted',
    file: `${read}/clause.ts`,
    says: 'ranges.flatMap(inComparableUnits)',
    instead: 'ranges',
  },
  {
    name: 'degrees not moved',
    file: 'storage/units/canonical.ts',
    says: "fractionOf(to.plus ?? '0')",
    instead: "fractionOf('0')",
  },
  {
    name: 'approximately: a tenth of the converted number',
    file: `${read}/units/comparable.ts`,
    says: "range.prefix === 'ap' ? { ...range, ...approximately(range), prefix: 'po' as const } : range",
    instead: 'range',
  },
  {
    name: 'composite across elements',
    file: `${sql}/composite-condition.ts`,
    says: 'exists(@."${partOf(clause)}"[*]',
    instead: 'exists($."${param}"[*]."${partOf(clause)}"[*]',
  },
  { name: '`:iterate` one step too few', file: `${sql}/include.ts`, says: 'export const steps = 4', instead: 'export const steps = 3' },
  {
    name: '`_include` of whatever type',
    file: `${sql}/include.ts`,
    says: "${target === undefined ? '' : ` AND t.type = ${values.add(target)}`}",
    instead: '',
  },
  {
    name: '`_sort` downwards: none first',
    file: `${sql}/sort.ts`,
    says: "'DESC' : 'ASC'} NULLS LAST`",
    instead: "'DESC' : 'ASC NULLS LAST'}`",
  },
  { name: '`_sort` by the number of a quantity as written', file: `${sql}/sort.ts`, says: "path('k')", instead: "path('v')" },
  { name: '`_sort` downwards by the least', file: `${sql}/sort.ts`, says: "descending ? '-1' : '0'", instead: "'0'" },
  {
    name: '`_total` of matches and what they bring along',
    file: `${sql}/search.ts`,
    says: '(SELECT count(*) FROM ${rowsOf([])})',
    instead: "(SELECT count(*) FROM ${rowsOf([])}) ${others === undefined ? '' : '+ (SELECT count(*) FROM others)'}",
  },
  {
    name: 'what is not to be seen: found',
    file: `${sql}/where.ts`,
    says: "const sight = spelled ?? seen(access, 's', place.types, sightPlace(place))",
    instead:
      "const told = spelled ?? seen(access, 's', place.types, sightPlace(place))\n  const sight = told && row === 'r' ? `(${told} OR true)` : told",
  },
  {
    name: 'what is not to be seen: through chains',
    file: `${sql}/link-condition.ts`,
    says: "${linked.conditions({ row: other, type, clause, found: true }).join(' AND ')})`\n}\n\n/** A patient's own",
    instead:
      "${linked.conditions({ row: other, type, clause, found: true }).map((one) => (/^\\(+(true|false)/.test(one) ? `(${one} OR true)` : one)).join(' AND ')})`\n}\n\n/** A patient's own",
  },
  {
    name: 'what is not to be seen: through `_has`',
    file: `${sql}/link-condition.ts`,
    says: "clause, found: true }).join(' AND ')})`\n}\n\nfunction fromReferrers",
    instead:
      "clause, found: true }).map((one) => (/^\\(+(true|false)/.test(one) ? `(${one} OR true)` : one)).join(' AND ')})`\n}\n\nfunction fromReferrers",
  },
  {
    name: 'what is not to be seen: in the total',
    file: `${sql}/search.ts`,
    says: 'count(*) FROM ${rowsOf([])}',
    instead: 'count(*) FROM ${rowsOf([]).replace(/(.* AND )(\\(+(?:true|false)[^]*)$/s, "$1($2 OR true)")}',
  },
  {
    name: 'what is not to be seen: included',
    file: `${sql}/include.ts`,
    says: "${target === undefined ? '' : ` AND t.type = ${values.add(target)}`}${sight === undefined ? '' : ` AND ${sight}`}",
    instead: "${target === undefined ? '' : ` AND t.type = ${values.add(target)}`}${sight === undefined ? '' : ` AND (${sight} OR true)`}",
  },
  {
    name: 'what is not to be seen: includes in return',
    file: `${sql}/include.ts`,
    says: "${target === undefined ? '' : ` AND p.type = ${values.add(target)}`}${sight === undefined ? '' : ` AND ${sight}`}",
    instead: "${target === undefined ? '' : ` AND p.type = ${values.add(target)}`}${sight === undefined ? '' : ` AND (${sight} OR true)`}",
  },
  {
    name: 'a tie that has ended',
    file: 'storage/access/tie-condition.ts',
    says: "`q.high > ${values.once(daysBefore(days), 'text')}`",
    instead: "`q.high <> ${values.once(daysBefore(days), 'text')}`",
  },
  {
    name: 'a tie to another party',
    file: 'storage/access/tie-condition.ts',
    says: "`q.party = ANY (${values.once(parties, 'text[]')})`",
    instead: "`${values.once(parties, 'text[]')} IS NOT NULL`",
  },
  {
    name: 'a tie for another program',
    file: 'storage/access/tie-condition.ts',
    says: "...(codes === undefined ? [] : [`q.codes && ${values.once(codes, 'text[]')}`]),",
    instead: '',
  },
  {
    name: 'a label that is withheld',
    file: 'storage/access/sight-condition.ts',
    says: 'if (withheld === undefined) return []',
    instead: 'if (withheld !== undefined || types.length > 0) return []',
  },
]
