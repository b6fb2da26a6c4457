package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kubetraining.artifact.recipe.ArtifactSettings;
import kubetraining.artifact.recipe.MachineDownloads;
import kubetraining.artifact.recipe.SourceChoice;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.component.CommandsOnly;
import kubetraining.remote.CommandResult;
import org.junit.jupiter.api.Test;

final class TriedImagesTest {
  private final Worker worker = new Worker();
  private final TriedImages images =
      new TriedImages(
          MachineDownloads.of(
              ArtifactSettings.of(SourceChoice.AUTO, Path.of("artifacts"), Path.of("unused")),
              Wanted.EVERYTHING));

  @Test
  void aWorkerTriesOnceAndItsLastLineIsTheReason() {
    worker.exitCode = 1;
    worker.stderr = "level=warning msg=old\nctr: failed to resolve image: no such host\n";

    assertThat(images.unavailable("grafana/grafana:13.1.3", worker).orElseThrow())
        .startsWith(
            "node4 cannot pull the image docker.io/grafana/grafana:13.1.3:"
                + " ctr: failed to resolve image: no such host. ")
        .contains("-Dartifacts.mirror.images");
    worker.exitCode = 0;
    assertThat(images.unavailable("docker.io/grafana/grafana:13.1.3", worker)).isPresent();
    assertThat(worker.commands)
        .singleElement()
        .asString()
        .contains("--hosts-dir /etc/containerd/certs.d docker.io/grafana/grafana:13.1.3");
  }

  @Test
  void oneThatTakesTooLongIsNotToBeHad() {
    worker.exitCode = 124;

    assertThat(images.unavailable("grafana/grafana:13.1.3", worker).orElseThrow())
        .contains("not within 300 s");
  }

  @Test
  void whatEveryRegistryHasIsLeftToTheKubelet() {
    worker.exitCode = 1;

    assertThat(images.unavailable("registry.k8s.io/pause:3.10.2", worker)).isEmpty();
    assertThat(images.unavailable("docker.io/kube-training/heat-extender:1.0.0", worker)).isEmpty();
    assertThat(worker.commands).isEmpty();
  }

  private static final class Worker implements CommandsOnly {
    private final List<String> commands = new ArrayList<>();
    private int exitCode;
    private String stderr = "";

    @Override
    public String machine() {
      return "node4";
    }

    @Override
    public CommandResult run(String command, Duration limit) {
      commands.add(command);
      return new CommandResult(machine(), command, exitCode, "", stderr);
    }
  }
}
