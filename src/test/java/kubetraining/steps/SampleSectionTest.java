package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectDirectory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.APIGroupListBuilder;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kubetraining.cluster.PaperKubeconfig;
import kubetraining.cluster.TrainingCluster;
import kubetraining.guide.Asked;
import kubetraining.lab.Machine;
import kubetraining.lab.MachineRole;
import kubetraining.progress.Progress;
import kubetraining.remote.CommandResult;
import kubetraining.remote.RemoteShell;
import kubetraining.run.LabSession;
import kubetraining.run.LabsWithoutLab;
import kubetraining.run.PlainRun;
import kubetraining.run.TrainingRun;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
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
  KubernetesMockServer server;
  KubernetesClient client;
  @TempDir Path folder;
  private final Node1 node1 = new Node1();
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();

  @BeforeEach
  void prepare() throws IOException {
    server.expect().get().withPath("/readyz").andReturn(200, "ok").always();
    server
        .expect()
        .get()
        .withPath("/apis")
        .andReturn(200, new APIGroupListBuilder().withGroups(List.of()).build())
        .always();
    server
        .expect()
        .get()
        .withPath("/api/v1")
        .andReturn(
            200,
            new APIResourceListBuilder()
                .addNewResource()
                .withName("configmaps")
                .withKind("ConfigMap")
                .withNamespaced(true)
                .withVerbs("list")
                .endResource()
                .build())
        .always();
    PaperKubeconfig.write(client, folder);
  }

  @AfterEach
  void restore() {
    TrainingRunProvider.CURRENT.set(before);
  }

  @Test
  void itIsTaughtAndLeavesNothing() throws IOException {
    run("not @none");

    assertThat(outcomes()).isEqualTo(Map.of(MADE, "DONE", READ, "DONE", LEFT, "DONE"));
    assertThat(node1.applied).as("what the trainee made is not made again").isEqualTo(1);
    assertThat(client.configMaps().inAnyNamespace().list().getItems()).isEmpty();
  }

  @Test
  void whatAScenarioNeedsIsTypedAndShownAsPreparation() throws IOException {
    run("@essential and not @none", READ);

    assertThat(outcomes()).containsEntry(READ, "DONE");
    assertThat(node1.applied).isEqualTo(1);
    assertThat(report().toString())
        .contains("# preparation\\nkubectl apply --filename ~/training/07-sample/");
  }

  @Test
  void whatIsLeftIsFound() throws IOException {
    node1.forgetful = true;

    run("not @none");

    assertThat(outcomes()).containsEntry(MADE, "DONE").doesNotContainEntry(LEFT, "DONE");
    assertThat(report().toString()).contains("ConfigMap default/forgotten is new");
  }

  @Test
  void whatSomebodyElseHasUnderItsNameBlocksItAndStays() throws IOException {
    client.resource(word("theirs")).create();

    run("not @none");

    assertThat(outcomes().values()).containsOnly("BLOCKED");
    assertThat(report().toString())
        .contains("nothing of it was touched: the configmap 'word' in 'default' (");
    assertThat(client.configMaps().inNamespace("default").withName("word").get().getData())
        .containsEntry("text", "theirs");
  }

  private void run(String tags) {
    run(tags, "");
  }

  private void run(String tags, String only) {
    var machine =
        new Machine(
            "node1", MachineRole.CONTROL_PLANE, "i-1", Optional.of("127.0.0.1"), "10.1.0.1");
    client.load(getClass().getResourceAsStream("/kubetraining/sample/node1.yaml")).create();
    var labs =
        new LabsWithoutLab(
            new ArrayList<>(), List.of(), LabsWithoutLab.settings(Map.of("lab.patience", "0.05"))) {
          @Override
          public LabSession open() {
            return LabsWithoutLab.onPaper(
                TrainingCluster.connect(
                        List.of(machine),
                        any -> node1,
                        folder,
                        new Waits(new WaitLedger()),
                        Duration.ofSeconds(5),
                        Progress.SILENT)
                    .orElseThrow());
          }
        };
    var run =
        PlainRun.of(
            (progress, waits) -> labs,
            FEATURES,
            folder.resolve("reports"),
            Asked.EVERYTHING,
            new PrintStream(console, true, StandardCharsets.UTF_8));
    TrainingRunProvider.CURRENT.set(run);
    run.prepare();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectDirectory(FEATURES.toFile()))
            .filters(EngineFilter.includeEngines("cucumber"))
            .configurationParameter("cucumber.glue", "kubetraining.steps")
            .configurationParameter("cucumber.plugin", "kubetraining.steps.TrainingPlugin")
            .configurationParameter("cucumber.publish.quiet", "true")
            .configurationParameter("cucumber.filter.tags", tags)
            .configurationParameter("cucumber.filter.name", only.isEmpty() ? ".*" : "Whoever.*")
            .build();
    LauncherFactory.create().execute(request);
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

  private static ConfigMap word(String text) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName("word")
        .withNamespace("default")
        .endMetadata()
        .addToData("text", text)
        .build();
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

    @Override
    public void write(String path, byte[] content, String mode) {
      throw new UnsupportedOperationException("a section writes no files");
    }

    @Override
    public void upload(Path local, String remotePath) {
      throw new UnsupportedOperationException("a section uploads nothing");
    }

    @Override
    public void close() {}
  }
}
