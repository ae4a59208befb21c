// Made by `npm run profiles` from the value sets in profiles/shared/terminology/sensitivity.fsh. Do not edit.

/** What earns a security label: codes of a system, or all codes of a shape. */
export const sensitivity: readonly { label: string; system: string; codes?: readonly string[]; shape?: string }[] = [
  {"label":"HIV","system":"http://hl7.org/fhir/sid/icd-10-cm","shape":"B20|B97\\.35|Z21|R75|O98\\.7[0-9]*|Z11\\.4|Z71\\.7|Z20\\.6"},
  {"label":"HIV","system":"http://snomed.info/sct","codes":["86406008","62479008","165816005"]},
  {"label":"HIV","system":"http://loinc.org","codes":["75622-1","56888-1","31201-7","48345-3","7917-8","29893-5","20447-9","25836-8"]},
  {"label":"HIV","system":"http://www.nlm.nih.gov/research/umls/rxnorm","codes":["11413","276237","195085","719872","1433868"]},
  {"label":"PSY","system":"http://hl7.org/fhir/sid/icd-10-cm","shape":"F(2[0-9]|3[0-9]|4[0-8]|5[0-9]|6[0-9]|9[1-4]|99)(\\.[0-9A-Z]+)?|R45\\.8[58][0-9]?|T14\\.91[A-Z]*|X(7[1-9]|8[0-3])(\\.[0-9A-Z]+)?|Z91\\.5[0-9]*"},
  {"label":"PSY","system":"http://snomed.info/sct","codes":["35489007","197480006","13746004","58214004","47505003","72366004","6471006"]},
  {"label":"PSY","system":"http://loinc.org","codes":["44249-1","44261-6","69737-5","70274-6"]},
  {"label":"SEX","system":"http://hl7.org/fhir/sid/icd-10-cm","shape":"O(0[0-9]|[1-9][0-9]|9A)(\\.[0-9A-Z]+)?|Z3[0-349](\\.[0-9A-Z]+)?|Z64\\.0"},
  {"label":"SEX","system":"http://snomed.info/sct","codes":["77386006"]},
  {"label":"SEX","system":"http://loinc.org","codes":["2106-3","2118-8"]},
  {"label":"STD","system":"http://hl7.org/fhir/sid/icd-10-cm","shape":"A5[0-9](\\.[0-9A-Z]+)?|A6[0-4](\\.[0-9A-Z]+)?|Z11\\.3|Z20\\.2"},
  {"label":"STD","system":"http://loinc.org","codes":["21613-5","24111-7"]},
  {"label":"ETH","system":"http://hl7.org/fhir/sid/icd-10-cm","shape":"F1[0-689](\\.[0-9A-Z]+)?|O99\\.3[12][0-9]?|P96\\.1|Z71\\.[45]1|Z72\\.2|R78\\.[1-5]"},
  {"label":"ETH","system":"http://snomed.info/sct","codes":["66590003","15167005","191816009","26416006","75544000"]},
  {"label":"ETH","system":"http://www.nlm.nih.gov/research/umls/rxnorm","codes":["1819","7243","3554","82819"]},
  {"label":"ETH","system":"http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets","codes":["H0001","H0005","H0015","H0020","H0050"]},
]
