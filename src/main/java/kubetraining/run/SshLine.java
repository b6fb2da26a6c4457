package kubetraining.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kubetraining.host.Programs;
import kubetraining.lab.LabFolder;

/**
 * How the computer's own ssh is started for a machine of a lab: by the lab's key and host keys, and
 * by nothing that its user has set up for other machines.
 */
final class SshLine {
  // See ssh_config(5). An agent offers its keys first, and a server takes six tries at most.
  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("IdentitiesOnly", "yes"),
          Map.entry("IdentityAgent", "none"),
          Map.entry("PreferredAuthentications", "publickey"),
          Map.entry("GlobalKnownHostsFile", "/dev/null"),
          Map.entry("StrictHostKeyChecking", "yes"),
          // What sshj pinned is what counts; ssh would add the machine's other keys to that file.
          Map.entry("UpdateHostKeys", "no"),
          Map.entry("ControlMaster", "no"),
          Map.entry("ControlPath", "none"),
          Map.entry("ServerAliveInterval", "15"),
          Map.entry("ConnectTimeout", "15"),
          Map.entry("LogLevel", "ERROR"));

  private SshLine() {}

  /**
   * A process to be started, on this terminal.
   *
   * @param command what to run instead of a shell; empty for a shell
   */
  static ProcessBuilder to(LabFolder folder, String address, List<String> command) {
    // No file of settings is read, neither the user's nor that of the computer.
    var line = new ArrayList<>(List.of("ssh", "-F", "/dev/null"));
    option(line, "IdentityFile", folder.path().relativize(folder.privateKey()).toString());
    option(line, "UserKnownHostsFile", folder.path().relativize(folder.knownHosts()).toString());
    OPTIONS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> option(line, each.getKey(), each.getValue()));
    line.add("ubuntu@" + address);
    line.addAll(command);
    // In these options ssh splits paths at spaces and expands %, ~ and ${}. Started in the lab's
    // folder it needs no path at all.
    var process = Programs.builder(line).directory(folder.path().toFile()).inheritIO();
    process.environment().remove("SSH_AUTH_SOCK");
    return process;
  }

  private static void option(List<String> line, String name, String value) {
    line.add("-o");
    line.add(name + "=" + value);
  }
}
