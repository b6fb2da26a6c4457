package kubetraining.proofs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ProvenChecks;
import kubetraining.host.FileWork;
import kubetraining.host.Sha256;

/**
 * The record of what was proven, kept with the project: each row that ended as stated, and the
 * checksum that the check then had.
 *
 * @param rows by their ids
 */
public record Proven(Map<String, ProvenRow> rows) {
  /** Where it is in the project. */
  public static final Path FILE = Path.of("src/proofs/proven.json");

  /** The section about certificates forges them by itself: its checks say no in each run. */
  private static final String PROVES_ITSELF = "@no-lab";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public Proven {
    rows = new TreeMap<>(rows);
  }

  /**
   * A row that ended as stated.
   *
   * @param proves ids of scenarios
   * @param row the checksum of what it changes and states
   * @param check that of the check when it was tried
   * @param classes the step definitions that carried it out
   * @param seconds how long it took
   * @param on the day, as in {@code 2026-11-29}
   */
  public record ProvenRow(
      List<String> proves,
      String row,
      String check,
      List<String> classes,
      double seconds,
      String on) {}

  /** Reads it; nothing is proven where there is no such file. */
  public static Proven read(Path project) {
    Path file = project.resolve(FILE);
    if (!Files.exists(file)) {
      return new Proven(Map.of());
    }
    return FileWork.get("cannot read " + file, () -> JSON.readValue(file.toFile(), Proven.class));
  }

  /** As it is written. */
  public String text() {
    return FileWork.get("a record can be written", () -> JSON.writeValueAsString(this) + "\n");
  }

  /** Whether the section of a scenario has it proven by rows. */
  public static boolean wants(PlannedScenario scenario) {
    return scenario.essential() && !scenario.tags().contains(PROVES_ITSELF);
  }

  /** How much of a guide is proven now. */
  public ProvenChecks count(Collection<PlannedScenario> guide, CheckSources sources) {
    var byId = new TreeMap<String, PlannedScenario>();
    guide.forEach(each -> byId.put(each.id(), each));
    var wanted = guide.stream().filter(Proven::wants).toList();
    var proven = wanted.stream().filter(each -> isCurrent(each.id(), byId, sources)).toList();
    var days = rows.values().stream().map(ProvenRow::on).map(LocalDate::parse);
    return new ProvenChecks(
        proven.size(),
        wanted.size(),
        days.max(LocalDate::compareTo).map(LocalDate::toString).orElse(""),
        Sha256.of(String.join("\n", proven.stream().flatMap(each -> checks(each.id())).toList())));
  }

  private boolean isCurrent(String id, Map<String, PlannedScenario> guide, CheckSources sources) {
    var of = rowsOf(id);
    return !of.isEmpty() && of.stream().allMatch(row -> isCurrent(row, guide, sources));
  }

  private static boolean isCurrent(
      ProvenRow row, Map<String, PlannedScenario> guide, CheckSources sources) {
    return Optional.ofNullable(guide.get(row.proves().get(0)))
        .map(lesson -> sources.checksum(lesson.text().steps(), row.classes()))
        .filter(row.check()::equals)
        .isPresent();
  }

  private List<ProvenRow> rowsOf(String id) {
    return rows.values().stream().filter(row -> row.proves().contains(id)).toList();
  }

  private Stream<String> checks(String id) {
    return rowsOf(id).stream().map(row -> id + " " + row.check());
  }
}
