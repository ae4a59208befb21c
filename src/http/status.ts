/** How each way of being turned away is spelled in HTTP; a batch spells its entries by the same table. */
export { statusOf } from '#fhir/status.ts'
