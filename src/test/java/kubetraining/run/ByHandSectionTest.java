package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import kubetraining.config.TrainingConfig;
import kubetraining.lab.LabFolder;
import kubetraining.observe.Tick;
import kubetraining.observe.Ticks;
import kubetraining.probe.ClusterTraces;
import kubetraining.wait.ToDoException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the cluster held before a section, over runs that end when they like. */
final class ByHandSectionTest {
  private static final URI FEATURE = URI.create("file:/guide/features/03-spark.feature");
  private static final ClusterTraces OLD = holding("ConfigMap default/old");
  private static final ClusterTraces THEN = holding("ConfigMap default/then");
  private static final ClusterTraces NOW = holding("ConfigMap default/now");

  @TempDir Path home;
  private Path lab;
  private int runs;

  @BeforeEach
  void keepALab() {
    var folder = LabFolder.of(config("observe").folders().state(), "training").create();
    KeptLab.keep(folder);
    lab = folder.path();
  }

  @Test
  void whatIsKeptCountsWhileSomethingIsEarned() {
    begun().keep(THEN);
    earn("03-spark/a");

    assertThat(section("observe").before(() -> NOW)).isEqualTo(THEN);
  }

  @Test
  void whatIsNewIsToldWithTheCommandsThatRemoveIt() {
    var trace = new ClusterTraces.Trace(Map.of(), false, false);
    var now =
        new ClusterTraces(
            Map.of(
                "ConfigMap default/then", trace,
                "ClusterRole a:reader", trace,
                "Namespace theirs", trace,
                "Pod theirs/within", trace,
                "Pod default/visitor", trace,
                "Pod default/on-its-way", new ClusterTraces.Trace(Map.of(), false, true),
                "Prometheus.monitoring.coreos.com default/p", trace));

    var toDo =
        catchThrowableOfType(ToDoException.class, () -> ByHandSection.requireSame(THEN, now));

    assertThat(toDo).hasMessageContaining("Pod default/visitor is new");
    assertThat(toDo.commands())
        .containsExactlyInAnyOrder(
            "kubectl delete clusterrole/a:reader namespace/theirs",
            "kubectl delete pod/visitor prometheus.monitoring.coreos.com/p --namespace default");
    ByHandSection.requireSame(THEN, THEN);
  }

  @Test
  void whatAnEarlierTimeHasLeftNeverCounts() {
    begun().keep(OLD);
    assertThat(section("observe").before(() -> THEN)).isEqualTo(THEN);

    // The first step is earned before the names of the section are free.
    earn("03-spark/a");
    var goesOn = section("observe");
    assertThat(goesOn.before(() -> NOW)).isEqualTo(NOW);
    goesOn.keep(NOW);
    assertThat(section("observe").before(() -> OLD)).isEqualTo(NOW);
  }

  @Test
  void aSectionThatIsBegunAnewHasALookOfItsOwn() {
    begun().keep(OLD);
    earn("03-spark/a");
    earn("03-spark/b");
    Ticks.of(lab).forget("03-spark/a"::equals);
    assertThat(section("observe").before(() -> NOW)).as("some of it is earned").isEqualTo(OLD);

    Ticks.of(lab).forget("03-spark/b"::equals);
    earn("04-scheduler/a");
    assertThat(section("observe").before(() -> NOW)).isEqualTo(NOW);
  }

  @Test
  void afterItsEndWhatIsDoneOfItAgainBeginsWithWhatIsThereThen() {
    begun().keep(OLD);
    earn("03-spark/a");
    section("observe").over();

    assertThat(section("observe").before(() -> NOW)).isEqualTo(NOW);
  }

  @Test
  void aRunOfTheSuiteLooksForItselfAndKeepsNothing() {
    begun().keep(THEN);
    earn("03-spark/a");
    var suite = section("suite");

    assertThat(suite.before(() -> NOW)).isEqualTo(NOW);
    suite.keep(NOW);
    suite.over();
    assertThat(section("observe").before(() -> NOW)).isEqualTo(THEN);
  }

  private ByHandSection begun() {
    var section = section("observe");
    assertThat(section.before(() -> OLD)).isEqualTo(OLD);
    return section;
  }

  /** In a run that begins now. */
  private ByHandSection section(String mode) {
    var labs = new LabsWithoutLab(config(mode));
    var run = PlainRun.of(home, "reports-" + runs++, (progress, waits) -> labs);
    return new ByHandSection(run, FEATURE);
  }

  private TrainingConfig config(String mode) {
    return TrainingConfig.of(Map.of("training.mode", mode), home);
  }

  private void earn(String scenario) {
    var now = Instant.now();
    Ticks.of(lab).earn(new Tick(scenario, 0, "digest", now, now, List.of(), false));
  }

  private static ClusterTraces holding(String thing) {
    return new ClusterTraces(Map.of(thing, new ClusterTraces.Trace(Map.of(), false, false)));
  }
}
