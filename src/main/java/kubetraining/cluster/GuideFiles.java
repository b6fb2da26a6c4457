package kubetraining.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import kubetraining.config.Limit;
import kubetraining.host.FileWork;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Sha256;
import kubetraining.host.Texts;
import kubetraining.remote.RemoteShell;

/**
 * Lays out the home of {@code ubuntu} on node1 as the guide expects it: kubectl set up, its
 * completion, the training's manifests in {@code ~/training}.
 */
final class GuideFiles {
  private static final String MANIFESTS = "/home/ubuntu/training/";

  private GuideFiles() {}

  static void apply(BootstrapContext context) {
    copyManifests(context.node1(), context.spec().manifests(), Limit.HOST_PREREQUISITES.duration());
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

  /**
   * Lays out the manifests in the home of {@code ubuntu} as they are on this computer. One that is
   * there already, to the byte, is not copied again.
   *
   * @param limit of the look at what is there
   */
  static void copyManifests(RemoteShell node1, Path folder, Duration limit) {
    var look = Texts.of("find %s -type f -exec sha256sum {} + 2>/dev/null || true", MANIFESTS);
    var there = Set.copyOf(node1.mustRun(look, limit).stdout().lines().toList());
    FileWork.run(
        "could not copy the manifests in " + folder,
        () -> {
          for (Path file : ProjectFiles.below(folder)) {
            String path = MANIFESTS + folder.relativize(file);
            byte[] content = Files.readAllBytes(file);
            if (!there.contains(Sha256.of(content) + "  " + path)) {
              node1.write(path, content, "0644");
            }
          }
        });
  }
}
