package kubetraining.component;

import java.time.Duration;
import java.util.List;
import kubetraining.host.Texts;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.ToDoException;

/**
 * The file in which packages of Kubernetes set the kubelet's options until 2023, {@code
 * 10-kubeadm.conf}. It says what the kubelet's unit on that machine says already, so that nothing
 * runs differently for its sake.
 *
 * @param watchedOnly whether a person writes and removes it
 */
public record KubeletDropIn(RemoteShell shell, Duration limit, boolean watchedOnly)
    implements Component {
  private static final String FOLDER = "/etc/systemd/system/kubelet.service.d";
  private static final String FILE = FOLDER + "/10-kubeadm.conf";
  private static final String MARK = "# written by the training";
  private static final List<String> WRITE =
      List.of(
          "sudo mkdir -p " + FOLDER,
          Texts.of(
              "(echo '%2$s'; echo '[Service]'; systemctl cat kubelet | grep ^Environment=; echo"
                  + " ExecStart=; systemctl cat kubelet | grep ^ExecStart=/ | tail -n 1) | sudo tee"
                  + " %1$s",
              FILE, MARK),
          "sudo systemctl daemon-reload");
  private static final String REMOVE =
      Texts.of(
          """
      set -e
      if grep -qs '%3$s' %2$s; then
        sudo -n rm %2$s
        sudo -n rmdir --ignore-fail-on-non-empty %1$s
        sudo -n systemctl daemon-reload
      fi
      """,
          FOLDER, FILE, MARK);

  @Override
  public String name() {
    return Texts.of("%s on %s", FILE, shell.machine());
  }

  /** Whether such a file is there, whoever wrote it. */
  public boolean present() {
    return shell.run("test -e " + FILE, limit).succeeded();
  }

  /** Whether it is there, and the training wrote it, or a person for the training. */
  public boolean isOurs() {
    return shell.run(Texts.of("grep -qs '%s' %s", MARK, FILE), limit).succeeded();
  }

  /** Writes it. A file that is there already stays as it is. */
  public void install() {
    if (present()) {
      return;
    }
    if (watchedOnly) {
      throw new ToDoException("write " + name(), shell.machine(), WRITE);
    }
    var script = "set -e\n" + String.join("\n", WRITE).replace("sudo ", "sudo -n ");
    shell.mustRun(script, limit);
  }

  /** Removes it, unless somebody else wrote it. */
  @Override
  public void remove() {
    if (watchedOnly) {
      requireUndone();
    } else {
      shell.mustRun(REMOVE, limit);
    }
  }

  @Override
  public void requireUndone() {
    if (isOurs()) {
      throw new ToDoException(
          "remove " + name(),
          shell.machine(),
          List.of("sudo rm " + FILE, "sudo systemctl daemon-reload"));
    }
  }
}
