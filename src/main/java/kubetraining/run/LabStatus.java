package kubetraining.run;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kubetraining.cluster.ApiClients;
import kubetraining.config.LabKind;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Texts;
import kubetraining.lab.DamagedRecordException;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabRecord;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.embedded.EmbeddedLeftovers;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.Waits;

/**
 * How the labs of this computer are.
 *
 * @param up whether the lab that the settings name answers
 * @param known whether the engines of all labs could be asked
 * @param lines what to tell the user
 */
public record LabStatus(boolean up, boolean known, List<String> lines) {
  private static final int ANSWER_MILLIS = 3000;

  static LabStatus look(TrainingConfig config, Clock clock) {
    var lines = new ArrayList<String>();
    boolean up = false;
    boolean known = true;
    for (var folder : LabFolder.all(config.folders().state())) {
      boolean answers = describe(folder, clock, lines);
      known &= engineAnswers(folder, lines);
      callers(config, folder).ifPresent(line -> lines.add("  " + line));
      up |= answers && folder.lab().equals(config.labName());
    }
    if (lines.isEmpty()) {
      lines.add("there is no lab; bring one up: ./training up");
    }
    return new LabStatus(up, known, lines);
  }

  private static boolean describe(LabFolder folder, Clock clock, List<String> lines) {
    try {
      lines.addAll(new LabLine(folder, clock.instant()).lines());
    } catch (LabUnavailableException e) {
      // The other labs shall be told of all the same.
      lines.add(Texts.of("lab '%s': %s", folder.lab(), e.getMessage()));
    }
    MachineBook.read(folder).forEach((name, address) -> lines.add("  " + name + "  " + address));
    if (!Files.exists(folder.kubeconfig())) {
      lines.add("  it has no cluster");
      return false;
    }
    try (var client = client(folder)) {
      for (var node : client.nodes().list().getItems()) {
        boolean ready =
            node.getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
        lines.add(
            Texts.of(
                "  %s is %s, %s",
                node.getMetadata().getName(),
                ready ? "Ready" : "not Ready",
                node.getStatus().getNodeInfo().getKubeletVersion()));
      }
      return true;
    } catch (KubernetesClientException e) {
      lines.add("  its cluster does not answer: " + e.getMessage());
      return false;
    }
  }

  private static Optional<String> callers(TrainingConfig config, LabFolder folder) {
    try {
      return folder
          .readRecord()
          .filter(record -> record.kind().equals(LabKind.AWS.word()))
          .map(record -> new LabCallers(config, folder).line(record));
    } catch (DamagedRecordException e) {
      // Told with the lab itself.
      return Optional.empty();
    }
  }

  private static boolean engineAnswers(LabFolder folder, List<String> lines) {
    try {
      if (folder.readRecord().flatMap(LabRecord::engine).isEmpty()) {
        return true;
      }
      EmbeddedLeftovers.look(folder, new Waits(new WaitLedger()))
          .ifPresent(EmbeddedLeftovers::close);
      return true;
    } catch (DamagedRecordException e) {
      // Told with the lab itself.
      return false;
    } catch (LabUnavailableException e) {
      String.valueOf(e.getMessage()).lines().forEach(line -> lines.add("  " + line));
      return false;
    }
  }

  private static KubernetesClient client(LabFolder folder) {
    var config = Config.fromKubeconfig(folder.kubeconfig().toFile());
    config.setConnectionTimeout(ANSWER_MILLIS);
    config.setRequestTimeout(ANSWER_MILLIS);
    config.setRequestRetryBackoffLimit(0);
    return ApiClients.direct(config);
  }
}
