package kubetraining.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kubetraining.config.LabKind;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Texts;
import kubetraining.lab.HeldLab;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabLock;
import kubetraining.lab.LabRecord;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.ec2.Ec2Prices;

/** A lab of ours in a region of AWS, and whether it can go. */
record SweptLab(TrainingConfig config, String region, HeldLab held, Instant now) {

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
    return record().filter(record -> record.kind().equals(LabKind.AWS.word())).isPresent();
  }

  private Optional<LabRecord> record() {
    try {
      return folder().readRecord();
    } catch (LabUnavailableException e) {
      // What cannot be read may be of a lab that somebody kept.
      return Optional.empty();
    }
  }

  LabFolder folder() {
    return LabFolder.of(config.folders().state(), held.name());
  }

  /** It in the words of a table: where, which, how old, whose, what, what it has cost, what now. */
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
