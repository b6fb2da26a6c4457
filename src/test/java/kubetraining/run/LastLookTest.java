package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kubetraining.cluster.PaperKubeconfig;
import kubetraining.cluster.TrainingCluster;
import kubetraining.course.Outcome;
import kubetraining.guide.FeatureCatalogue;
import kubetraining.lab.Machine;
import kubetraining.lab.MachineRole;
import kubetraining.probe.Yaml;
import kubetraining.report.RecordedScenarios;
import kubetraining.wait.LabFaultException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says of its lab at the end, when all scenarios are over. */
@EnableKubernetesMockClient(https = false, crud = true)
final class LastLookTest {
  // Nobody listens there, and the operating system says so at once.
  private static final String NO_ADDRESS = "255.255.255.255";
  private static final Machine LOST =
      new Machine("node4", MachineRole.WORKER, "i-4", Optional.of(NO_ADDRESS), "10.1.0.14");
  private static final String READY =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: %s}
      status: {conditions: [{type: Ready, status: "True"}]}
      """;

  KubernetesMockServer server;
  KubernetesClient client;
  @TempDir Path folder;
  private final List<String> calls = new ArrayList<>();
  private final List<TrainingCluster> clusters = new ArrayList<>();

  @BeforeEach
  void prepare() throws IOException {
    server.expect().get().withPath("/readyz").andReturn(200, "ok").always();
    PaperKubeconfig.write(client, folder);
  }

  @AfterEach
  void close() {
    clusters.forEach(TrainingCluster::close);
  }

  @Test
  void aMachineThatIsLostWhileItsNodeIsReadyFailsTheRunThatWasWell() throws IOException {
    var run = run(List.of(LOST));
    run.lab();
    pass(run, Outcome.DONE);

    assertThatThrownBy(run::finish)
        .isInstanceOf(RunFailedException.class)
        .hasMessageStartingWith("the lab was not complete at the end (node4 does not answer: ")
        .hasMessageEndingWith(
            "): what was seen earlier was true then; certify again on a complete lab");

    run.recorder().end();
    assertThat(calls).as("it is given back").contains("release");
    assertThat(report().at("/verdict").asText()).isEqualTo("FAILED");
    assertThat(report().at("/complaints")).hasSize(1);
    assertThat(report().at("/scenarios/0/outcome").asText()).isEqualTo("DONE");
  }

  @Test
  void aLabThatAnswersIsNotComplainedAbout() throws IOException {
    var run = run(List.of());
    run.lab();
    pass(run, Outcome.DONE);

    assertThatCode(run::finish).doesNotThrowAnyException();

    run.recorder().end();
    assertThat(report().at("/verdict").asText()).isEqualTo("CERTIFIED");
  }

  @Test
  void aFaultThatWasFoundBeforeIsNotToldTwice() throws IOException {
    var run = run(List.of(LOST));
    run.lab();
    pass(run, Outcome.LAB_FAULT);

    assertThatCode(run::finish).doesNotThrowAnyException();
    assertThat(report().at("/complaints")).isEmpty();
  }

  @Test
  void aRunThatAskedForNoLabLooksAtNone() {
    var run = run(List.of(LOST));
    pass(run, Outcome.DONE);

    assertThatCode(run::finish).doesNotThrowAnyException();
    assertThat(calls).isEmpty();
  }

  @Test
  void aLabThatNeverCameUpIsNotLookedAt() {
    var run = run(new LabsWithoutLab(calls, List.of()));
    assertThatThrownBy(run::lab).isInstanceOf(LabFaultException.class);
    pass(run, Outcome.DONE);

    assertThatCode(run::finish).doesNotThrowAnyException();
  }

  private TrainingRun run(List<Machine> machines) {
    machines.forEach(machine -> Yaml.of(READY, machine.name()).in(client));
    return run(
        new LabsWithoutLab(calls, List.of()) {
          @Override
          public LabSession open() {
            var cluster = LabsWithoutLab.cluster(folder, machines);
            clusters.add(cluster);
            return LabsWithoutLab.onPaper(cluster);
          }
        });
  }

  private TrainingRun run(Labs labs) {
    return PlainRun.of(folder, "reports", (progress, waits) -> labs);
  }

  private static void pass(TrainingRun run, Outcome outcome) {
    run.prepare();
    var recorder = run.recorder();
    var scenario = FeatureCatalogue.read(run.features()).scenarios().get(0);
    new RecordedScenarios(recorder).ended(scenario, outcome);
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("reports/progress.json").toFile());
  }
}
