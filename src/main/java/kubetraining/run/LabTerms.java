package kubetraining.run;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import kubetraining.cluster.MachineLease;
import kubetraining.config.LabKind;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Texts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabRecord;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Lease;
import kubetraining.lab.ec2.Ec2Endpoint;
import kubetraining.lab.ec2.Ec2LabProvider;
import kubetraining.lab.embedded.cloud.EmbeddedLeftovers;
import kubetraining.progress.Progress;
import kubetraining.remote.SshConnector;
import kubetraining.wait.Waits;

/**
 * The terms on which a lab is up: until when it lives, as its machines, its tags and its record
 * say, and on AWS from where it is reached, when the caller's own address changes.
 */
public record LabTerms(TrainingConfig config, Progress progress, LabFolder folder, Waits waits) {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  public LabTerms(TrainingConfig config, Progress progress) {
    this(config, progress, LabFolder.of(config.folders().state(), config.labName()));
  }

  LabTerms(TrainingConfig config, Progress progress, LabFolder folder) {
    this(config, progress, folder, new Waits().times(config.patience()));
  }

  /**
   * Lets the lab live for so long from now on; one that would live longer stays as it is.
   *
   * @return until when it lives
   * @throws LabUnavailableException naming the machines that still have their old lease, and why
   */
  public Instant extend(Duration length) {
    LabKinds.require(folder, config.lab());
    var record = folder.readRecord().filter(any -> !machines().isEmpty()).orElseThrow(this::notUp);
    var lease = Lease.of(length);
    var old = record.expiresAt();
    if (old.filter(until -> !until.isBefore(lease.until())).isPresent()) {
      progress.note(Texts.of("lab '%s' already lives longer; nothing was changed", folder.lab()));
      return old.get();
    }
    Budget.requireTotal(config, record, lease);
    var failures = setAll(lease);
    if (failures.size() < machines().size()) {
      tag(lease, failures.keySet());
      folder.writeRecord(record.until(lease));
    }
    if (!failures.isEmpty()) {
      throw notAll(failures, old);
    }
    return lease.until();
  }

  private Map<String, String> machines() {
    return MachineBook.read(folder);
  }

  private LabUnavailableException notUp() {
    return new LabUnavailableException(
        "lab '%s' is not up; bring it up: ./training up", folder.lab());
  }

  /** The machines that did not take the lease, and why. */
  private Map<String, String> setAll(Lease lease) {
    var connector = MachineBook.connector(folder, waits, LIMIT);
    var failures = new ConcurrentSkipListMap<String, String>();
    progress.awaiting("every machine to take its new lease");
    machines().entrySet().parallelStream()
        .forEach(
            machine -> {
              var sshd = SshConnector.at(machine.getValue());
              try (var shell = connector.connect(machine.getKey(), sshd)) {
                MachineLease.set(shell, lease, LIMIT);
              } catch (RuntimeException e) {
                failures.put(machine.getKey(), String.valueOf(e.getMessage()).strip());
              }
            });
    return failures;
  }

  private void tag(Lease lease, Set<String> except) {
    if (config.lab() == LabKind.AWS) {
      try (var aws = amazon()) {
        aws.provider().caretaker().extend(folder.lab(), lease, except);
      }
      return;
    }
    try (var engine = EmbeddedLeftovers.look(folder, waits).orElseThrow(this::notUp)) {
      var api = engine.api(folder.lab()).orElseThrow(this::notUp);
      var endpoint = Ec2Endpoint.local(api.endpoint());
      try (var provider = Ec2LabProvider.connect(endpoint, api.trainer(), waits, progress)) {
        provider.caretaker().extend(folder.lab(), lease, except);
      }
    }
  }

  private LabUnavailableException notAll(Map<String, String> failures, Optional<Instant> old) {
    var why =
        failures.entrySet().stream()
            .map(each -> each.getKey() + ": " + each.getValue())
            .collect(joining("; "));
    return new LabUnavailableException(
        "%s of lab '%s' did not take the new lease and will power off as before%s; %s%s",
        String.join(", ", failures.keySet()),
        folder.lab(),
        old.map(until -> ", at " + new Lease(until).calendar() + " UTC").orElse(""),
        why,
        LabKinds.reach(folder).map(hint -> "; " + hint).orElse(""));
  }

  /**
   * Lets the caller in from where the calls come now, and no longer from where they came before.
   *
   * @return what was done, in words
   * @throws LabUnavailableException if there is no such lab of this computer, or it is not on AWS
   */
  public String allow() {
    if (config.lab() != LabKind.AWS) {
      throw new LabUnavailableException(
          "only a lab on AWS has rules about addresses; for such a lab: ./training allow --lab aws");
    }
    LabKinds.require(folder, LabKind.AWS);
    var record =
        folder
            .readRecord()
            .orElseThrow(
                () -> new LabUnavailableException("this computer knows no lab '%s'", folder.lab()));
    try (var aws = amazon()) {
      var before = aws.provider().caretaker().allow(folder.lab(), record.networkRange());
      return before.fit()
          ? Texts.of("lab '%s' already admits %s, and nobody else", folder.lab(), before.now())
          : Texts.of(
              "lab '%s' now admits %s, and no longer %s",
              folder.lab(), before.now(), String.join(", ", others(before.letIn(), before.now())));
    }
  }

  /** Whether the caller is let in now, in words. */
  String callers(LabRecord record) {
    try (var aws = amazon()) {
      var callers = aws.provider().caretaker().callers(folder.lab(), record.networkRange());
      return callers.fit()
          ? Texts.of("it admits your address, %s", callers.now())
          : Texts.of(
              "your address is now in %s, and it admits %s; %s",
              callers.now(),
              callers.letIn().isEmpty() ? "nobody" : String.join(", ", callers.letIn()),
              LabKinds.reach(folder).orElse(""));
    } catch (LabUnavailableException e) {
      return "which addresses it admits is not known: " + e.getMessage();
    }
  }

  private static List<String> others(List<String> ranges, String mine) {
    var others = ranges.stream().filter(range -> !range.equals(mine)).toList();
    return others.isEmpty() ? List.of("only some of the ports") : others;
  }

  private Cloud amazon() {
    return Cloud.amazon(config, folder.lab(), progress, waits);
  }
}
