package kubetraining.lab.embedded.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.cache.MachineParts;
import kubetraining.host.Texts;
import kubetraining.lab.embedded.engine.EngineCapabilities;
import kubetraining.lab.embedded.engine.EngineWays;
import org.junit.jupiter.api.Test;

final class MachineImageTest {
  private static final Path NOWHERE = Path.of("unused");

  private static EngineCapabilities engine(boolean privileged, int cgroups) throws IOException {
    String info = Texts.of("{\"CgroupVersion\": \"%d\"}", cgroups);
    return EngineWays.capabilities(info, privileged, 0, Set.of());
  }

  @Test
  void theFingerprintFollowsThePartsAndTheEngine() throws Exception {
    var pause =
        new ImageArchive("registry.k8s.io/pause:3.10.2", NOWHERE, "sha256:0", "3.10.2", "a test");
    var parts = new MachineParts(NOWHERE, List.of(), "f1", List.of(), List.of(pause), List.of());
    var other = new MachineParts(NOWHERE, List.of(), "f2", List.of(), List.of(pause), List.of());
    String name = MachineImage.pauseImage(parts);
    var restricted = MachineOverlay.ready(engine(false, 1), name);
    var ordinary = MachineOverlay.ready(engine(true, 2), name);
    assertThat(MachineImage.of(parts, restricted)).isEqualTo(MachineImage.of(parts, restricted));
    assertThat(MachineImage.of(parts, restricted)).isNotEqualTo(MachineImage.of(other, restricted));
    assertThat(MachineImage.of(parts, restricted)).isNotEqualTo(MachineImage.of(parts, ordinary));
    assertThat(String.join("", restricted.contents().values()))
        .contains("sandbox = 'registry.k8s.io/pause:3.10.2'", "restrict_oom_score_adj = true")
        .contains("SystemdCgroup = false", "LimitNOFILE=20000")
        .doesNotContain("@PAUSE@", "@OPEN_FILES@");
  }
}
