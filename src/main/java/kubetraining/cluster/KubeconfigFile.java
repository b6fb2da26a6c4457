package kubetraining.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import kubetraining.config.Limit;
import kubetraining.host.FileWork;
import kubetraining.host.WholeFile;

/**
 * The two kubeconfigs in a lab's folder, readable by its owner only: the caller's, which may do
 * everything, and the observer's, which only looks.
 */
final class KubeconfigFile {
  private static final String NAME = "kubeconfig";
  private static final String OBSERVER = "observer.kubeconfig";

  private KubeconfigFile() {}

  /** The folder of a lab has the lab's name. */
  static Path in(Path folder) {
    return folder.resolve(NAME);
  }

  static Path ofObserver(Path folder) {
    return folder.resolve(OBSERVER);
  }

  /** Whether a bootstrap has finished here. */
  static boolean areIn(Path folder) {
    return Files.isReadable(in(folder)) && Files.isReadable(ofObserver(folder));
  }

  /** Copies node1's, with the address of node1 that the caller reaches, named by the lab. */
  static void fetch(BootstrapContext context, Path folder) {
    var node1 = context.controlPlane();
    var text =
        context
            .node1()
            .mustRun("sudo -n cat /etc/kubernetes/admin.conf", Limit.COMMAND.duration())
            .stdout();
    write(ofObserver(folder), context.observer().get(), node1.reachableAddress());
    write(in(folder), text, node1.reachableAddress());
  }

  private static void write(Path file, String text, String address) {
    var name = "kube-training-" + file.toAbsolutePath().getParent().getFileName();
    var named = ClusterAccess.named(ClusterAccess.at(text, address), name);
    FileWork.run("could not write " + file, () -> WholeFile.writePrivate(file, named));
  }
}
