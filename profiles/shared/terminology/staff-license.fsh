CodeSystem: StaffLicense
Id: staff-license
Title: "License or certification of staff"
Description: "What a person is licensed or certified as; license-rank orders them (CARES-STF-04)."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #md "Doctor of medicine"
* #do "Doctor of osteopathic medicine"
* #np "Nurse practitioner"
* #pa "Physician assistant"
* #rn "Registered nurse"
* #lpn "Licensed practical nurse"
* #licsw "Licensed independent clinical social worker"
* #lcsw "Licensed certified social worker"
* #lsw "Licensed social worker"
* #chw "Certified community health worker"

ValueSet: StaffLicenseValues
Id: staff-license
Title: "License or certification of staff"
Description: "Every code of the license or certification of staff code system."
* insert LocalCodes
* include codes from system StaffLicense
