package kubetraining.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import kubetraining.config.TrainingConfig;
import kubetraining.guide.Asked;
import kubetraining.guide.GuideEngine;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.observe.Observation;
import kubetraining.proofs.Proven.ProvenRow;
import kubetraining.report.NewestReport;
import kubetraining.run.Labs;
import kubetraining.run.RunOpening;
import kubetraining.run.TrainingRun;
import kubetraining.steps.TrainingRunProvider;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Tries every row whose proof is not current, on a lab, by the guide's own steps. With {@code
 * -Dproofs.anew=true} it tries all of them; with {@code -Dproofs.sample=S} some that take about so
 * many seconds, others each day, and records nothing. With {@code -Dtraining.mode=solve} all is
 * typed in terminals, and watched as a person is: what is said to them must be as stated.
 */
final class ProofsIT {
  private static final Path PROJECT = Path.of("").toAbsolutePath();
  private static final Path TARGET = Path.of("target/proofs");
  private final PrintStream console = System.out;
  private final ProofGuide guide = new ProofGuide(Path.of("features"));
  private final List<Row> book = ProofBook.read(Path.of("src/proofs"));
  private final CheckSources sources = CheckSources.of(PROJECT);
  private final Proven before = Proven.read(PROJECT);
  private final int sample = Integer.getInteger("proofs.sample", 0);
  private final boolean byHand = TrainingConfig.load().solve();

  @Test
  void everyRowEndsAsStated() throws IOException {
    var rows =
        new RowChoice(guide, before, sources)
            .rows(
                book,
                Asked.ofProcess().tags(),
                System.getProperty("proofs.rows", ""),
                byHand || Boolean.getBoolean("proofs.anew"),
                sample,
                LocalDate.now(ZoneOffset.UTC));
    console.println(Texts.of("proofs: %d of %d rows are to be tried", rows.size(), book.size()));
    if (rows.isEmpty()) {
      return;
    }
    var wholes = guide.write(rows, PROJECT, TARGET);
    try (var log =
        new PrintStream(TARGET.resolve("console.log").toFile(), StandardCharsets.UTF_8)) {
      var run = new ProofRun(training(log), guide, rows, wholes, sources, console::println);
      boolean recorded = sample == 0 && !byHand;
      if (recorded) {
        run.afterEach(() -> record(run, row -> !row.whole()));
      }
      execute(run);
      if (recorded) {
        record(run, row -> true);
        tell();
      }
      assertThat(run.otherwise()).as("rows that did not end as stated").isEmpty();
      assertThat(run.training().recorder().snapshot().leftovers())
          .as("what the lab left behind")
          .isNullOrEmpty();
    }
  }

  private static TrainingRun training(PrintStream log) {
    var training =
        new TrainingRun(
            new RunOpening(
                Labs::load,
                TARGET.resolve("features"),
                TARGET.resolve("reports"),
                Asked.EVERYTHING,
                log,
                NewestReport.thread(),
                ProofsIT.class));
    TrainingRunProvider.CURRENT.set(training);
    return training;
  }

  private void execute(ProofRun run) {
    run.training().prepare();
    run.training().observation().ifPresent(Observation::hurried);
    LauncherFactory.create()
        .execute(
            GuideEngine.request(
                TARGET.resolve("features"),
                Texts.of(
                    "%s,kubetraining.proofs", byHand ? GuideEngine.OBSERVED : GuideEngine.STEPS),
                ProofPlugin.class.getName(),
                Map.of()));
  }

  /**
   * Writes down what is proven, so that a run that is cut off need not begin anew. A row that ended
   * otherwise is not proven any more, and one that is gone neither.
   *
   * @param known of which rows all has been seen
   */
  private void record(ProofRun run, Predicate<Row> known) {
    Map<String, ProvenRow> rows = new TreeMap<>(before.rows());
    rows.keySet().retainAll(book.stream().map(Row::id).toList());
    run.otherwise().forEach(each -> rows.remove(each.split(":", 2)[0]));
    book.stream()
        .filter(known)
        .map(Row::id)
        .filter(run.proven()::containsKey)
        .forEach(id -> rows.put(id, run.proven().get(id)));
    FileWork.run(
        "cannot write " + Proven.FILE,
        () -> Files.writeString(PROJECT.resolve(Proven.FILE), new Proven(rows).text()));
  }

  private void tell() {
    var proven = Proven.read(PROJECT);
    console.println(
        Texts.of(
            "%s, by %d of %d rows",
            proven.count(guide.scenarios(), sources).words(), proven.rows().size(), book.size()));
  }
}
