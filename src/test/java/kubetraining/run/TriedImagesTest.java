package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import kubetraining.artifact.recipe.ArtifactSettings;
import kubetraining.artifact.recipe.MachineDownloads;
import kubetraining.artifact.recipe.SourceChoice;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.cluster.RecordingShell;
import org.junit.jupiter.api.Test;

final class TriedImagesTest {
  private final RecordingShell worker = new RecordingShell("node4");
  private final TriedImages images =
      new TriedImages(
          MachineDownloads.of(
              ArtifactSettings.of(SourceChoice.AUTO, Path.of("artifacts"), Path.of("unused")),
              Wanted.EVERYTHING));

  @Test
  void aWorkerTriesOnceAndItsLastLineIsTheReason() {
    String said = "level=warning msg=old\nctr: failed to resolve image: no such host\n";
    worker.answering("images pull", 1, "", said);

    assertThat(images.unavailable("grafana/grafana:13.1.3", worker).orElseThrow())
        .startsWith(
            "node4 cannot pull the image docker.io/grafana/grafana:13.1.3:"
                + " ctr: failed to resolve image: no such host. ")
        .contains("-Dartifacts.mirror.images");
    worker.answering("images pull", 0, "");
    assertThat(images.unavailable("docker.io/grafana/grafana:13.1.3", worker)).isPresent();
    assertThat(worker.commands(""))
        .singleElement()
        .asString()
        .contains("--hosts-dir /etc/containerd/certs.d docker.io/grafana/grafana:13.1.3");
  }

  @Test
  void oneThatTakesTooLongIsNotToBeHad() {
    worker.answering("images pull", 124, "");

    assertThat(images.unavailable("grafana/grafana:13.1.3", worker).orElseThrow())
        .contains("not within 300 s");
  }

  @Test
  void whatEveryRegistryHasIsLeftToTheKubelet() {
    worker.answering("images pull", 1, "");

    assertThat(images.unavailable("registry.k8s.io/pause:3.10.2", worker)).isEmpty();
    assertThat(images.unavailable("docker.io/kube-training/heat-extender:1.0.0", worker)).isEmpty();
    assertThat(worker.commands("")).isEmpty();
  }
}
