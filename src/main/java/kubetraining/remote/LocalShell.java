package kubetraining.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import kubetraining.host.FileWork;
import kubetraining.host.Programs;
import kubetraining.host.Texts;

/**
 * A place to type on this computer that stands for a machine: commands run by {@code bash} in a
 * home of their own, with nothing on standard input. One that does not end in time is ended with
 * all that it started.
 *
 * @param machine the name of the machine that it stands for
 * @param home a folder that exists; programs in its folder {@code bin} are found first
 * @param variables set besides; an empty value removes one
 * @param patience what becomes of the limit of a command
 */
public record LocalShell(
    String machine, Path home, Map<String, String> variables, UnaryOperator<Duration> patience)
    implements RemoteShell {
  @Override
  public CommandResult run(String command, Duration limit) {
    var builder = Programs.builder("bash", "-c", command).directory(home.toFile());
    var environment = builder.environment();
    environment.put("HOME", home.toString());
    environment.put("PATH", home.resolve("bin") + ":" + environment.get("PATH"));
    variables.forEach(environment::put);
    environment.values().removeIf(String::isEmpty);
    builder.redirectInput(Path.of("/dev/null").toFile());
    return FileWork.get(
        Texts.of("'%s' could not be run on this computer", Excerpt.command(command)),
        () -> await(builder.start(), command, patience.apply(limit)));
  }

  private CommandResult await(Process process, String command, Duration limit) throws IOException {
    var running =
        new Running(machine, command, limit, process.getInputStream(), process.getErrorStream());
    boolean ended = false;
    try {
      ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          Texts.of("interrupted while '%s' ran", Excerpt.command(command)), e);
    } finally {
      if (!ended) {
        // Only then: it would close the output of a command that has just ended.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
    if (!ended) {
      throw running.timeout();
    }
    return running.ended(process.exitValue());
  }
}
