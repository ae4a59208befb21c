import type pg from 'pg'
import { residentMb } from '../cpu.ts'
import type { Running } from '../processes.ts'

/** A server as it was at one moment. Memory in MB. */
export interface Sample {
  /** Minutes since the load began. */
  minute: number
  rss: number
  /** Of a minute's last sample: after a collection. */
  heap: number
  external: number
  /** The latest turn of the event loop by the 99th percentile since the last sample, milliseconds. */
  loop: number
  /** Sockets that the server has open, to callers and to the database. */
  sockets: number
  /** Connections that the database has from the server. */
  connections: number
  /** Rows of the outbox that wait for the jobs. */
  waiting: number
  /** Tables with their indexes, MB. */
  tables: Record<string, number>
}

/** Looks at a server, through its own metrics, and at its database. */
export async function look(server: Running, baseUrl: string, database: pg.Client, minute: number): Promise<Sample> {
  const text = await (await fetch(`${baseUrl}/metrics`)).text()
  const metric = (name: string) => Number(new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (\\S+)`, 'm').exec(text)?.[1] ?? Number.NaN)
  const sockets = [...text.matchAll(/^nodejs_active_resources\{type="(?:TCPSocketWrap|PipeWrap)"\} (\d+)/gm)]
  const { rows: sizes } = await database.query<{ name: string; mb: number }>(
    `SELECT relname AS name, pg_total_relation_size(oid) / 1048576.0 AS mb FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 2 DESC`,
  )
  const { rows: counts } = await database.query<{ connections: number; waiting: number }>(
    `SELECT (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'cares-fhir') AS connections,
       (SELECT count(*)::int FROM outbox) AS waiting`,
  )
  return {
    minute,
    rss: residentMb(server.pid),
    heap: metric('nodejs_heap_size_used_bytes') / 1e6,
    external: metric('nodejs_external_memory_bytes') / 1e6,
    loop: metric('nodejs_eventloop_lag_p99_seconds') * 1_000,
    sockets: sockets.reduce((sum, [, count]) => sum + Number(count), 0),
    ...counts[0]!,
    tables: Object.fromEntries(sizes.map(({ name, mb }) => [name, Number(mb)])),
  }
}

/** What of a minute's samples is told: the heap after the collection at its end, which the last sample is of; the middle of the rest. */
export function minuteOf(samples: readonly Sample[]): Sample {
  const last = samples.at(-1)!
  return {
    ...last,
    rss: median(samples.map(({ rss }) => rss)),
    external: median(samples.map(({ external }) => external)),
    loop: Math.max(...samples.map(({ loop }) => loop)),
  }
}

/**
 * The rule: after warming up memory does not grow. The median of the last quarter is at most a tenth above that of the
 * minutes from a sixth to five twelfths of the run; in an hour, minutes 46 to 60 against 11 to 25.
 */
export function flat(
  minutes: readonly Sample[],
  of: 'rss' | 'heap' | 'external',
  total: number,
): { early: number; late: number; flat: boolean } {
  const within = (from: number, to: number) => median(minutes.filter(({ minute }) => minute > from && minute <= to).map((one) => one[of]))
  const early = within(total / 6, (total * 5) / 12)
  const late = within((total * 3) / 4, total)
  // Of what is small, such as buffers outside the heap, a tenth is noise: 5 MB more are none of our business.
  return { early, late, flat: late <= Math.max(early * 1.1, early + 5) }
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}
