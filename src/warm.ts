// Makes what every start needs and what never changes: the slimmed definitions under .cares/cache, and beside them what Node
// makes of the sources. Run when an image is built, so that the first start of a container reads them ready-made.
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { searchParamsOf } from '#interactions/search/search-params-of.ts'

coreDefinitions()
searchParamsOf('Patient')
// Node keeps what it has compiled when the process ends.
await import('./app.ts')
