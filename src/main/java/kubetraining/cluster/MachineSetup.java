package kubetraining.cluster;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import kubetraining.artifact.MachineDownloads;
import kubetraining.host.Texts;
import kubetraining.progress.Progress;
import kubetraining.remote.CommandResult;
import kubetraining.remote.RemoteShell;

/**
 * Makes bare machines hosts for Kubernetes, by a script that fetches what the recipes name. Running
 * it again is quick and changes nothing.
 */
final class MachineSetup {
  private static final String FOLDER = "/var/lib/kube-training/set-up/";
  private static final String SCRIPT = "prepare-machine";
  private static final String NOTE = "note: ";

  private final MachineDownloads downloads;
  private final Duration limit;
  private final Progress progress;

  /**
   * @param limit how long one machine may take
   */
  MachineSetup(MachineDownloads downloads, Duration limit, Progress progress) {
    this.downloads = downloads;
    this.limit = limit;
    this.progress = progress;
  }

  /** Gives a machine what every machine has. */
  void everywhere(RemoteShell shell) {
    downloads
        .mirrorHosts()
        .forEach(
            (host, text) ->
                write(shell, Texts.of("/etc/containerd/certs.d/%s/hosts.toml", host), text));
    for (String unit : new String[] {"containerd.service", "kubelet.service"}) {
      write(shell, FOLDER + unit, Scripts.text(unit));
    }
    write(
        shell,
        FOLDER + "containerd.toml",
        Scripts.text("containerd.toml").replace("@PAUSE@", downloads.pauseImage()));
    shell.write(
        FOLDER + SCRIPT, Scripts.text(SCRIPT + ".sh").getBytes(StandardCharsets.UTF_8), "0755");
    run(shell, "everywhere", downloads.everywhere());
  }

  /** Gives node1, which has had the rest, what the sections wanted need on it. */
  void onFirst(RemoteShell node1) {
    var table = downloads.onFirst();
    if (!table.isEmpty()) {
      run(node1, "on-node1", table);
    }
  }

  private void run(RemoteShell shell, String name, String table) {
    write(shell, FOLDER + name, table);
    // It gives up waiting for others before this gives up waiting for it.
    CommandResult done =
        shell.mustRun(
            Texts.of(
                "sudo -n %1$s%2$s %1$s%3$s %4$d",
                FOLDER, SCRIPT, name, limit.dividedBy(2).toSeconds()),
            limit);
    done.stdout()
        .lines()
        .filter(line -> line.startsWith(NOTE))
        .forEach(
            line ->
                progress.note(Texts.of("%s: %s", shell.machine(), line.substring(NOTE.length()))));
  }

  private static void write(RemoteShell shell, String path, String text) {
    shell.write(path, text.getBytes(StandardCharsets.UTF_8), "0644");
  }
}
