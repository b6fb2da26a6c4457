package kubetraining.typed;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One command that somebody typed in a marked shell.
 *
 * @param machine where
 * @param session tells shells on the same machine apart
 * @param number the command's place in that session, from 1 on
 * @param text what was typed; of several lines, if it took several
 * @param startedAt when it began, by the clock of this computer
 * @param endedAt when it ended; null while it runs
 * @param exitCode of the command; null while it runs, and if the connection broke before its end
 * @param output what the terminal showed of it, without colours and marks; long output is cut in
 *     the middle
 */
public record TypedCommand(
    String machine,
    String session,
    int number,
    String text,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Integer exitCode,
    String output) {

  /** The same command at its end. */
  TypedCommand ended(Instant at, @Nullable Integer exit, String shown) {
    return new TypedCommand(machine, session, number, text, startedAt, at, exit, shown);
  }

  /** By this the begin and the end of one command are known to belong together. */
  public String key() {
    return session + "/" + number;
  }

  public boolean hasEnded() {
    return endedAt != null;
  }

  /** When it ended; if it has not, when it began. */
  public Instant lastSeen() {
    return Objects.requireNonNullElse(endedAt, startedAt);
  }
}
