package kubetraining.lab.embedded.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kubetraining.host.Texts;

/** Runs commands in containers, and reads what containers print. */
public record ContainerConsole(DockerClient client) {

  /** Keeps what a container prints, as text. */
  private static final class Text extends ResultCallback.Adapter<Frame> {
    private final StringBuffer printed = new StringBuffer();

    @Override
    public void onNext(Frame frame) {
      printed.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
    }
  }

  /** Runs a command and gives what it printed; fails if the command does. */
  public String run(String container, Duration limit, String... command) {
    var exec =
        client
            .execCreateCmd(container)
            .withCmd(command)
            .withAttachStdout(true)
            .withAttachStderr(true)
            .exec();
    var text = new Text();
    boolean ended;
    try {
      ended =
          client
              .execStartCmd(exec.getId())
              .exec(text)
              .awaitCompletion(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a container ran " + command[0], e);
    }
    Long exitCode = ended ? client.inspectExecCmd(exec.getId()).exec().getExitCodeLong() : null;
    if (exitCode == null || exitCode != 0) {
      throw new IllegalStateException(
          Texts.of(
              "'%s' in container %s %s; it printed: %s",
              String.join(" ", command),
              container,
              ended ? "exited " + exitCode : "did not end within " + limit.toSeconds() + " s",
              tail(text.printed.toString())));
    }
    return text.printed.toString();
  }

  /** The last lines a container printed; empty if the engine cannot tell. */
  public Optional<String> logTail(String container, int lines) {
    var text = new Text();
    try {
      client
          .logContainerCmd(container)
          .withStdOut(true)
          .withStdErr(true)
          .withTail(lines)
          .exec(text)
          .awaitCompletion(10, TimeUnit.SECONDS);
      return Optional.of(text.printed.toString().strip()).filter(log -> !log.isEmpty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (DockerException e) {
      return Optional.empty();
    }
  }

  /** The end of a text that may be long. */
  static String tail(String text) {
    String stripped = text.strip();
    return stripped.length() <= 2000
        ? stripped
        : "..." + stripped.substring(stripped.length() - 2000);
  }
}
