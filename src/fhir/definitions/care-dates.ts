// http://hl7.org/fhir/R4/patient-operation-everything.html: `start` and `end` are about care, not about when it was written down.

/** Search parameter that says when care of a type was given. */
export const careGiven: Readonly<Record<string, string>> = {
  Appointment: 'date',
  CarePlan: 'date',
  CareTeam: 'date',
  Claim: 'created',
  ClinicalImpression: 'date',
  Communication: 'sent',
  Composition: 'date',
  DiagnosticReport: 'date',
  DocumentReference: 'date',
  Encounter: 'date',
  EpisodeOfCare: 'date',
  ExplanationOfBenefit: 'created',
  ImagingStudy: 'started',
  Immunization: 'date',
  MeasureReport: 'period',
  MedicationAdministration: 'effective-time',
  MedicationDispense: 'whenhandedover',
  MedicationStatement: 'effective',
  Observation: 'date',
  Procedure: 'date',
  QuestionnaireResponse: 'authored',
  RiskAssessment: 'date',
  Specimen: 'collected',
}

/**
 * The same for what lasts and says only when it began: a condition, a medicine that is taken on. It is left out when it
 * began after the time that is asked for, never for having begun before.
 */
export const careBegun: Readonly<Record<string, string>> = {
  AllergyIntolerance: 'onset',
  Condition: 'onset-date',
  DeviceRequest: 'authored-on',
  Goal: 'start-date',
  MedicationRequest: 'authoredon',
  NutritionOrder: 'datetime',
  RequestGroup: 'authored',
  ServiceRequest: 'authored',
  SupplyRequest: 'date',
  Task: 'authored-on',
}
