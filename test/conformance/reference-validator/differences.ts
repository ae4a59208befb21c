/** Why one validator tells a fault that the other does not. */
export interface Explained {
  /** By which the table in README.md calls it. */
  key: string
  /** Who tells the fault, and with which code. */
  who: 'ours' | 'reference'
  code: string
  /** Only of these records. */
  name?: RegExp
  /** Only where the message is like this. */
  says?: RegExp
  because: string
}

/**
 * Every difference that there may be. What is not here fails the comparison. A difference that holds for single records
 * names them; one that comes from how the two validators are set up names the message.
 */
export const differences: readonly Explained[] = [
  {
    key: 'profile-unknown',
    who: 'reference',
    code: 'Validation_VAL_Profile_Unknown',
    name: /^(?!profiles\/|examples\/|demo\/)/,
    because: 'The profile is in a package that is not here. Ours says so in the warning `profile-not-known` and judges by the rest.',
  },
  {
    key: 'extension-elsewhere',
    who: 'reference',
    code: 'SLICING_CANNOT_BE_EVALUATED',
    name: /^davinci-pdex\/Endpoint-/,
    says: /us\/ndh\//,
    because:
      'PDex names extensions of the National Directory guide, which is not here. Ours takes a slice with one type and profile by its URL.',
  },
  {
    key: 'parent-elsewhere',
    who: 'reference',
    code: 'SD_ED_TYPE_PROFILE_NOTYPE',
    says: /us-core-questionnaireresponse/,
    because: "US Core's QuestionnaireResponse builds on a profile of the SDC guide, which is not here. Its own `type` says what it is for.",
  },
  {
    key: 'units',
    who: 'reference',
    code: 'Terminology_PassThrough_TX_Message',
    name: /^r4-core\//,
    says: /^Error processing unit/,
    because: 'Terminology: UCUM units are not parsed here. R4 publishes these examples with units that UCUM has not.',
  },
  {
    key: 'units',
    who: 'reference',
    code: 'Terminology_PassThrough_TX_Message',
    name: /^r4-core\/MedicationStatement-example00/,
    says: /v3-orderableDrugForm#Tab/,
    because: 'Terminology: the code of a quantity is not looked up here. R4 publishes these with `Tab` for `TAB`.',
  },
  {
    key: 'relative-canonical',
    who: 'reference',
    code: 'TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE',
    name: /^r4-core\//,
    because: 'R4 has no sentence against a relative canonical, and publishes these examples with one. R5 has.',
  },
  {
    key: 'narrative-link',
    who: 'reference',
    code: 'Type_Specific_Checks_DT_XHTML_Resolve',
    because: 'A link inside a narrative leads nowhere. R4 asks no such thing of a narrative, and IPS and PDex publish theirs so.',
  },
  {
    key: 'narrative-image',
    who: 'reference',
    code: 'Type_Specific_Checks_DT_XHTML_Resolve_Img',
    name: /^r4-core\/Media-sound/,
    because: 'As narrative-link, of an image; R4 publishes the example.',
  },
  {
    key: 'narrative-col',
    who: 'reference',
    code: 'XHTML_XHTML_OUT_OF_PLACE',
    name: /^r4-core\/Basic-basic-example-narrative/,
    because: 'The reference is wrong: HTML 4.0 has `col` in a `colgroup`.',
  },
  {
    key: 'base64-spaces',
    who: 'reference',
    code: 'TYPE_SPECIFIC_CHECKS_DT_ATT_B64_DECODE_FAIL',
    name: /^r4-core\/Media-example/,
    because: "R4's format of base64Binary lets white space stand between its groups.",
  },
  {
    key: 'full-url-id',
    who: 'reference',
    code: 'BUNDLE_ENTRY_URL_MATCHES_TYPE_ID',
    name: /^r4-core\/Bundle-10bb101f/,
    because: 'The reference is right; ours says it in a warning, as R4 publishes the example.',
  },
  {
    key: 'relative-in-document',
    who: 'reference',
    code: 'BUNDLE_BUNDLE_ENTRY_NOTFOUND_APPARENT',
    name: /IPS.*[bB]undle-01/,
    because:
      'References by type and id between entries whose fullUrl is a UUID. The reference is strict; ours finds the entry by type and id, ' +
      'as IPS 1.1.0 publishes its own example so.',
  },
  {
    key: 'unreachable-in-document',
    who: 'reference',
    code: 'Bundle_BUNDLE_Entry_Orphan_DOCUMENT',
    name: /IPS.*[bB]undle-01/,
    because: 'Follows from relative-in-document.',
  },
  {
    key: 'composition-slice',
    who: 'reference',
    code: 'Validation_VAL_Profile_Minimum_SLICE',
    name: /^ips\/Bundle-IPS-examples-Bundle-01/,
    because: 'Follows from relative-in-document: the Composition is not taken for one of IPS when its links lead nowhere.',
  },
  {
    key: 'target-elsewhere',
    who: 'reference',
    code: 'Validation_VAL_Profile_Minimum_SLICE',
    name: /^ips\/Composition-composition-minimal/,
    says: /section(Problems|Allergies)\.entry/,
    because: 'The slice is told by the profile of what the entry points to, which is not at hand. Ours does not blame what it cannot see.',
  },
  {
    key: 'binding-to-code-system',
    who: 'reference',
    code: 'Terminology_TX_ValueSet_NotFound_CS',
    name: /^davinci-pdex\//,
    because: "Terminology: PDex 2.2.0 binds to a code system's URL. Ours says `value-set-not-expanded`.",
  },
  {
    key: 'race-and-sex',
    who: 'reference',
    code: 'Terminology_TX_NoValid_12',
    says: /us\/core\/ValueSet\/omb-/,
    because:
      'Terminology: US Core 6.1.0 makes these of value sets of VSAC, which are not public. The reference takes them for empty; ours says `value-set-not-expanded`.',
  },
  {
    key: 'race-and-sex',
    who: 'reference',
    code: 'Terminology_TX_NoValid_16',
    says: /us\/core\/ValueSet\/birthsex/,
    because: 'As above.',
  },
  {
    key: 'synthea-units',
    who: 'reference',
    code: 'Terminology_PassThrough_TX_Message',
    name: /^synthea\//,
    says: /^Error processing unit/,
    because: 'Terminology: UCUM units are not parsed here; Synthea writes mmHg.',
  },
  {
    key: 'synthea-patient',
    who: 'reference',
    code: 'Reference_REF_CantMatchChoice',
    name: /^synthea\//,
    says: /us-core-(patient|encounter)$/,
    because: 'Follows from race-and-sex: an encounter asks for a US Core patient, and other records for such an encounter.',
  },
  {
    key: 'preferred-language',
    who: 'reference',
    code: 'Terminology_PassThrough_TX_Message',
    name: /^demo\/RelatedPerson\//,
    says: /Code "(ht|vi)" is not in valueset: http:\/\/hl7\.org\/fhir\/ValueSet\/languages/,
    because:
      'R4 prefers that value set and allows all languages of BCP 47, which Haitian Creole and Vietnamese are; without a terminology ' +
      'server the reference cannot look into the larger set, and calls the smaller one an error.',
  },
]
