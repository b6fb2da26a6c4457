package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import kubetraining.cluster.RecordingShell;
import org.junit.jupiter.api.Test;

final class KubeletDropInTest {
  private final RecordingShell node3 = new RecordingShell("node3");
  private final KubeletDropIn dropIn = new KubeletDropIn(node3, Duration.ofSeconds(1));

  @Test
  void aFileOfSomebodyElseIsNeitherOverwrittenNorRemoved() {
    dropIn.install();
    assertThat(node3.commands("")).singleElement().asString().startsWith("test -e ");
    dropIn.remove();
    assertThat(node3.commands(""))
        .last()
        .asString()
        .contains("if grep -qs '# written by the training' /etc/systemd/system/kubelet.service.d");
  }
}
