// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is to be taken out is spelled as it stands in the source.
/**
 * One predicate taken out of the server: `find` stands in `file` once, and `put` stands there instead. A condition that brings
 * values of its own is made always true, as the database refuses a statement whose values have no place in it.
 */
export interface Fault {
  name: string
  file: string
  find: string
  put: string
}

const sight = 'src/storage/access/sight-condition.ts'
const ties = 'src/storage/access/tie-condition.ts'
const inDatabase = 'src/storage/migrations/014-ties.sql'
const told = 'src/storage/access/let-in.ts'
const reads = 'src/storage/access/narrowed-reads.ts'
const include = 'src/storage/search/include.ts'
const everything = 'src/storage/everything.ts'

export const faults: readonly Fault[] = [
  { name: 'tie to the member', file: sight, find: ', ...bondsOf(way).map((bond) => tied(bond, place))]', put: ']' },
  {
    name: 'tie to the member, where it is told',
    file: told,
    find: 'bondsOf(way).map((bond) => tiesTold(bond, place))',
    put: "bondsOf(way).map((bond) => `coalesce(${tiesTold(bond, place)}, '')`)",
  },
  { name: 'each tie besides', file: sight, find: 'tied === undefined ? also : [tied, ...also]', put: 'tied === undefined ? also : [tied]' },
  {
    name: 'a tie is to one of the parties',
    file: ties,
    find: "parties.length === 1 ? `q.party = ${values.once(parties[0], 'text')}` : `q.party = ANY (${values.once(parties, 'text[]')})`",
    put: "`${values.once(parties, 'text[]')} IS NOT NULL`",
  },
  { name: 'made by them', file: sight, find: 'conditions.push(madeBy(way.authored, place))', put: '' },
  { name: 'the very record is cited', file: ties, find: "...(cites ? [`${row}.type || '/' || ${row}.id = ANY (q.codes)`] : []),", put: '' },
  {
    name: 'an agreement is one’s own',
    file: ties,
    find: "WHERE p.keys @> ARRAY[${key('participating-organization', 'i', id)}]",
    put: "WHERE ${key('participating-organization', 'i', id)} IS NOT NULL",
  },
  {
    name: 'an agreement is in force',
    file: ties,
    find: "pathExists('p', 'date', `@.l <= ${moment} && @.h > ${moment}`,",
    put: "pathExists('p', 'date', `@.l <= ${moment} || @.h >= ${moment}`,",
  },
  {
    name: 'custody ends with childhood',
    file: ties,
    find: "q.ground IN ('parent', 'custody') THEN",
    put: "q.ground IN ('parent') THEN",
  },
  {
    name: 'a record that was opened, and no other',
    file: sight,
    find: '`${row}.member AND ${row}.shard = ANY (ARRAY(${openings(access, values)}))`',
    put: '`${row}.member`',
  },
  { name: 'an opened record has not closed', file: sight, find: " AND o.until > ${values.once(now, 'timestamptz')}", put: '' },
  { name: 'an opening opens the label', file: inDatabase, find: ' AND bears.label = ANY (o.labels)', put: '' },
  {
    name: 'what others signed ends with childhood',
    file: ties,
    find: "WHEN q.ground = 'release-for-minor' THEN ${stillSigned(place)}",
    put: "WHEN q.ground = 'release-for-minor' THEN (${stillSigned(place)}) IS NOT NULL",
  },
  { name: 'a guardian of now keeps it in force', file: inDatabase, find: ' AND g.low <= moment AND g.high > moment', put: '' },
  {
    name: 'an exception for emergencies is none for everyday',
    file: 'src/storage/access/ties.ts',
    find: "if (kinds.includes('emergency-exception')) return tie(ground, emergency, [from, until], [], named)",
    put: "if (kinds.includes('emergency-exception')) return ties(ground, list(provision.actor).map((actor) => (actor as Json).reference), base, [from, until], [], named)",
  },
  {
    name: 'what is protected stays closed in an opened record',
    file: 'src/auth/actors/sight-of-actor.ts',
    find: ", withheld: { labels: protectedLabels, parties: ['emergency'] } }",
    put: ' }',
  },
  { name: 'a tie has begun', file: ties, find: "`q.low <= ${values.once(now, 'text')}`", put: "`q.low <> ${values.once(now, 'text')}`" },
  {
    name: 'a tie has not ended',
    file: ties,
    find: "`q.high > ${values.once(daysBefore(days), 'text')}`",
    put: "`q.high <> ${values.once(daysBefore(days), 'text')}`",
  },
  {
    name: 'a tie is of the code asked for',
    file: ties,
    find: "...(codes === undefined ? [] : [`q.codes && ${values.once(codes, 'text[]')}`]),",
    put: '',
  },
  {
    name: 'a tie is on the ground asked for',
    file: ties,
    find: "`q.ground IN (${grounds.map((ground) => `'${ground}'`).join(', ')})`,",
    put: '',
  },
  {
    name: 'the record that ties is there still',
    file: 'src/storage/migrations/016-posts.sql',
    find: 'DELETE FROM tie q WHERE q.shard = OLD.shard AND q.type = OLD.type AND q.id = OLD.id;',
    put: 'NULL;',
  },
  {
    name: 'the parent’s child is under 18',
    file: ties,
    find: 'THEN ${isUnder18(place)} ELSE',
    put: 'THEN (${isUnder18(place)}) IS NOT NULL ELSE',
  },
  { name: 'the patient in context', file: sight, find: "${row}.member AND ${row}.shard = ${values.once(way.member, 'text')}", put: 'true' },
  { name: 'what a way asks of the content', file: sight, find: "conditions.push(`(${each.join(' OR ')})`)", put: '' },
  {
    name: 'labels that are withheld',
    file: sight,
    find: '`(NOT ${bearsLabel(withheld.labels, types, place)} OR ${released})`',
    put: '`(true OR ${released})`',
  },
  {
    name: 'labels that are withheld, where what lets in is told',
    file: told,
    find: "`CASE WHEN ${open.join(' AND ')} THEN ${lead} END`",
    put: "`CASE WHEN (${open.join(' AND ')}) IS NOT NULL THEN ${lead} END`",
  },
  { name: 'a release names the label', file: inDatabase, find: ' AND bears.label = ANY (q.labels)', put: '' },
  {
    name: 'a release of a label that others signed ends with childhood',
    file: inDatabase,
    find: "          AND (q.ground = 'release' OR is_signed_still(of_member, moment, born))\n",
    put: '',
  },
  {
    name: 'what minors consent to alone, withheld from parents',
    file: 'src/auth/actors/families.ts',
    find: 'const notTheParents = everyLabel',
    put: 'const notTheParents = everyLabel.slice(0, 4)',
  },
  {
    name: 'of their record a minor sees their own care alone',
    file: 'src/auth/actors/families.ts',
    find: "{ types: 'record', may: 'rs', self: true, only: [coded('_security', ...minorsLabels)], withholds: [] }",
    put: "{ types: 'record', may: 'rs', self: true, withholds: [] }",
  },
  {
    name: 'the team’s own record alone is without withheld labels',
    file: 'src/auth/actors/care-team.ts',
    find: "protectedLabels.filter((label) => label !== 'PSY')",
    put: "protectedLabels.filter((label) => label === 'PSY')",
  },
  {
    name: 'of what was deleted nothing can be asked',
    file: sight,
    find: 'if (place.ended && asks)',
    put: 'if (place.ended && !asks && asks)',
  },
  {
    name: 'what was deleted bore no label',
    file: sight,
    find: 'conditions.push(`CASE WHEN ${row}.deleted THEN ${endedBearingNone(row, withheld.labels, values)} ELSE true END`)',
    put: 'void 0',
  },
  {
    name: 'staff of this organization',
    file: ties,
    find: "s.organization = ${values.once(staffOf, 'text')}",
    put: "${values.once(staffOf, 'text')} IS NOT NULL",
  },
  {
    name: 'seen in a search, through chains and _has',
    file: 'src/storage/search/where.ts',
    find: '...(sight === undefined ? [] : [sight]),',
    put: "...(sight === undefined || row === 'r' ? (sight === undefined ? [] : [sight]) : []),",
  },
  {
    name: 'seen in a search, as a match',
    file: 'src/storage/search/where.ts',
    find: '...(sight === undefined ? [] : [sight]),',
    put: "...(sight === undefined || row !== 'r' ? (sight === undefined ? [] : [sight]) : []),",
  },
  {
    name: 'seen when read',
    file: reads,
    find: 'v.version = r.version AND g.ground IS NOT NULL',
    put: 'v.version = r.version',
  },
  {
    name: 'an earlier version is of this record',
    file: reads,
    find: 'v.member IS NOT DISTINCT FROM (CASE WHEN r.member THEN r.shard END)',
    put: 'true',
  },
  {
    name: 'an earlier version bears no label',
    file: reads,
    find: ' AND ${versionBearsNone(labels, values)}',
    put: ' AND (${versionBearsNone(labels, values)} OR true)',
  },
  {
    name: 'an earlier version by a way without conditions',
    file: reads,
    find: 'sight.filter((way) => !asksOfContent(way))',
    put: 'sight.filter((way) => asksOfContent(way) || true)',
  },
  {
    name: 'seen now, in a resource’s history',
    file: 'src/storage/history/part-of-history.ts',
    find: "ground !== undefined ? ' AND g.ground IS NOT NULL' : narrowed ? ` AND ${seenNow(access, [type], values)}` : '',",
    put: "'',",
  },
  {
    name: 'seen in a resource’s history',
    file: 'src/storage/history/part-of-history.ts',
    find: "`(v.version = r.version${earlier.join('')})`",
    put: "`(v.version = r.version${earlier.join('')} OR true)`",
  },
  {
    name: 'seen in the history of types',
    file: 'src/storage/history/history-of-types.ts',
    find: '...(seen === undefined ? [] : [seen])',
    put: '...(seen === undefined ? [] : [`(${seen} OR true)`])',
  },
  {
    name: 'seen when included',
    file: include,
    find: "t.type = ${values.add(target)}`}${sight === undefined ? '' : ` AND ${sight}`}`\n}\n\n/**\n * The resource",
    put: 't.type = ${values.add(target)}`}`\n}\n\n/**\n * The resource',
  },
  {
    name: 'seen when included backwards',
    file: include,
    find: "p.type = ${values.add(target)}`}${sight === undefined ? '' : ` AND ${sight}`}`",
    put: 'p.type = ${values.add(target)}`}`',
  },
  {
    name: 'seen when included backwards by any',
    file: include,
    find: "WHERE ${sight ?? 'true'}`",
    put: "WHERE (${sight ?? 'true'} OR true)`",
  },
  { name: 'seen in $everything', file: everything, find: 'pageText(` AND ${sight}`,', put: 'pageText(` AND (${sight} OR true)`,' },
  {
    name: 'seen when gathered',
    file: 'src/storage/gather.ts',
    find: "nowText(query, values, sight === undefined ? '' : ` AND ${sight}`, heldIn)",
    put: "nowText(query, values, '', heldIn)",
  },
  {
    name: 'may be changed: what is held',
    file: 'src/storage/write/statements.ts',
    find: 'i.own IS NOT TRUE AND (${sight.held}) IS NOT TRUE',
    put: 'false',
  },
  {
    name: 'may be made so: what is written',
    file: 'src/storage/write/statements.ts',
    find: 'w.own IS NOT TRUE AND (${made}) IS NOT TRUE',
    put: 'false',
  },
  {
    name: 'weighed before it is decided',
    file: 'src/interactions/write/may-write.ts',
    find: 'if (access.sight === undefined) return',
    put: 'if (access !== undefined) return',
  },
  {
    name: 'conditions are searched as the caller',
    file: 'src/interactions/write/carry-out.ts',
    find: 'searchAsCaller: (query) => session.within.search(context.access, query)',
    put: 'searchAsCaller: (query) => session.search(query)',
  },
  {
    name: '$clocks sees as the caller',
    file: 'src/interactions/operations/clocks.ts',
    find: 'context.store.gather(context.access, query)',
    put: 'context.store.gather({ ...context.access, sight: undefined }, query)',
  },
  {
    name: '$emergency-plan sees as the caller',
    file: 'src/interactions/operations/emergency-plan.ts',
    find: 'responds ? serverSight(context.access) : context.access',
    put: 'serverSight(context.access)',
  },
]
