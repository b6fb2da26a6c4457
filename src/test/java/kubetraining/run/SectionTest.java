package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.cluster.PaperKubeconfig;
import kubetraining.cluster.TrainingCluster;
import kubetraining.component.Component;
import kubetraining.component.ForeignObject;
import kubetraining.config.TrainingConfig;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioText;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.guide.Asked;
import kubetraining.judge.BlockedException;
import kubetraining.probe.TracesProbe;
import kubetraining.progress.Progress;
import kubetraining.wait.ToDoException;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person does a section, in runs that are killed in between. */
@EnableKubernetesMockClient(https = false, crud = true)
final class SectionTest {
  private static final PlannedScenario SCENARIO =
      new PlannedScenario(
          "07-sample/a",
          "A word is kept",
          "section-7",
          "07-sample.feature",
          1,
          List.of(),
          new ScenarioText(
              "",
              "",
              "",
              Stream.of("the cluster is running", "nothing is there", "a word is there")
                  .map(text -> new StepText("Given", text, "", List.of()))
                  .toList()));

  private static final String KINDS =
      """
      {"resources": [{"name": "configmaps", "kind": "ConfigMap", "namespaced": true, "verbs": ["list"]}]}
      """;
  KubernetesMockServer server;
  KubernetesClient client;
  @TempDir Path home;
  private final List<AutoCloseable> open = new ArrayList<>();
  private Path lab;
  private TrainingRun run;
  private Section section;

  @BeforeEach
  void prepare() throws IOException {
    server.expect().get().withPath("/readyz").andReturn(200, "ok").always();
    server.expect().get().withPath("/apis").andReturn(200, "{\"groups\":[]}").always();
    server.expect().get().withPath("/api/v1").andReturn(200, KINDS).always();
    PaperKubeconfig.write(client, home);
    lab = Files.createDirectories(config().folders().state().resolve("labs/training"));
    Files.writeString(lab.resolve("kept"), "");
    Files.createDirectories(home.resolve("features"));
    Files.writeString(
        home.resolve("features/07-sample.feature"),
        "@section-7\nFeature: 7. Words\n\n  Scenario: A word is kept\n    Then it runs\n");
  }

  @AfterEach
  void close() throws Exception {
    for (var each : open) {
      each.close();
    }
  }

  @Test
  void whatHadToGoBeforeTheSectionIsNotMissedInItsEnd() throws Throwable {
    make("word");
    begin();
    step(0, section::startsWithout);
    assertThatThrownBy(() -> section.startsWithout(new Word()))
        .isInstanceOf(ToDoException.class)
        .hasMessageContaining("'word'");

    begin();
    remove("word");
    step(0, section::startsWithout);
    step(1, () -> section.startsWithout(new Word()));

    begin();
    step(0, section::startsWithout);
    step(1, () -> section.startsWithout(new Word()));
    assertThatCode(section::holdsWhatItHeld).doesNotThrowAnyException();
  }

  @Test
  void whatWasMadeSinceTheFirstStepIsFoundByALaterRun() throws Throwable {
    begin();
    step(0, section::startsWithout);
    step(1, () -> section.startsWithout(new Word()));
    make("other");

    begin();
    step(0, section::startsWithout);
    step(1, () -> section.startsWithout(new Word()));
    assertThatThrownBy(section::holdsWhatItHeld)
        .isInstanceOf(ToDoException.class)
        .hasMessageContaining("ConfigMap default/other is new");
  }

  @Test
  void whoWasAskedToRemoveSomethingIsLookedAtAgainHoweverQuickTheyWere() throws Throwable {
    make("word");
    begin();
    step(0, section::startsWithout);
    assertThatThrownBy(() -> section.startsWithout(new Word())).isInstanceOf(ToDoException.class);
    remove("word");
    step(1, () -> section.startsWithout(new Word()));
    Path kept = lab.resolve("observed/before-07-sample.feature.json");
    assertThat(kept).content(StandardCharsets.UTF_8).doesNotContain("word");

    assertThatCode(section::holdsWhatItHeld).doesNotThrowAnyException();
    assertThat(kept).as("once the section is over").doesNotExist();
  }

