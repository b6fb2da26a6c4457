package kubetraining.probe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import kubetraining.remote.CommandResult;
import kubetraining.remote.RemoteShell;

/** A machine on paper that answers what a test told it to, and nothing to all else. */
public final class AnsweringShell implements RemoteShell {
  private final String machine;
  private final Map<String, String> answers = new LinkedHashMap<>();

  public AnsweringShell(String machine) {
    this.machine = machine;
  }

  /** From now on a command that contains {@code part} prints this; the oldest rule wins. */
  public AnsweringShell answering(String part, String stdout) {
    answers.put(part, stdout);
    return this;
  }

  @Override
  public String machine() {
    return machine;
  }

  @Override
  public CommandResult run(String command, Duration limit) {
    String stdout =
        answers.entrySet().stream()
            .filter(answer -> command.contains(answer.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
    return new CommandResult(machine, command, 0, stdout, "");
  }

  @Override
  public void write(String path, byte[] content, String mode) {
    throw new UnsupportedOperationException("a probe writes nothing");
  }

  @Override
  public void upload(Path local, String remotePath) {
    throw new UnsupportedOperationException("a probe uploads nothing");
  }

  @Override
  public void close() {}
}
