import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;

/**
 * HL7's reference validator, as HAPI packs it, over many resources in one go.
 *
 * <p>In the folder that it is given, "sets.tsv" has a line for each set of definitions: its name and the folders that hold
 * them. "resources.tsv" has a line for each resource: set, name, further profiles (with spaces between), JSON on one line.
 * It writes "verdicts.tsv": a line for each error and fatal fault (name, message id, place, message) and one for each
 * resource that was judged (name, "judged", milliseconds).
 */
public class Judge {
  private static final FhirContext context = FhirContext.forR4();
  private static final DefaultProfileValidationSupport core = new DefaultProfileValidationSupport(context);
  private static final Map<String, FhirValidator> validators = new ConcurrentHashMap<>();

  public static void main(String[] args) throws IOException {
    Path work = Path.of(args[0]);
    for (String line : Files.readAllLines(work.resolve("sets.tsv"))) {
      String[] parts = line.split("\t");
      validators.put(parts[0], validator(List.of(parts).subList(1, parts.length)));
    }
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(work.resolve("verdicts.tsv")))) {
      Files.readAllLines(work.resolve("resources.tsv")).parallelStream().forEach(line -> judge(line, out));
    }
  }

  private static void judge(String line, PrintWriter out) {
    String[] parts = line.split("\t", 4);
    ValidationOptions options = new ValidationOptions();
    if (!parts[2].isEmpty()) for (String profile : parts[2].split(" ")) options.addProfile(profile);
    long start = System.nanoTime();
    StringBuilder lines = new StringBuilder();
    for (SingleValidationMessage fault : validators.get(parts[0]).validateWithResult(parts[3], options).getMessages()) {
      if (fault.getSeverity().compareTo(ResultSeverityEnum.ERROR) < 0) continue;
      String message = fault.getMessage().replaceAll("\\s+", " ");
      lines.append(String.join("\t", parts[1], "" + fault.getMessageId(), "" + fault.getLocationString(), message)).append('\n');
    }
    lines.append(parts[1]).append("\tjudged\t").append((System.nanoTime() - start) / 1_000_000).append('\n');
    synchronized (out) {
      out.print(lines);
    }
  }

  /** What it judges by: R4, and the definitions in the folders. Codes are looked up in them only, with no other server. */
  private static FhirValidator validator(List<String> folders) throws IOException {
    PrePopulatedValidationSupport known = new PrePopulatedValidationSupport(context);
    IParser parser = context.newJsonParser();
    for (String folder : folders) {
      for (Path file : definitions(Path.of(folder))) known.addResource(parser.parseResource(Files.readString(file)));
    }
    UnknownCodeSystemWarningValidationSupport unknown = new UnknownCodeSystemWarningValidationSupport(context);
    unknown.setNonExistentCodeSystemSeverity(IssueSeverity.WARNING);
    FhirInstanceValidator instance =
        new FhirInstanceValidator(
            new ValidationSupportChain(
                core,
                known,
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context),
                new SnapshotGeneratingValidationSupport(context),
                unknown));
    // As our server does: an unknown extension or profile is no fault, and neither is an address at example.org.
    instance.setAnyExtensionsAllowed(true);
    instance.setErrorForUnknownProfiles(false);
    instance.setAllowExamples(true);
    instance.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
    return context.newValidator().registerValidatorModule(instance);
  }

  private static List<Path> definitions(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("(StructureDefinition|CodeSystem|ValueSet|Questionnaire|Measure)-.*\\.json"))
          .sorted()
          .toList();
    }
  }
}
