package kubetraining.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kubetraining.host.FileWork;
import kubetraining.host.Programs;
import kubetraining.host.Texts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Machine;
import kubetraining.remote.SshConnector;
import kubetraining.remote.SshIdentity;
import kubetraining.wait.Waits;

/**
 * The addresses of a lab's machines, kept so that {@code ./training ssh} need not ask a cloud, and
 * how the computer's own ssh goes there: by the lab's key and host keys, and by nothing that its
 * user has set up for other machines.
 */
final class MachineBook {
  // See ssh_config(5). An agent offers its keys first, and a server takes six tries at most. What
  // sshj pinned is what counts; ssh would add the machine's other keys to that file.
  private static final String OPTIONS =
      """
      ConnectTimeout=15 ControlMaster=no ControlPath=none GlobalKnownHostsFile=/dev/null
      IdentitiesOnly=yes IdentityAgent=none LogLevel=ERROR PreferredAuthentications=publickey
      ServerAliveInterval=15 StrictHostKeyChecking=yes UpdateHostKeys=no""";

  private MachineBook() {}

  static void write(LabFolder folder, List<Machine> machines) {
    var lines = machines.stream().map(each -> each.name() + " " + each.reachableAddress()).toList();
    FileWork.run("could not write " + file(folder), () -> Files.write(file(folder), lines));
  }

  static Map<String, String> read(LabFolder folder) {
    var addresses = new LinkedHashMap<String, String>();
    for (String line : Texts.lines(file(folder))) {
      String[] words = line.split(" ", 2);
      addresses.put(words[0], words[1]);
    }
    return addresses;
  }

  /**
   * Opens shells on machines without the program ssh.
   *
   * @param limit how long a machine may take until it lets somebody in
   */
  static SshConnector connector(LabFolder folder, Waits waits, Duration limit) {
    return new SshConnector(
        SshIdentity.load(folder.privateKey()), folder.knownHosts(), waits, limit);
  }

  /**
   * Starts ssh on this terminal.
   *
   * @param command what to run instead of a shell; empty for a shell
   * @throws LabUnavailableException if the lab has no such machine, or there is no ssh
   */
  static Process ssh(LabFolder folder, String machine, List<String> command) {
    return start(line(folder, machine, List.of(), command).inheritIO());
  }

  /**
   * Starts ssh with this terminal's keys and size, and a command that takes it for its own. What it
   * sends is left to the caller.
   *
   * @throws LabUnavailableException as above
   */
  static Process sshForTerminal(LabFolder folder, String machine, String command) {
    return start(
        line(folder, machine, List.of("-t"), List.of(command))
            .redirectInput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  /** The same without a terminal on this side: what is typed comes from this program. */
  static Process sshForProgram(LabFolder folder, String machine, String command) {
    return start(line(folder, machine, List.of("-tt"), List.of(command)));
  }

  private static ProcessBuilder line(
      LabFolder folder, String machine, List<String> more, List<String> command) {
    var addresses = read(folder);
    if (!addresses.containsKey(machine)) {
      throw new LabUnavailableException(
          "lab '%s' has no machine '%s'; it has %s",
          folder.lab(), machine, String.join(", ", addresses.keySet()));
    }
    // No file of settings is read, neither the user's nor that of the computer.
    var line = new ArrayList<>(List.of("ssh", "-F", "/dev/null"));
    line.addAll(more);
    var options = new ArrayList<>(List.of(OPTIONS.split("\\s+")));
    options.add("IdentityFile=" + folder.privateKey().getFileName());
    options.add("UserKnownHostsFile=" + folder.knownHosts().getFileName());
    options.forEach(option -> line.addAll(List.of("-o", option)));
    line.add("ubuntu@" + addresses.get(machine));
    line.addAll(command);
    // In these options ssh splits paths at spaces and expands %, ~ and ${}. Started in the lab's
    // folder it needs no path at all.
    var builder = Programs.builder(line).directory(folder.path().toFile());
    builder.environment().remove("SSH_AUTH_SOCK");
    return builder;
  }

  private static Process start(ProcessBuilder ssh) {
    try {
      return ssh.start();
    } catch (IOException e) {
      throw new LabUnavailableException(
          e,
          "could not start the program 'ssh' of this computer (%s); install the package 'openssh-client'",
          e.getMessage());
    }
  }

  private static Path file(LabFolder folder) {
    return folder.path().resolve("machines");
  }
}
