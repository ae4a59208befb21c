// Makes what every start needs and what never changes: the slimmed definitions under .cares/cache. Run when an image is
// built, so that the first start of a container reads them ready-made.
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { searchParamsOf } from '#interactions/search/search-params-of.ts'

coreDefinitions()
searchParamsOf('Patient')
