package kubetraining.typed;

import java.nio.file.Path;
import java.time.Instant;

/** A transcript that a test writes as a marked shell does. */
public final class TestTranscript {
  private TestTranscript() {}

  /** Adds a command that has ended. */
  public static void typed(Path lab, String machine, String text, int exit, String output) {
    begun(lab, machine, text);
    end(lab, machine, text, exit, output);
  }

  /** Adds one that goes on. */
  public static void begun(Path lab, String machine, String text) {
    var transcript = Transcript.of(lab, machine);
    int number = transcript.commands().size() + 1;
    transcript.add(new TypedCommand(machine, "s", number, text, Instant.now(), null, null, ""));
  }

  /** Ends the one that went on. */
  public static void end(Path lab, String machine, String text, int exit, String output) {
    var transcript = Transcript.of(lab, machine);
    transcript.commands().stream()
        .filter(each -> each.text().equals(text) && !each.hasEnded())
        .forEach(each -> transcript.add(each.ended(Instant.now(), exit, output)));
  }
}
