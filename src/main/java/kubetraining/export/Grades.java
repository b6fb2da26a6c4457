package kubetraining.export;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.course.Outcome;
import kubetraining.report.ProgressReport;
import kubetraining.report.ProgressReport.Scenario;

/**
 * The file {@code grades.csv}, for a learning platform to import: a line for each section that was
 * asked for, with the scenarios that are done, and the certificate that proves it. What was only
 * shown to a person is not done.
 */
public final class Grades {
  /** Its name in the folder of reports. */
  public static final String FILE = "grades.csv";

  private static final String HEAD =
      "name,challenge,section,title,points,of,verdict,trainee,certificate_sha256\n";

  private Grades() {}

  /**
   * The whole file.
   *
   * @param certificate the SHA-256 of the certificate's zip, 64 hexadecimal digits
   */
  public static String of(ProgressReport report, String certificate) {
    return report.sections().stream()
        .filter(section -> scenarios(report, section).findAny().isPresent())
        .map(section -> line(report, section, certificate))
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static String line(
      ProgressReport report, ProgressReport.Section section, String certificate) {
    long done = scenarios(report, section).filter(each -> each.outcome() == Outcome.DONE).count();
    var fields =
        List.of(
            report.run().owner(),
            report.run().challenge(),
            section.id(),
            section.title(),
            String.valueOf(done),
            String.valueOf(scenarios(report, section).count()),
            section.verdict().name(),
            report.run().trainee(),
            certificate);
    return fields.stream().map(Grades::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  private static Stream<Scenario> scenarios(ProgressReport report, ProgressReport.Section section) {
    return report.scenarios().stream().filter(each -> each.section().equals(section.id()));
  }

  /** A field that begins like a formula must not be one in anybody's spreadsheet. */
  private static String quoted(String field) {
    String safe = field.matches("(?s)[=+@\\t\\r-].*") ? "'" + field : field;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }
}
