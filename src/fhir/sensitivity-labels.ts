// http://hl7.org/fhir/R4/security-labels.html; codes of http://terminology.hl7.org/CodeSystem/v3-ActCode

/** Content with laws of its own: it is withheld unless a release of its own names who asks (CARES-CON-07). */
export const protectedLabels: readonly string[] = ['42CFRPart2', 'ETH', 'HIV', 'PSY']

/** Care to which a minor may consent alone: withheld from parents and guardians besides (CARES-CON-05). */
export const minorsLabels: readonly string[] = ['ADOL', 'SEX', 'STD']

/** Labels that the server keeps on what bears them, whoever writes it next. */
export const keptLabels: readonly string[] = [...protectedLabels, ...minorsLabels]

/** How a stored text bears the label of a substance use program's records; it may stand for more, never for less. */
export const part2Mark = '"42CFRPart2"'

/** What accompanies each disclosure of such records, in the words that 42 CFR 2.32(a)(2) gives for it. */
export const part2Notice = '42 CFR part 2 prohibits unauthorized use or disclosure of these records.'
