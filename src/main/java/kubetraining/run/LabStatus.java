package kubetraining.run;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kubetraining.cluster.ApiClients;
import kubetraining.config.LabKind;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Texts;
import kubetraining.lab.DamagedRecordException;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabLock;
import kubetraining.lab.LabRecord;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.embedded.cloud.EmbeddedLeftovers;
import kubetraining.progress.Progress;
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

  /**
   * Looks at all of them; what of one cannot be known keeps nobody from being told of the others.
   */
  public static LabStatus look(TrainingConfig config, Clock clock) {
    var lines = new ArrayList<String>();
    boolean up = false;
    boolean known = true;
    for (var folder : LabFolder.all(config.folders().state())) {
      Optional<LabRecord> record = Optional.empty();
      try {
        record = folder.readRecord();
        describe(folder, record, clock.instant(), lines);
      } catch (DamagedRecordException e) {
        // The other labs shall be told of all the same.
        lines.add(Texts.of("lab '%s': %s", folder.lab(), e.getMessage()));
        known = false;
      }
      up |= answers(folder, lines) && folder.lab().equals(config.labName());
      known &= record.flatMap(LabRecord::engine).isEmpty() || engineAnswers(folder, lines);
      if (record.filter(lab -> lab.kind().equals(LabKind.AWS.word())).isPresent()) {
        lines.add("  " + new LabTerms(config, Progress.SILENT, folder).callers(record.get()));
      }
    }
    if (lines.isEmpty()) {
      lines.add("there is no lab; bring one up: ./training up");
    }
    return new LabStatus(up, known, lines);
  }

  /** Whether its cluster does; tells of its machines and nodes. */
  private static boolean answers(LabFolder folder, List<String> lines) {
    MachineBook.read(folder).forEach((name, address) -> lines.add("  " + name + "  " + address));
    if (!Files.exists(folder.kubeconfig())) {
      lines.add("  it has no cluster");
      return false;
    }
    try (var client = client(folder)) {
      for (var node : client.nodes().list().getItems()) {
        lines.add(
            Texts.of(
                "  %s is %s, %s",
                node.getMetadata().getName(),
                Readiness.isNodeReady(node) ? "Ready" : "not Ready",
                node.getStatus().getNodeInfo().getKubeletVersion()));
      }
      return true;
    } catch (KubernetesClientException e) {
      lines.add("  its cluster does not answer: " + e.getMessage());
      return false;
    } catch (RuntimeException e) {
      String words = "  its cluster cannot be asked by %s: %s";
      lines.add(Texts.of(words, folder.kubeconfig(), e.getMessage()));
      return false;
    }
  }

  /** What is written down of it: how old it is, for how long, whose, and what to do about it. */
  private static void describe(
      LabFolder folder, Optional<LabRecord> record, Instant now, List<String> lines) {
    var expires = record.flatMap(LabRecord::expiresAt);
    boolean kept = KeptLab.isKept(folder);
    var words = new ArrayList<String>();
    words.add(record.map(LabRecord::kind).orElse("begun, but nothing is known about it"));
    record.ifPresent(lab -> words.add(made(Duration.between(lab.createdAt(), now))));
    expires.ifPresent(when -> words.add(ends(Duration.between(now, when))));
    record.flatMap(LabRecord::owner).ifPresent(owner -> words.add("owner " + owner));
    record.flatMap(lab -> Budget.soFar(lab, now)).ifPresent(words::add);
    if (kept) {
      words.add("kept");
    }
    lines.add(Texts.of("lab '%s': %s", folder.lab(), String.join(", ", words)));
    var holder = LabLock.holderOf(folder);
    if (holder.isPresent()) {
      lines.add(Texts.of("  %s is using it", holder.get()));
    } else if (expires.filter(when -> !when.isAfter(now)).isPresent()) {
      lines.add(
          "  its machines were due to power themselves off then; remove it: ./training down --name "
              + folder.lab());
    } else if (!kept) {
      lines.add(
          "  left by a run that did not end well; give it back: ./training down --name "
              + folder.lab());
    }
  }

  private static String made(Duration age) {
    return age.toMinutes() < 1 ? "made just now" : Texts.of("made %s ago", inWords(age));
  }

  private static String ends(Duration left) {
    return left.isNegative() || left.isZero()
        ? Texts.of("its lease ended %s ago", inWords(left.negated()))
        : "powers itself off in " + inWords(left);
  }

  /** A span of time as a person says it: {@code 2 h 5 min}. */
  static String inWords(Duration span) {
    if (span.toMinutes() < 1) {
      return "less than a minute";
    }
    if (span.toHours() < 1) {
      return span.toMinutes() + " min";
    }
    return span.toDays() < 1
        ? two(span.toHours(), "h", span.toMinutesPart(), "min")
        : two(span.toDays(), "d", span.toHoursPart(), "h");
  }

  private static String two(long large, String unit, int small, String smallUnit) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }

  private static boolean engineAnswers(LabFolder folder, List<String> lines) {
    try {
      EmbeddedLeftovers.look(folder, new Waits()).ifPresent(EmbeddedLeftovers::close);
      return true;
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
