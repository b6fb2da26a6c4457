package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kubetraining.cluster.TrainingCluster;
import kubetraining.probe.Yaml;
import kubetraining.wait.ToDoException;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EnableKubernetesMockClient(https = false, crud = true)
final class CommandTracesTest {
  KubernetesClient client;
  @TempDir Path folder;

  @Test
  void whereOnlyAPersonActsWhatIsLeftIsNamedAndStays() {
    var waits = new Waits(new WaitLedger());
    var cluster = new TrainingCluster(Map.of(), client, client, waits).handsOff();
    try (var ledger = new Ledger(folder.resolve("ledger"))) {
      var traces =
          new CommandTraces(
              cluster,
              ledger,
              "leftovers",
              List.of(Claim.in("default", Pod.class, "x")),
              Duration.ofSeconds(5));
      traces.remove();
      String pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: x, namespace: default}\n";
      Yaml.of(pod).in(client);

      var toDo = catchThrowableOfType(ToDoException.class, traces::remove);
      assertThat(toDo).hasMessageContaining("the pod 'x' in 'default'");
      assertThat(toDo.commands()).containsExactly("kubectl delete pod/x --namespace default");
      assertThat(client.pods().inNamespace("default").withName("x").get()).isNotNull();
    }
  }
}
