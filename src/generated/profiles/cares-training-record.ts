// Made by `npm run profiles` from the snapshots in profiles/compiled. Do not edit: change the FSH and run it again.

import type { CodeableConcept, Extension, Identifier, Meta, Narrative, Organization, Patient, Practitioner,
    PractitionerRole, Reference, RelatedPerson, Resource } from '@medplum/fhirtypes';

/**
 * A training that somebody completed, on what, when, and how we know
 * (CARES-TRN-02 to 06).
 */
export interface CaresTrainingRecord {

  /**
   * This is a CaresTrainingRecord resource
   */
  readonly resourceType: 'Basic';

  /**
   * The logical id of the resource, as used in the URL for the resource.
   * Once assigned, this value never changes.
   */
  id?: string;

  /**
   * The metadata about the resource. This is content that is maintained by
   * the infrastructure. Changes to the content might not always be
   * associated with version changes to the resource.
   */
  meta?: Meta;

  /**
   * A reference to a set of rules that were followed when the resource was
   * constructed, and which must be understood when processing the content.
   * Often, this is a reference to an implementation guide that defines the
   * special rules along with other profiles etc.
   */
  implicitRules?: string;

  /**
   * The base language in which the resource is written.
   */
  language?: string;

  /**
   * A human-readable narrative that contains a summary of the resource and
   * can be used to represent the content of the resource to a human. The
   * narrative need not encode all the structured data, but is required to
   * contain sufficient detail to make it "clinically safe" for a human to
   * just read the narrative. Resource definitions may define what content
   * should be represented in the narrative to ensure clinical safety.
   */
  text?: Narrative;

  /**
   * These resources do not have an independent existence apart from the
   * resource that contains them - they cannot be identified independently,
   * and nor can they have their own independent transaction scope.
   */
  contained?: Resource[];

  /**
   * May be used to represent additional information that is not part of
   * the basic definition of the resource. To make the use of extensions
   * safe and manageable, there is a strict set of governance  applied to
   * the definition and use of extensions. Though any implementer can
   * define an extension, there is a set of requirements that SHALL be met
   * as part of the definition of the extension.
   */
  extension: Extension[];

  /**
   * May be used to represent additional information that is not part of
   * the basic definition of the resource and that modifies the
   * understanding of the element that contains it and/or the understanding
   * of the containing element's descendants. Usually modifier elements
   * provide negation or qualification. To make the use of extensions safe
   * and manageable, there is a strict set of governance applied to the
   * definition and use of extensions. Though any implementer is allowed to
   * define an extension, there is a set of requirements that SHALL be met
   * as part of the definition of the extension. Applications processing a
   * resource are required to check for modifier extensions.
   *
   * Modifier extensions SHALL NOT change the meaning of any elements on
   * Resource or DomainResource (including cannot change the meaning of
   * modifierExtension itself).
   */
  modifierExtension?: Extension[];

  /**
   * Identifier assigned to the resource for business purposes, outside the
   * context of FHIR.
   */
  identifier?: Identifier[];

  /**
   * Identifies the 'type' of resource - equivalent to the resource name
   * for other resources.
   */
  code: CodeableConcept;

  /**
   * Identifies the patient, practitioner, device or any other resource
   * that is the "focus" of this resource.
   */
  subject: Reference<PractitionerRole | Practitioner>;

  /**
   * Identifies when the resource was first created.
   */
  created?: string;

  /**
   * Indicates who was responsible for creating the resource instance.
   */
  author?: Reference<Practitioner | PractitionerRole | Patient | RelatedPerson | Organization>;
}
