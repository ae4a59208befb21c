/** Before all tests: the name under which this run's workers leave what is looked at in the end. */
export default function begin(): void {
  process.env.CARES_SUITE = String(process.pid)
}
