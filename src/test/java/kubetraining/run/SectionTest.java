package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.cluster.PaperKubeconfig;
import kubetraining.component.Component;
import kubetraining.component.ForeignObject;
import kubetraining.config.TrainingConfig;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioText;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.judge.BlockedException;
import kubetraining.lab.LabFolder;
import kubetraining.probe.TracesProbe;
import kubetraining.probe.Yaml;
import kubetraining.wait.ToDoException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person does a section, in runs that are killed in between. */
@EnableKubernetesMockClient(https = false, crud = true)
final class SectionTest {
  private static final List<StepText> STEPS =
      Stream.of("the cluster is running", "nothing is there", "a word is there")
          .map(text -> new StepText("Given", text, "", List.of()))
          .toList();
  private static final PlannedScenario SCENARIO =
      new PlannedScenario(
          "07-sample/a",
          "A word is kept",
          "section-7",
          "07-sample.feature",
          1,
          List.of(),
          new ScenarioText("", "", "", STEPS));

  private static final String KINDS =
      """
      {"resources": [{"name": "configmaps", "kind": "ConfigMap", "namespaced": true, "verbs": ["list"]}]}
      """;
  private static final String NODE =
      """
      apiVersion: v1
      kind: Node
      metadata:
        name: node1
        labels: {kubernetes.io/hostname: node1, node-role.kubernetes.io/control-plane: ""}
      spec:
        unschedulable: %s
        taints: [{effect: NoSchedule, key: node-role.kubernetes.io/control-plane}]
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
    var folder = LabFolder.of(config("observe").folders().state(), "training").create();
    KeptLab.keep(folder);
    lab = folder.path();
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
    Yaml.of(NODE, true).in(client);
  }

  /** A run begins, after another was killed. */
  private void begin() {
    begin("observe");
    run.observation().orElseThrow().begins(SCENARIO);
  }

  private void begin(String mode) {
    var labs =
        new LabsWithoutLab(config(mode)) {
          @Override
          public LabSession open() {
            var cluster = LabsWithoutLab.cluster(home, List.of());
            open.add(cluster);
            var lab = LabsWithoutLab.onPaper(cluster);
            var nodes = Map.of("node1", "node1");
            var access = new LabAccess(client, nodes, Map.of(), Map.of(), lab.access().provider());
            return new LabSession(lab.info(), cluster, access, Optional.empty());
          }

          @Override
          public boolean resumed() {
            return true;
          }
        };
    run = PlainRun.of(home, "reports-" + open.size(), (progress, waits) -> labs);
    section =
        new Section(run, URI.create("file:/07-sample.feature"), new TracesProbe(() -> client));
    open.add(section::stops);
  }

  private void step(int place, Runnable work) throws Throwable {
    var observation = run.observation().orElseThrow();
    observation.step(place);
    observation.carryOut(work::run);
  }

  private TrainingConfig config(String mode) {
    return TrainingConfig.of(Map.of("training.mode", mode), home);
  }

  private void make(String name) {
    Yaml.of("kind: ConfigMap\napiVersion: v1\nmetadata: {name: %s, namespace: default}", name)
        .in(client);
  }

  private void remove(String name) {
    client.configMaps().inNamespace("default").withName(name).delete();
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
        Yaml.of(NODE, false).in(client);
      }
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
