package kubetraining.proofs;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import kubetraining.host.Sha256;
import kubetraining.host.Texts;
import kubetraining.proofs.Proven.ProvenRow;
import kubetraining.report.ProgressReport;
import kubetraining.run.TrainingRun;
import org.jspecify.annotations.Nullable;

/** Rows that are tried on one lab, and what they came to. */
final class ProofRun {
  private static final AtomicReference<@Nullable ProofRun> CURRENT = new AtomicReference<>();
  private final TrainingRun training;
  private final ProofGuide guide;
  private final Map<String, Row> wholes;
  private final CheckSources sources;
  private final Consumer<String> tell;
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Map<String, String> notRestored = new HashMap<>();
  // By the row's id: that of its scenario in the run.
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, ProvenRow> proven = new LinkedHashMap<>();
  private Runnable afterEach = () -> {};
  private final List<String> otherwise = new ArrayList<>();

  /**
   * A run.
   *
   * @param wholes the row of each file that holds all scenarios of a file of the guide
   * @param tell hears a line of each row
   */
  ProofRun(
      TrainingRun training,
      ProofGuide guide,
      List<Row> rows,
      Map<String, Row> wholes,
      CheckSources sources,
      Consumer<String> tell) {
    this.training = training;
    this.guide = guide;
    this.wholes = wholes;
    this.sources = sources;
    this.tell = tell;
    rows.forEach(row -> this.rows.put(row.name(), row));
    CURRENT.set(this);
  }

  /** That of this JVM: Cucumber makes steps and plugins by itself. */
  static ProofRun current() {
    return Objects.requireNonNull(CURRENT.get(), "no proofs are under way");
  }

  /** What is to be done whenever a row has ended. */
  void afterEach(Runnable work) {
    afterEach = work;
  }

  TrainingRun training() {
    return training;
  }

  void notRestored(String name, String why) {
    notRestored.put(name, why);
  }

  /** A scenario has ended, which these step definitions carried out. */
  void ended(String file, String name, Collection<String> classes) {
    var seen = seen(file, name);
    Row row = rows.get(name);
    if (row == null) {
      endedBeside(Objects.requireNonNull(wholes.get(file), file), seen);
      return;
    }
    ids.put(row.id(), seen.id());
    String trouble = trouble(row, seen);
    if (trouble.isEmpty()) {
      proven.put(row.id(), entry(row, classes, seen.seconds()));
    } else {
      otherwise.add(Texts.of("%s: %s", row.id(), trouble));
    }
    tell.accept(
        Texts.of(
            "[%d/%d] %s %s (%.1f s)%s",
            proven.size() + otherwise.size(),
            rows.size(),
            trouble.isEmpty() ? "as stated, " + seen.outcome() + ":" : "OTHERWISE:",
            row.id(),
            seen.seconds(),
            trouble.isEmpty() ? "" : "\n    " + trouble.replace("\n", "\n    ")));
    afterEach.run();
  }

  private ProgressReport.Scenario seen(String file, String name) {
    String prefix = file.replace(".feature", "") + "/";
    return training.recorder().snapshot().scenarios().stream()
        .filter(each -> each.name().equals(name) && each.id().startsWith(prefix))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Another scenario of the guide, in the same breath: it may be blocked by the row, or is done.
   */
  private void endedBeside(Row row, ProgressReport.Scenario seen) {
    boolean may =
        switch (seen.outcome()) {
          case DONE, NOT_ATTEMPTED -> true;
          case BLOCKED -> seen.blockedBy().equals(ids.get(row.id()));
          default -> false;
        };
    if (!may) {
      proven.remove(row.id());
      otherwise.removeIf(each -> each.startsWith(row.id() + ":"));
      otherwise.add(
          Texts.of(
              "%s: beside it '%s' is %s: %s",
              row.id(), seen.name(), seen.outcome(), seen.message()));
      tell.accept(Texts.of("    beside it: %s %s", seen.outcome(), seen.name()));
    }
  }

  private String trouble(Row row, ProgressReport.Scenario seen) {
    boolean asStated =
        row.isAsStated(training.observation().isPresent(), seen.outcome(), seen.message());
    if (!asStated) {
      return Texts.of(
          "stated %s with '%s', seen %s: %s",
          row.outcome(), row.words(), seen.outcome(), seen.message());
    }
    String why = notRestored.getOrDefault(row.name(), "");
    return why.isEmpty() ? "" : "it did not put the lab right again: " + why;
  }

  private ProvenRow entry(Row row, Collection<String> classes, double seconds) {
    return new ProvenRow(
        row.proves(),
        Sha256.of(row.toString()),
        sources.checksum(guide.lesson(row).text().steps(), classes),
        List.copyOf(classes),
        Math.round(seconds * 10) / 10.0,
        LocalDate.now(ZoneOffset.UTC).toString());
  }

  /** What ended as stated. */
  Map<String, ProvenRow> proven() {
    return proven;
  }

  /** What ended otherwise, or not at all, in words. */
  List<String> otherwise() {
    var all = new ArrayList<>(otherwise);
    if (proven.size() + otherwise.size() < rows.size()) {
      all.add(Texts.of("%d rows were not tried", rows.size() - proven.size() - otherwise.size()));
    }
    return all;
  }
}
