package kubetraining.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import kubetraining.host.FileWork;
import kubetraining.host.ProjectFiles;
import kubetraining.remote.RemoteShell;

/**
 * Lays out the home of {@code ubuntu} on node1 as the guide expects it: kubectl set up, its
 * completion, the training's manifests in {@code ~/training}.
 */
final class GuideFiles {
  private static final String MANIFESTS = "/home/ubuntu/training/";

  private GuideFiles() {}

  static void apply(BootstrapContext context) {
    copyManifests(context.node1(), context.spec().manifests());
    context.asRoot(
        context.node1(),
        """
        install -d -m 0700 -o ubuntu -g ubuntu /home/ubuntu/.kube
        install -m 0600 -o ubuntu -g ubuntu /etc/kubernetes/admin.conf /home/ubuntu/.kube/config
        chown -R ubuntu:ubuntu /home/ubuntu/training/
        if [ -d /etc/bash_completion.d ] && [ ! -s /etc/bash_completion.d/kubectl ]; then
          kubectl completion bash > /etc/bash_completion.d/kubectl
        fi""");
  }

  /** Lays out the manifests in the home of {@code ubuntu} as they are on this computer. */
  static void copyManifests(RemoteShell node1, Path folder) {
    FileWork.run(
        "could not copy the manifests in " + folder,
        () -> {
          for (Path file : ProjectFiles.below(folder)) {
            node1.write(MANIFESTS + folder.relativize(file), Files.readAllBytes(file), "0644");
          }
        });
  }
}
