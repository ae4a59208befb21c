/**
 * Why somebody asks who comes for themselves or for their family, whatever the app is for: a code of
 * http://terminology.hl7.org/CodeSystem/v3-ActReason. Undefined for people at work.
 */
export function ownPurpose(fhirUser: string): 'PATRQT' | 'FAMRQT' | undefined {
  if (fhirUser.startsWith('Patient/')) return 'PATRQT'
  return fhirUser.startsWith('RelatedPerson/') ? 'FAMRQT' : undefined
}
