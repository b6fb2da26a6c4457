package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kubetraining.cluster.PaperKubeconfig;
import kubetraining.cluster.TrainingCluster;
import kubetraining.guide.Asked;
import kubetraining.guide.GuideEngine;
import kubetraining.lab.Machine;
import kubetraining.lab.MachineRole;
import kubetraining.progress.Progress;
import kubetraining.remote.CommandResult;
import kubetraining.remote.RemoteShell;
import kubetraining.run.LabSession;
import kubetraining.run.LabsWithoutLab;
import kubetraining.run.PlainRun;
import kubetraining.run.TrainingRun;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherFactory;

/** A section that consists of a feature and manifests, and of no Java, on a cluster on paper. */
@EnableKubernetesMockClient(https = false, crud = true)
final class SampleSectionTest {
  private final TrainingRun before = TrainingRunProvider.CURRENT.get();
  private static final Path SAMPLE = Path.of("src/test/resources/kubetraining/sample");
  private static final Path FEATURES = SAMPLE.resolve("features");
  private static final String MADE = "07-sample/a-configmap-is-made-like-any-other-object";
  private static final String READ = "07-sample/whoever-may-read-it-can";
  private static final String LEFT = "07-sample/nothing-of-this-section-is-left";
  private static final String CONFIG_MAPS =
      """
      {"resources": [{"name": "configmaps", "kind": "ConfigMap", "namespaced": true, "verbs": ["list"]}]}
      """;
  KubernetesMockServer server;
  KubernetesClient client;
  @TempDir Path folder;
  private final Node1 node1 = new Node1();
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();

  @BeforeEach
  void prepare() throws IOException {
    server.expect().get().withPath("/readyz").andReturn(200, "ok").always();
    server.expect().get().withPath("/apis").andReturn(200, "{\"groups\":[]}").always();
    server.expect().get().withPath("/api/v1").andReturn(200, CONFIG_MAPS).always();
    PaperKubeconfig.write(client, folder);
  }

  @AfterEach
  void restore() {
    TrainingRunProvider.CURRENT.set(before);
  }

  @Test
  void itIsTaughtAndLeavesNothing() throws IOException {
    run("not @none", ".*");

    assertThat(outcomes()).isEqualTo(Map.of(MADE, "DONE", READ, "DONE", LEFT, "DONE"));
    assertThat(node1.applied).as("what the trainee made is not made again").isEqualTo(1);
    assertThat(client.configMaps().inAnyNamespace().list().getItems()).isEmpty();
  }

  @Test
  void whatAScenarioNeedsIsTypedAndShownAsPreparation() throws IOException {
    run("@essential and not @none", "Whoever.*");

    assertThat(outcomes()).containsEntry(READ, "DONE");
    assertThat(node1.applied).isEqualTo(1);
    assertThat(report().toString())
        .contains("# preparation\\nkubectl apply --filename ~/training/07-sample/");
  }

  @Test
  void whatIsLeftIsFound() throws IOException {
    node1.forgetful = true;

    run("not @none", ".*");

    assertThat(outcomes()).containsEntry(MADE, "DONE").doesNotContainEntry(LEFT, "DONE");
    assertThat(report().toString()).contains("ConfigMap default/forgotten is new");
  }

  @Test
  void whatSomebodyElseHasUnderItsNameBlocksItAndStays() throws IOException {
    client
        .resource(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: word, namespace: default}
            data: {text: theirs}
            """)
        .create();

    run("not @none", ".*");

    assertThat(outcomes().values()).containsOnly("BLOCKED");
    assertThat(report().toString())
        .contains("none was touched: the configmap 'word' in 'default' (");
    assertThat(client.configMaps().inNamespace("default").withName("word").get().getData())
        .containsEntry("text", "theirs");
  }

  private void run(String tags, String names) {
    var machine =
        new Machine(
            "node1", MachineRole.CONTROL_PLANE, "i-1", Optional.of("127.0.0.1"), "10.1.0.1");
    client.load(getClass().getResourceAsStream("/kubetraining/sample/node1.yaml")).create();
    var labs =
        new LabsWithoutLab(LabsWithoutLab.settings(Map.of("lab.patience", "0.05"))) {
          @Override
          public LabSession open() {
            return LabsWithoutLab.onPaper(
                TrainingCluster.connect(
                        List.of(machine), any -> node1, folder, new Waits(), Progress.SILENT)
                    .orElseThrow());
          }
        };
    var run = PlainRun.of(labs, FEATURES, folder.resolve("reports"), Asked.EVERYTHING, console);
    TrainingRunProvider.CURRENT.set(run);
    run.prepare();
    LauncherFactory.create()
        .execute(
            GuideEngine.request(
                FEATURES,
                "kubetraining.steps",
                "kubetraining.steps.TrainingPlugin",
                Map.of("cucumber.filter.tags", tags, "cucumber.filter.name", names)));
  }

  private Map<String, String> outcomes() throws IOException {
    var outcomes = new TreeMap<String, String>();
    report()
        .at("/scenarios")
        .forEach(each -> outcomes.put(each.at("/id").asText(), each.at("/outcome").asText()));
    return outcomes;
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("reports/progress.json").toFile());
  }

  /** Knows the two commands of the section. */
  private final class Node1 implements RemoteShell {
    private int applied;
    private boolean forgetful;

    @Override
    public String machine() {
      return "node1";
    }

    @Override
    public CommandResult run(String command, Duration limit) {
      if (command.contains("kubectl apply --filename ~/training/07-sample/")) {
        return answer(command, apply());
      }
      if (command.contains("kubectl get configmap word")) {
        var word = client.configMaps().inNamespace("default").withName("word").get();
        return answer(command, word.getData().get("text"));
      }
      return answer(command, "");
    }

    private String apply() {
      applied++;
      try {
        var file = SAMPLE.resolve("manifests/07-sample/word.yaml");
        var word = Serialization.unmarshal(Files.readString(file), ConfigMap.class);
        client.resource(word).create();
        if (forgetful) {
          word.getMetadata().setName("forgotten");
          client.resource(word).create();
        }
        return "configmap/word created\n";
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private CommandResult answer(String command, String stdout) {
      return new CommandResult("node1", command, 0, stdout, "");
    }
  }
}
