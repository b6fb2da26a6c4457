package kubetraining.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import kubetraining.host.Texts;
import kubetraining.redaction.Redaction;
import kubetraining.remote.AtOnce;
import kubetraining.remote.RemoteShell;

/** What the machines have to say after a bootstrap failed, kept in a file. */
final class Evidence {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final String QUESTIONS =
      """
      if sudo test -s /etc/kubernetes/admin.conf; then
        kubectl() {
          sudo kubectl --kubeconfig /etc/kubernetes/admin.conf --request-timeout 5s "$@" 2>&1
        }
        echo '--- nodes and pods'; kubectl get nodes,pods -A -o wide
        echo '--- warnings'; kubectl get events -A --field-selector type=Warning | tail -15
      fi
      echo '--- units'; systemctl --no-pager --failed --plain 2>&1 | head -20
      echo '--- containerd'; sudo journalctl --no-pager -u containerd -n 15 -o cat 2>&1
      echo '--- kubelet'; sudo journalctl --no-pager -u kubelet -n 40 -o cat 2>&1
      echo '--- containers'; sudo ls /var/log/containers 2>&1
      echo '--- last words of static pods'
      sudo sh -c 'tail -n 5 /var/log/pods/kube-system_*/*/*.log' 2>&1 | tail -60""";

  private Evidence() {}

  /** Asks every machine and says where the answers are; never fails, as a failure led here. */
  static String gather(BootstrapContext context, Path folder) {
    var file = folder.resolve("bootstrap-failure.txt");
    try {
      Files.createDirectories(folder);
      var answers = AtOnce.each(context.shells().values(), RemoteShell::machine, Evidence::ask);
      var text = new StringBuilder();
      answers.forEach(
          (shell, answer) -> text.append(Texts.of("===== %s%n%s%n", shell.machine(), answer)));
      Files.writeString(file, Redaction.redact(text.toString()));
      return "The last words of kubelet, containerd and the static pods of each machine are in "
          + file;
    } catch (IOException | RuntimeException e) {
      return "The logs of the machines could not be collected: " + e.getMessage();
    }
  }

  private static String ask(RemoteShell shell) {
    try {
      return shell.run(QUESTIONS, LIMIT).stdout();
    } catch (RuntimeException e) {
      return "unreachable: " + e.getMessage();
    }
  }
}
