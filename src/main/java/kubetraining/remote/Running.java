package kubetraining.remote;

import java.time.Duration;
import kubetraining.host.Texts;
import kubetraining.wait.Fault;
import kubetraining.wait.Unmet;

/** A command that is under way, and what it has said so far. */
record Running(String command, Duration limit, StreamDrain stdout, StreamDrain stderr) {
  /** It did not end within its limit; told with what it had said so far. */
  Unmet timeout(String machine) {
    var shown = Texts.of("'%s' on %s", Excerpt.command(command), machine);
    double seconds = limit.toMillis() / 1000.0;
    var said =
        Excerpt.tail("stdout so far", stdout.soFar())
            + Excerpt.tail("stderr so far", stderr.soFar());
    return new Unmet(
        Fault.TOO_LATE,
        Texts.of("%s to end within %.1f s", shown, seconds),
        "it is still running" + said,
        Texts.of("%s did not end within %.1f s%s", shown, seconds, said),
        null);
  }
}
