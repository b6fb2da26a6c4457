package kubetraining.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.remote.RemoteShell;

/**
 * Lays out the home of {@code ubuntu} on node1 as the guide expects it: kubectl set up, its
 * completion, the training's manifests in {@code ~/training}, Spark beside it. Machines of the
 * embedded lab have Spark already; the download for others has not been run on AWS yet.
 */
final class GuideFiles implements BootstrapPhase {
  private static final String MANIFESTS = "/home/ubuntu/training/";
  private static final String SPARK = "/opt/spark";
  private static final String SPARK_VERSION = "4.1.1";
  private static final String SPARK_HOME =
      Texts.of("/home/ubuntu/spark-%s-bin-hadoop3", SPARK_VERSION);

  @Override
  public String name() {
    return "files of the guide";
  }

  @Override
  public Set<Class<? extends BootstrapPhase>> after() {
    return Set.of(KubeadmInit.class);
  }

  @Override
  public void apply(BootstrapContext context) {
    Machine node1 = context.controlPlane();
    copyManifests(context.shell(node1), context.spec().manifests());
    context.asRoot(
        node1,
        String.join(
            "\n",
            "install -d -m 0700 -o ubuntu -g ubuntu /home/ubuntu/.kube",
            "install -m 0600 -o ubuntu -g ubuntu /etc/kubernetes/admin.conf"
                + " /home/ubuntu/.kube/config",
            "chown -R ubuntu:ubuntu " + MANIFESTS,
            "if [ -d /etc/bash_completion.d ] && [ ! -s /etc/bash_completion.d/kubectl ]; then",
            "  kubectl completion bash > /etc/bash_completion.d/kubectl",
            "fi"));
    // Machines without names of the outside have Spark, where a section of theirs needs it.
    if (context.spec().outsideNames()) {
      provideSpark(context, node1);
    }
  }

  private static void provideSpark(BootstrapContext context, Machine node1) {
    var shell = context.shell(node1);
    // Where the guide's commands look for it; a distribution that is there itself stays.
    context.asRoot(node1, Texts.of("[ -d %1$s ] || ln -sfn %2$s %1$s", SPARK_HOME, SPARK));
    if (shell
        .run(Texts.of("test -x %s/bin/spark-submit", SPARK_HOME), context.limits().command())
        .succeeded()) {
      return;
    }
    context.progress().note(Texts.of("downloading Spark %s to node1", SPARK_VERSION));
    context.asRoot(
        node1, Texts.of("SPARK=%s\n%s", SPARK_VERSION, Scripts.text("install-spark.sh")));
  }

  /** Lays out the manifests in the home of {@code ubuntu} as they are on this computer. */
  static void copyManifests(RemoteShell node1, Path folder) {
    try {
      for (Path file : ProjectFiles.below(folder)) {
        node1.write(MANIFESTS + folder.relativize(file), Files.readAllBytes(file), "0644");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not copy the manifests in " + folder, e);
    }
  }
}
