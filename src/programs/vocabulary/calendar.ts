/** A calendar day where the member lives (America/New_York), `YYYY-MM-DD`. Days compare as text. */
export type Day = string

/** A moment with its offset, ISO 8601, e.g. `2024-02-01T03:30:00Z`. */
export type Instant = string

/** A calendar month, `YYYY-MM`. */
export type Month = string
