package kubetraining.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.certificate.CertificateException;
import kubetraining.certificate.Finding;
import kubetraining.certificate.Verification;
import kubetraining.certificate.Verifier;
import kubetraining.host.Printable;
import kubetraining.host.Texts;

/** Many certificates at once, a line each. */
final class CertificateTable {
  private static final List<String> HEAD =
      List.of(
          "certificate", "attested", "who", "challenge", "verdict", "sections", "key", "faults");
  private static final int WIDEST = 60;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Integer> exitCodes = new ArrayList<>();
  private final Map<String, String> runs = new HashMap<>();

  private CertificateTable() {}

  /** Looks at all of them; one that cannot be looked at is a line like the others. */
  static CertificateTable of(List<Path> places, Verifier verifier) {
    var table = new CertificateTable();
    places.forEach(place -> table.add(place.toString(), place, verifier));
    return table;
  }

  private void add(String name, Path place, Verifier verifier) {
    Verification seen;
    try {
      seen = verifier.verify(place);
    } catch (CertificateException e) {
      exitCodes.add(Training.FAILED);
      rows.add(List.of(name, "no", "", "", "", "", "", String.valueOf(e.getMessage())));
      return;
    }
    var line = seen.line();
    String first = line.run().isEmpty() ? null : runs.putIfAbsent(line.run(), name);
    if (first != null) {
      seen = seen.copyOf(first);
    }
    exitCodes.add(seen.refusal().map(VerifyCommand::exitCode).orElse(0));
    rows.add(
        List.of(
            name,
            seen.attested() ? "yes" : "no",
            line.who(),
            line.challenge(),
            line.verdict(),
            line.sections(),
            line.key(),
            seen.findings().stream().map(Finding::toString).collect(Collectors.joining("; "))));
  }

  /** 0 if none is refused; 2 if one could not be checked; else the smallest code there is. */
  int exitCode() {
    if (exitCodes.contains(Training.FAILED)) {
      return Training.FAILED;
    }
    return exitCodes.stream().filter(code -> code != 0).min(Integer::compare).orElse(0);
  }

  /** For people: columns, the faults below their line. */
  List<String> text() {
    int faults = HEAD.size() - 1;
    var all = all();
    var columns =
        Texts.columns(
            all.stream()
                .map(row -> row.subList(0, faults).stream().map(CertificateTable::cell).toList())
                .toList());
    var lines = new ArrayList<String>();
    for (int i = 0; i < columns.size(); i++) {
      lines.add(columns.get(i));
      if (i > 0 && !all.get(i).get(faults).isEmpty()) {
        lines.add("    " + Printable.line(all.get(i).get(faults)));
      }
    }
    return lines;
  }

  private List<List<String>> all() {
    return Stream.concat(Stream.of(HEAD), rows.stream()).toList();
  }

  private static String cell(String text) {
    String shown = Printable.line(text);
    return shown.length() <= WIDEST ? shown : shown.substring(0, WIDEST - 3) + "...";
  }

  /** For programs, by RFC 4180. */
  List<String> csv() {
    return all().stream()
        .map(row -> row.stream().map(CertificateTable::field).collect(Collectors.joining(",")))
        .toList();
  }

  // A spreadsheet would take a name that begins so for a formula, and carry it out.
  private static String field(String text) {
    String shown = Printable.line(text);
    String harmless = shown.matches("[=+@\\-].*") ? "'" + shown : shown;
    return "\"" + harmless.replace("\"", "\"\"") + "\"";
  }
}
