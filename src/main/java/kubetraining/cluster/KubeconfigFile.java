package kubetraining.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The caller's kubeconfig, in the lab's folder, readable by its owner only. */
final class KubeconfigFile {
  private static final String NAME = "kubeconfig";

  private KubeconfigFile() {}

  /** The folder of a lab has the lab's name. */
  private static Path labOf(Path folder) {
    return folder.toAbsolutePath().getFileName();
  }

  static Path in(Path folder) {
    return folder.resolve(NAME);
  }

  /** Copies node1's, with the address of node1 that the caller reaches, named by the lab. */
  static Path fetch(BootstrapContext context, Path folder) {
    var node1 = context.controlPlane();
    var text =
        context
            .shell(node1)
            .mustRun("sudo -n cat /etc/kubernetes/admin.conf", context.limits().command())
            .stdout();
    var file = in(folder);
    try {
      Files.createDirectories(folder);
      var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      var draft = Files.createTempFile(folder, ".kubeconfig", null, mode);
      String reached = ClusterAccess.at(text, node1.reachableAddress());
      Files.writeString(draft, ClusterAccess.named(reached, "kube-training-" + labOf(folder)));
      return Files.move(
          draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + file, e);
    }
  }
}
