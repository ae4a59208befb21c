CodeSystem: RecordKind
Id: record-kind
Title: "Kind of record"
Description: "What a Basic is. Basic.code carries it."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #training-record "Training record"
* #competency-attestation "Competency attestation"
* #waiver "Waiver of a finding"
* #issuance "Issuance of MassHealth"

ValueSet: RecordKindValues
Id: record-kind
Title: "Kind of record"
Description: "Every code of the kind of record code system."
* insert LocalCodes
* include codes from system RecordKind
