package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** A cluster that somebody has, with names of its own and without a way to its machines. */
@EnableKubernetesMockClient(https = false, crud = true)
final class LabAccessTest {
  KubernetesClient client;
  private LabAccess lab;

  @BeforeEach
  void open() {
    var nodes = new LinkedHashMap<String, String>();
    nodes.put("node1", "ip-10-0-0-1");
    nodes.put("node2", "worker-a");
    lab = new LabAccess(client, nodes, Map.of(), Map.of(), Optional.empty());
  }

  @Test
  void theGuidesNamesAreThoseThatTheClusterUses() {
    assertThat(lab.node("node1")).isEqualTo("ip-10-0-0-1");
    assertThat(lab.node("worker-a")).isEqualTo("worker-a");
    assertThat(lab.nodes()).containsExactly("ip-10-0-0-1", "worker-a");
    assertThat(lab.client()).isSameAs(client);
  }

  @Test
  void whatItCannotGiveIsNotAttemptedAndSaysWhy() {
    assertThatThrownBy(() -> lab.node("node3"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessage("this lab has no node3; its nodes are [ip-10-0-0-1, worker-a]");
    assertThatThrownBy(() -> lab.shell("node1"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessage("nobody can type on node1: this lab has no shell there");
    assertThatThrownBy(() -> lab.machines())
        .isInstanceOf(TestAbortedException.class)
        .hasMessage("this lab knows no machine of node1");
    assertThatThrownBy(() -> lab.facts())
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("no provider that could be asked");
  }
}
