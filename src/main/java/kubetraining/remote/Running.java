package kubetraining.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kubetraining.host.Daemons;
import kubetraining.host.Texts;
import kubetraining.wait.Fault;
import kubetraining.wait.Unmet;

/**
 * A command that is under way on a machine, and what it has said so far.
 *
 * @param limit how long it may take
 */
record Running(String machine, String command, Duration limit, Drain stdout, Drain stderr) {
  private static final long GRACE_SECONDS = 10;
  private static final int MOST = 32 << 20;

  /**
   * Reads both streams to their ends, each on a thread of its own: a blocked reader of one stream
   * must never keep the other from being read, or both sides stall once the window is full.
   */
  Running(String machine, String command, Duration limit, InputStream stdout, InputStream stderr) {
    this(
        machine,
        command,
        limit,
        Drain.of(stdout, machine + " stdout"),
        Drain.of(stderr, machine + " stderr"));
  }

  /** What it has left behind, once the other side has closed the streams. */
  CommandResult ended(int exitCode) throws IOException {
    return new CommandResult(machine, command, exitCode, stdout.all(), stderr.all());
  }

  /** It did not end within its limit; told with what it had said so far. */
  Unmet timeout() {
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

  /** What was read of one stream. */
  record Drain(ByteArrayOutputStream bytes, Future<?> end) {
    private static Drain of(InputStream stream, String name) {
      var bytes = new ByteArrayOutputStream();
      return new Drain(bytes, Daemons.begin("drain " + name, () -> read(stream, bytes)));
    }

    private String soFar() {
      return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Everything, once the other side has closed the stream. */
    String all() throws IOException {
      try {
        end.get(GRACE_SECONDS, TimeUnit.SECONDS);
        return soFar();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while reading the output", e);
      } catch (ExecutionException e) {
        throw new IOException("could not read the output to its end", e.getCause());
      } catch (TimeoutException e) {
        throw new IOException("the command ended but its output did not", e);
      }
    }

    private static int read(InputStream stream, ByteArrayOutputStream bytes) throws IOException {
      byte[] buffer = new byte[8192];
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        if (bytes.size() + count > MOST) {
          throw new IOException(Texts.of("more than %d MiB of output", MOST >> 20));
        }
        bytes.write(buffer, 0, count);
      }
      return bytes.size();
    }
  }
}
