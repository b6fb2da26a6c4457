package kubetraining.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import kubetraining.config.LabKind;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Texts;
import kubetraining.lab.DamagedRecordException;
import kubetraining.lab.HeldLab;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabLock;
import kubetraining.lab.LabRecord;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.ec2.Ec2LabProvider;
import kubetraining.lab.ec2.Ec2Prices;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/**
 * Finds labs of ours in an account, by their tags, also those of other computers, and gives back
 * what nobody uses: whose lease is over, or what a run of this computer left. What is somebody
 * else's is neither touched nor told.
 *
 * @param regions opens the account in a region; the configured one, if none is named
 * @param out takes the lines of the table
 */
public record AwsSweep(
    TrainingConfig config,
    Progress progress,
    Function<Optional<String>, Ec2LabProvider> regions,
    Consumer<String> out) {
  private static final List<String> HEADINGS =
      List.of("REGION", "LAB", "AGE", "OWNER", "WHAT", "USD", "LEASE", "NOW");

  /** A sweep of the account that the settings name. */
  public AwsSweep(TrainingConfig config, Progress progress, Consumer<String> out) {
    this(config, progress, region -> open(config, region, progress), out);
  }

  private static Ec2LabProvider open(
      TrainingConfig config, Optional<String> region, Progress progress) {
    var waits = new Waits().times(config.patience());
    var where = region.or(config.aws()::region);
    return Cloud.amazon(config, where, config.labName(), progress, waits).provider();
  }

  /**
   * Prints what there is, and then gives back what can go.
   *
   * @param names of regions; none for the configured one, {@code all} for all of the account
   * @param dryRun only prints
   * @return how many labs were given back
   * @throws LabUnavailableException after all others, naming what was refused
   */
  public int sweep(List<String> names, boolean dryRun) {
    var now = Instant.now();
    var refusals = new ArrayList<LabUnavailableException>();
    var found = new ArrayList<Swept>();
    for (Optional<String> region : wanted(names)) {
      tried(() -> found.addAll(look(region, now)), refusals);
    }
    if (!found.isEmpty()) {
      var rows = new ArrayList<List<String>>(List.of(HEADINGS));
      found.forEach(lab -> rows.add(lab.row()));
      Texts.columns(rows).forEach(out);
    }
    int gone = 0;
    if (!dryRun) {
      for (Swept lab : found) {
        gone += lab.stays().isEmpty() && tried(() -> remove(lab), refusals) ? 1 : 0;
      }
      // What could not be seen may be there.
      if (refusals.isEmpty()) {
        forgetEnded(found.stream().map(lab -> lab.held().name()).toList(), now);
      }
    }
    if (!refusals.isEmpty()) {
      var first = refusals.get(0);
      refusals.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
    return gone;
  }

  private List<Optional<String>> wanted(List<String> names) {
    if (names.isEmpty()) {
      return List.of(Optional.empty());
    }
    if (!names.equals(List.of("all"))) {
      return names.stream().map(Optional::of).toList();
    }
    try (var aws = regions.apply(Optional.empty())) {
      return aws.caretaker().regions().stream().map(Optional::of).toList();
    }
  }

  private List<Swept> look(Optional<String> region, Instant now) {
    try (var aws = regions.apply(region)) {
      // The account first: what is in another one must not even be looked at.
      aws.caretaker().account();
      return aws.caretaker().labs().stream()
          .map(held -> new Swept(config, aws.caretaker().region(), held, now))
          .filter(Swept::ours)
          .toList();
    }
  }

  private boolean remove(Swept lab) {
    var name = lab.held().name();
    var lock = LabLock.take(lab.folder(), "training sweep");
    try (lock;
        var aws = regions.apply(Optional.of(lab.region()))) {
      // Asked again under the lock: a run that just ended may have kept it.
      if (lab.isWanted().isPresent()) {
        return false;
      }
      progress.phase(
          Texts.of("give back lab '%s' in %s", name, lab.region()), () -> aws.release(name));
      if (lab.known()) {
        lab.folder().delete();
      }
      return true;
    }
  }

  /** A lab of this computer whose time is over, and of which nothing is there, is forgotten. */
  private void forgetEnded(List<String> there, Instant now) {
    for (LabFolder folder : LabFolder.all(config.folders().state())) {
      if (!there.contains(folder.lab()) && ended(folder, now)) {
        folder.delete();
      }
    }
  }

  private static boolean ended(LabFolder folder, Instant now) {
    var end = onAws(folder).flatMap(LabRecord::expiresAt);
    return LabLock.holderOf(folder).isEmpty() && end.filter(it -> !it.isAfter(now)).isPresent();
  }

  /** What is written down of a lab of this computer, if it is on AWS. */
  private static Optional<LabRecord> onAws(LabFolder folder) {
    try {
      return folder.readRecord().filter(it -> it.kind().equals(LabKind.AWS.word()));
    } catch (DamagedRecordException e) {
      // Somebody may have kept it; './training down' clears it away.
      return Optional.empty();
    }
  }

  private static boolean tried(BooleanSupplier step, List<LabUnavailableException> refusals) {
    try {
      return step.getAsBoolean();
    } catch (LabUnavailableException e) {
      refusals.add(e);
      return false;
    }
  }

  /** A lab of ours in a region of AWS, and whether it can go. */
  private record Swept(TrainingConfig config, String region, HeldLab held, Instant now) {

    /** Whether its tag says that it is ours. */
    boolean ours() {
      return held.owner().equals(config.labOwner());
    }

    /** Why it stays; empty if it can go. */
    Optional<String> stays() {
      var holder = LabLock.holderOf(folder());
      return holder.isPresent() ? holder.map(who -> who + " is using it") : isWanted();
    }

    /** Why it is still wanted, whether or not a run works on it. */
    Optional<String> isWanted() {
      if (over()) {
        return Optional.empty();
      }
      if (!known()) {
        return Optional.of("its lease has not ended, and this computer does not know it");
      }
      return KeptLab.isKept(folder()) ? Optional.of("it was kept") : Optional.empty();
    }

    private boolean over() {
      return held.until().filter(until -> !until.isAfter(now)).isPresent();
    }

    /** Whether it was made from this computer, on AWS. */
    boolean known() {
      return onAws(folder()).isPresent();
    }

    LabFolder folder() {
      return LabFolder.of(config.folders().state(), held.name());
    }

    /**
     * It in the words of a table: where, which, how old, whose, what, what it has cost, what now.
     */
    List<String> row() {
      return List.of(
          region,
          held.name(),
          held.since()
              .map(since -> LabStatus.inWords(Duration.between(since, now)))
              .orElse("unknown"),
          held.owner(),
          held.what(),
          cost().map(usd -> "about " + Budget.usd(usd)).orElse("unknown"),
          held.until()
              .map(
                  until ->
                      over()
                          ? Texts.of("over for %s", LabStatus.inWords(Duration.between(until, now)))
                          : Texts.of("%s left", LabStatus.inWords(Duration.between(now, until))))
              .orElse("unknown"),
          stays().map(why -> "stays: " + why).orElse("goes"));
    }

    /** In USD, as far as machines are listed: each until the end of its lease at most. */
    private Optional<Double> cost() {
      var end = held.until().filter(until -> until.isBefore(now)).orElse(now);
      double sum = 0;
      for (var machine : held.machines()) {
        var hour = Ec2Prices.hour(region, machine.type(), config.aws().price());
        if (hour.isEmpty()) {
          return Optional.empty();
        }
        var length = Duration.between(machine.since(), end);
        sum += length.isNegative() ? 0 : Budget.cost(hour.get(), length);
      }
      return held.machines().isEmpty() ? Optional.empty() : Optional.of(sum);
    }
  }
}
