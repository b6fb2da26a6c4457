package kubetraining.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kubetraining.host.Texts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabLock;
import kubetraining.lab.LabRecord;

/** What is written down of one lab, in words: how old it is, for how long, and whose. */
record LabLine(LabFolder folder, Instant now) {
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * Lines for the user, the first with the lab's name.
   *
   * @throws kubetraining.lab.LabUnavailableException if its record cannot be understood
   */
  List<String> lines() {
    var record = folder.readRecord();
    var words = new ArrayList<String>();
    words.add(record.map(LabRecord::kind).orElse("begun, but nothing is known of it"));
    record.ifPresent(lab -> words.add(made(lab.createdAt())));
    record.flatMap(LabRecord::expiresAt).ifPresent(when -> words.add(ends(when)));
    record.flatMap(LabRecord::owner).ifPresent(owner -> words.add("owner " + owner));
    record.flatMap(lab -> Budget.soFar(lab, now)).ifPresent(words::add);
    if (KeptLab.isKept(folder)) {
      words.add("kept");
    }
    var lines = new ArrayList<String>();
    lines.add(Texts.of("lab '%s': %s", folder.lab(), String.join(", ", words)));
    advice(record).ifPresent(line -> lines.add("  " + line));
    return lines;
  }

  private String made(Instant when) {
    var age = Duration.between(when, now);
    return age.toMinutes() < 1 ? "made just now" : Texts.of("made %s ago", inWords(age));
  }

  private String ends(Instant when) {
    return when.isAfter(now)
        ? "powers itself off in " + inWords(Duration.between(now, when))
        : Texts.of("its time was over %s ago", inWords(Duration.between(when, now)));
  }

  private Optional<String> advice(Optional<LabRecord> record) {
    var holder = LabLock.holderOf(folder);
    if (holder.isPresent()) {
      return holder.map(who -> Texts.of("%s works on it", who));
    }
    if (record.flatMap(LabRecord::expiresAt).filter(when -> !when.isAfter(now)).isPresent()) {
      return Optional.of(
          "its machines were to power themselves off then; clear it away: ./training down --name "
              + folder.lab());
    }
    return KeptLab.isKept(folder)
        ? Optional.empty()
        : Optional.of(
            "left by a run that did not end well; give it back: ./training down --name "
                + folder.lab());
  }

  /** A span of time as a person says it: {@code 2 h 5 min}. */
  static String inWords(Duration span) {
    if (span.toMinutes() < 1) {
      return "less than a minute";
    }
    if (span.toHours() < 1) {
      return span.toMinutes() + " min";
    }
    return span.compareTo(DAY) < 0
        ? two(span.toHours(), "h", span.toMinutesPart(), "min")
        : two(span.toDays(), "d", span.toHoursPart(), "h");
  }

  private static String two(long large, String unit, int small, String smallUnit) {
    return small == 0 ? large + " " + unit : large + " " + unit + " " + small + " " + smallUnit;
  }
}
