import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** What is counted about requests. Labels are route patterns and statuses; no id, name or address ever becomes one. */
export interface Metrics {
  registry: Registry
  /** @param seconds from the request's arrival to the last byte handed to the system */
  observe(route: string, method: string, status: number, seconds: number): void
  /** A caller left before the answer was written. @param ended statements that the database was asked to end for it */
  left(ended: number): void
}

/** A registry of its own for each server, so that two in one process do not mix. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to its answer, by route pattern',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  const faults = new Counter({
    name: 'http_faults_total',
    help: 'Answers with a status of 500 or more, by route pattern',
    labelNames: ['route'] as const,
    registers: [registry],
  })
  const left = new Counter({
    name: 'http_callers_left_total',
    help: 'Callers that left before their answer was written',
    registers: [registry],
  })
  const ended = new Counter({
    name: 'database_statements_cancelled_total',
    help: 'Statements that the database was asked to end because their caller had left',
    registers: [registry],
  })
  // One line of the histogram for each combination, kept at hand: finding it by labels costs more than counting.
  const lines = new Map<string, { observe(seconds: number): void }>()
  return {
    registry,
    observe(route, method, status, seconds) {
      const key = `${method} ${route} ${status}`
      const line = lines.get(key) ?? duration.labels({ method, route, status })
      lines.set(key, line)
      line.observe(seconds)
      if (status >= 500) faults.inc({ route })
    },
    left(statements) {
      left.inc()
      ended.inc(statements)
    },
  }
}