  @Test
  void whatTheSectionItselfHasLeftIsInNobodysWay() {
    begin("suite");
    var unused = run.lab();
    cordon();
    section.startsWithout();
    section.startsWithout(new Cordon(true));

    cordon();
    section = new Section(run, URI.create("file:/08.feature"), new TracesProbe(() -> client));
    section.startsWithout();
    assertThatThrownBy(() -> section.startsWithout(new Cordon(false)))
        .isInstanceOf(BlockedException.class)
        .hasMessageContaining("node1 is cordoned");
  }

  private void cordon() {
    var node =
        new NodeBuilder()
            .withNewMetadata()
            .withName("node1")
            .addToLabels("kubernetes.io/hostname", "node1")
            .addToLabels("node-role.kubernetes.io/control-plane", "")
            .endMetadata()
            .withNewSpec()
            .withUnschedulable(true)
            .addNewTaint("NoSchedule", "node-role.kubernetes.io/control-plane", null, null)
            .endSpec()
            .build();
    client.resource(node).createOr(there -> there.update());
  }

  /** A run begins, after another was killed. */
  private void begin() {
    begin("observe");
    run.observation().orElseThrow().begins(SCENARIO);
  }

  private void begin(String mode) {
    run =
        PlainRun.of(
            new LabsWithoutLab(TrainingConfig.of(Map.of("training.mode", mode), home)) {
              @Override
              public LabSession open() {
                var lab = LabsWithoutLab.onPaper(connect());
                var nodes = Map.of("node1", "node1");
                var access =
                    new LabAccess(client, nodes, Map.of(), Map.of(), lab.access().provider());
                return new LabSession(lab.info(), lab.cluster(), access, Optional.empty());
              }

              @Override
              public boolean resumed() {
                return true;
              }
            },
            home.resolve("features"),
            home.resolve("reports-" + open.size()),
            Asked.EVERYTHING,
            OutputStream.nullOutputStream());
    section =
        new Section(run, URI.create("file:/07-sample.feature"), new TracesProbe(() -> client));
    open.add(section::stops);
  }

  private void step(int place, Runnable work) throws Throwable {
    var observation = run.observation().orElseThrow();
    observation.step(place);
    observation.carryOut(work::run);
  }

  private TrainingCluster connect() {
    var cluster =
        TrainingCluster.connect(
                List.of(),
                machine -> {
                  throw new UnsupportedOperationException("there are no machines");
                },
                home,
                new Waits(),
                Duration.ofSeconds(5),
                Progress.SILENT)
            .orElseThrow();
    open.add(cluster);
    return cluster;
  }

  private TrainingConfig config() {
    return TrainingConfig.of(Map.of("training.mode", "observe"), home);
  }

  private void make(String name) {
    client.resource(map(name)).create();
  }

  private void remove(String name) {
    client.resource(map(name)).delete();
  }

  private static ConfigMap map(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .endMetadata()
        .build();
  }

  /** A state of a node that the section makes, and ends. */
  private final class Cordon implements Component {
    private final boolean ours;

    Cordon(boolean ours) {
      this.ours = ours;
    }

    @Override
    public String name() {
      return "the cordon";
    }

    @Override
    public void remove() {
      if (ours) {
        client.nodes().withName("node1").edit(node -> uncordoned(node));
      }
    }

    private static Node uncordoned(Node node) {
      return new NodeBuilder(node).editSpec().withUnschedulable(false).endSpec().build();
    }
  }

  /** What the section makes. */
  private final class Word implements Component {
    @Override
    public String name() {
      return "the word";
    }

    @Override
    public List<ForeignObject> remains() {
      var word = client.configMaps().inNamespace("default").withName("word").get();
      return Stream.ofNullable(word).map(ForeignObject::of).toList();
    }

    @Override
    public void remove() {
      throw new UnsupportedOperationException("it is a person who removes it");
    }
  }
}
