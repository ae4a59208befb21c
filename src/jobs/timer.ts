/** Runs `work` once after so many milliseconds; the function given back calls it off. A test hands in its own. */
export type After = (milliseconds: number, work: () => void) => () => void

/** The real timer. It does not keep the process alive by itself. */
export const realAfter: After = (milliseconds, work) => {
  const timer = setTimeout(work, milliseconds)
  timer.unref()
  return () => clearTimeout(timer)
}
