// What earns a security label by its codes alone (CARES-CON-07). Systems whose hierarchy this server does not hold list
// their codes one by one; ICD-10-CM goes by the shape of its codes. src/generated/sensitivity.ts is made from these.

ValueSet: SensitiveSubstanceUse
Id: sensitive-substance-use
Title: "Codes about substance use"
Description: "What bears one of these codes is labelled ETH. Records of a substance use program are labelled 42CFRPart2 by their source, whatever their codes."
* insert LocalCodes
* include codes from system $icd10 where code regex /F1[0-689](\.[0-9A-Z]+)?|O99\.3[12][0-9]?|P96\.1|Z71\.[45]1|Z72\.2|R78\.[1-5]/
* include $sct#66590003 "Alcohol dependence"
* include $sct#15167005 "Alcohol abuse"
* include $sct#191816009 "Drug dependence"
* include $sct#26416006 "Drug abuse"
* include $sct#75544000 "Opioid dependence"
* include $rxnorm#1819 "buprenorphine"
* include $rxnorm#7243 "naltrexone"
* include $rxnorm#3554 "disulfiram"
* include $rxnorm#82819 "acamprosate"
* include $hcpcs#H0001 "Alcohol and/or drug assessment"
* include $hcpcs#H0005 "Alcohol and/or drug services; group counseling"
* include $hcpcs#H0015 "Alcohol and/or drug services; intensive outpatient"
* include $hcpcs#H0020 "Alcohol and/or drug services; methadone administration"
* include $hcpcs#H0050 "Alcohol and/or drug services, brief intervention"

ValueSet: SensitiveHiv
Id: sensitive-hiv
Title: "Codes about HIV"
Description: "What bears one of these codes is labelled HIV."
* insert LocalCodes
* include codes from system $icd10 where code regex /B20|B97\.35|Z21|R75|O98\.7[0-9]*|Z11\.4|Z71\.7|Z20\.6/
* include $sct#86406008 "Human immunodeficiency virus infection"
* include $sct#62479008 "Acquired immune deficiency syndrome"
* include $sct#165816005 "Human immunodeficiency virus positive"
* include $loinc#75622-1 "HIV 1 and 2 tests - Meaningful Use set"
* include $loinc#56888-1 "HIV 1+2 Ab+HIV1 p24 Ag in Serum or Plasma by Immunoassay"
* include $loinc#31201-7 "HIV 1+2 Ab in Serum or Plasma by Immunoassay"
* include $loinc#48345-3 "HIV 1+O+2 Ab in Serum or Plasma"
* include $loinc#7917-8 "HIV 1 Ab in Serum"
* include $loinc#29893-5 "HIV 1 Ab in Serum or Plasma by Immunoassay"
* include $loinc#20447-9 "HIV 1 RNA in Serum or Plasma by NAA with probe detection"
* include $loinc#25836-8 "HIV 1 RNA in Specimen by NAA with probe detection"
* include $rxnorm#11413 "zidovudine"
* include $rxnorm#276237 "emtricitabine"
* include $rxnorm#195085 "efavirenz"
* include $rxnorm#719872 "raltegravir"
* include $rxnorm#1433868 "dolutegravir"

ValueSet: SensitiveMentalHealth
Id: sensitive-mental-health
Title: "Codes about mental health"
Description: "What bears one of these codes is labelled PSY. Developmental conditions (F70 to F89), attention (F90) and habits of childhood (F95, F98) are not among them."
* insert LocalCodes
* include codes from system $icd10 where code regex /F(2[0-9]|3[0-9]|4[0-8]|5[0-9]|6[0-9]|9[1-4]|99)(\.[0-9A-Z]+)?|R45\.8[58][0-9]?|T14\.91[A-Z]*|X(7[1-9]|8[0-3])(\.[0-9A-Z]+)?|Z91\.5[0-9]*/
* include $sct#35489007 "Depressive disorder"
* include $sct#197480006 "Anxiety disorder"
* include $sct#13746004 "Bipolar disorder"
* include $sct#58214004 "Schizophrenia"
* include $sct#47505003 "Posttraumatic stress disorder"
* include $sct#72366004 "Eating disorder"
* include $sct#6471006 "Suicidal thoughts"
* include $loinc#44249-1 "PHQ-9 quick depression assessment panel"
* include $loinc#44261-6 "Patient Health Questionnaire 9 item total score"
* include $loinc#69737-5 "Generalized anxiety disorder 7 item"
* include $loinc#70274-6 "Generalized anxiety disorder 7 item total score"

ValueSet: SensitiveReproductive
Id: sensitive-reproductive
Title: "Codes about reproductive health"
Description: "What bears one of these codes is labelled SEX, and withheld from parents: a minor may consent to such care alone (M.G.L. c. 112 s. 12F)."
* insert LocalCodes
* include codes from system $icd10 where code regex /O(0[0-9]|[1-9][0-9]|9A)(\.[0-9A-Z]+)?|Z3[0-349](\.[0-9A-Z]+)?|Z64\.0/
* include $sct#77386006 "Pregnant"
* include $loinc#2106-3 "Choriogonadotropin (pregnancy test) in Urine"
* include $loinc#2118-8 "Choriogonadotropin (pregnancy test) in Serum or Plasma"

ValueSet: SensitiveSexuallyTransmitted
Id: sensitive-sexually-transmitted
Title: "Codes about sexually transmitted disease"
Description: "What bears one of these codes is labelled STD, and withheld from parents: a minor may consent alone to care of a disease dangerous to public health (M.G.L. c. 112 s. 12F)."
* insert LocalCodes
* include codes from system $icd10 where code regex /A5[0-9](\.[0-9A-Z]+)?|A6[0-4](\.[0-9A-Z]+)?|Z11\.3|Z20\.2/
* include $loinc#21613-5 "Chlamydia trachomatis DNA in Specimen by NAA with probe detection"
* include $loinc#24111-7 "Neisseria gonorrhoeae DNA in Specimen by NAA with probe detection"
