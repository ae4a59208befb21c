import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;

/**
 * Validates every JSON file of the folders after "--" against its claimed profiles, with the definitions of the
 * folders before it. Prints one line for each issue: severity, file, place, message; exits 1 when there is an error.
 */
public class Main {
  public static void main(String[] args) throws IOException {
    FhirContext context = FhirContext.forR4();
    PrePopulatedValidationSupport known = new PrePopulatedValidationSupport(context);
    int split = List.of(args).indexOf("--");
    for (String folder : List.of(args).subList(0, split)) load(context, known, Path.of(folder));

    UnknownCodeSystemWarningValidationSupport unknown = new UnknownCodeSystemWarningValidationSupport(context);
    unknown.setNonExistentCodeSystemSeverity(ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity.WARNING);
    ValidationSupportChain chain =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(context),
            known,
            new CommonCodeSystemsTerminologyService(context),
            new InMemoryTerminologyServerValidationSupport(context),
            new SnapshotGeneratingValidationSupport(context),
            unknown);
    FhirInstanceValidator instance = new FhirInstanceValidator(chain);
    instance.setAnyExtensionsAllowed(true);
    instance.setErrorForUnknownProfiles(false);
    instance.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
    FhirValidator validator = context.newValidator();
    validator.registerValidatorModule(instance);

    int errors = 0;
    int files = 0;
    for (String folder : List.of(args).subList(split + 1, args.length)) {
      for (Path file : json(Path.of(folder))) {
        files++;
        for (SingleValidationMessage message :
            validator.validateWithResult(Files.readString(file), new ValidationOptions()).getMessages()) {
          boolean bad = message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal();
          if (bad) errors++;
          System.out.println(
              message.getSeverity() + "\t" + file.getFileName() + "\t" + message.getLocationString() + "\t"
                  + message.getMessage().replace('\n', ' '));
        }
      }
    }
    System.out.println(files + " files, " + errors + " errors");
    System.exit(errors == 0 ? 0 : 1);
  }

  private static void load(FhirContext context, PrePopulatedValidationSupport known, Path folder) throws IOException {
    for (Path file : json(folder)) {
      String name = file.getFileName().toString();
      if (!name.matches("(StructureDefinition|CodeSystem|ValueSet|Questionnaire|Measure)-.*\\.json")) continue;
      IBaseResource resource = context.newJsonParser().parseResource(Files.readString(file));
      known.addResource(resource);
    }
  }

  private static List<Path> json(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
