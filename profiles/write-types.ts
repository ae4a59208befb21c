import type { Resource } from '@medplum/fhirtypes'
export async function writeTypes(_definitions: readonly Resource[]): Promise<void> {}
