// The server as it is, which collects its garbage when it is told to by SIGUSR2: what is left on the heap then is what it keeps.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
process.on('SIGUSR2', () => collect())
await import('#src/main.ts')
