package kubetraining.cluster;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kubetraining.remote.CommandResult;
import kubetraining.remote.RemoteShell;

/** A machine on paper: keeps what was asked of it and answers what a test told it to. */
public final class RecordingShell implements RemoteShell {
  private final String machine;
  private final List<String> commands = new ArrayList<>();
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Map<String, CommandResult> answers = new LinkedHashMap<>();
  private boolean closed;

  public RecordingShell(String machine) {
    this.machine = machine;
  }

  /** From now on a command that contains {@code part} ends like this; the newest rule wins. */
  public RecordingShell answering(String part, int exitCode, String stdout) {
    return answering(part, exitCode, stdout, "");
  }

  /** As above, with what it says on standard error. */
  public RecordingShell answering(String part, int exitCode, String stdout, String stderr) {
    answers.put(part, new CommandResult(machine, part, exitCode, stdout, stderr));
    return this;
  }

  @Override
  public String machine() {
    return machine;
  }

  @Override
  public synchronized CommandResult run(String command, Duration limit) {
    commands.add(command);
    var result = new CommandResult(machine, command, 0, "", "");
    for (var answer : answers.entrySet()) {
      if (command.contains(answer.getKey())) {
        result = answer.getValue().of(command);
      }
    }
    return result;
  }

  @Override
  public synchronized void write(String path, byte[] content, String mode) {
    files.put(path, mode + "\n" + new String(content, StandardCharsets.UTF_8));
  }

  @Override
  public synchronized void upload(Path local, String remotePath) {
    files.put(remotePath, "copied from " + local);
  }

  @Override
  public void close() {
    closed = true;
  }

  /** The commands so far that contain this. */
  public synchronized List<String> commands(String part) {
    return commands.stream().filter(command -> command.contains(part)).toList();
  }

  synchronized String file(String path) {
    return files.getOrDefault(path, "no such file");
  }

  synchronized Map<String, String> files() {
    return Map.copyOf(files);
  }

  boolean closed() {
    return closed;
  }
}
