package kubetraining.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.recipe.MachineDownloads;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.progress.Progress;
import kubetraining.remote.AtOnce;
import kubetraining.remote.RemoteShell;

/**
 * Machines that know nothing of Kubernetes, and reach the world: they become hosts for it by a
 * script that fetches what the recipes name. Running it again is quick and changes nothing.
 *
 * @param downloads what they fetch themselves
 * @param ownImages what no registry has, so that they are given it; made when first asked for
 */
public record BareMachines(
    MachineDownloads downloads, Supplier<List<ImageArchive>> ownImages, Progress progress) {
  /** For one machine and one thing. */
  private static final Duration LIMIT = Limit.MACHINE_SETUP.duration();

  private static final String FOLDER = "/var/lib/kube-training/set-up/";
  private static final String SCRIPT = "prepare-machine";
  private static final String NOTE = "note: ";
  private static final String CTR = "sudo -n ctr -n k8s.io images ";

  /** What every machine needs. */
  void everywhere(RemoteShell shell) {
    downloads
        .mirrorHosts()
        .forEach(
            (host, text) ->
                shell.write(Texts.of("/etc/containerd/certs.d/%s/hosts.toml", host), text, "0644"));
    for (String unit : List.of("containerd.service", "kubelet.service")) {
      shell.write(FOLDER + unit, Texts.file(BareMachines.class, unit), "0644");
    }
    var settings =
        Texts.file(BareMachines.class, "containerd.toml")
            .replace("@PAUSE@", downloads.pauseImage());
    shell.write(FOLDER + "containerd.toml", settings, "0644");
    shell.write(FOLDER + SCRIPT, Texts.file(BareMachines.class, SCRIPT + ".sh"), "0755");
    run(shell, "everywhere", downloads.everywhere());
  }

  /** What the guide's sections need on node1: Spark, resource definitions. */
  void onFirst(RemoteShell node1) {
    var table = downloads.onFirst();
    if (!table.isEmpty()) {
      run(node1, "on-node1", table);
    }
  }

  /** Makes the images that no registry has, and gives each machine those that it lacks. */
  void images(Collection<RemoteShell> shells) {
    var images = ownImages.get();
    AtOnce.on(shells, shell -> images.forEach(image -> give(shell, image)));
  }

  private void give(RemoteShell shell, ImageArchive image) {
    var known =
        Texts.of(
            "%sls | awk '$1 == \"%s\" {named = $3} $1 == \"%s\" {ours = $3}"
                + " END {exit ours == \"\" || named != ours}'",
            CTR, image.reference(), image.digest());
    if (shell.run(known, LIMIT).succeeded()) {
      return;
    }
    var file = Texts.of("/tmp/%s.tar", image.digest().replace(':', '-'));
    shell.upload(image.tar(), file);
    // Pinned: a kubelet that is short of disk must not remove what cannot be pulled again.
    shell.mustRun(
        Texts.of(
            "%1$simport --local %2$s && %1$slabel %3$s io.cri-containerd.pinned=pinned && rm -f %2$s",
            CTR, file, image.reference()),
        LIMIT);
  }

  private void run(RemoteShell shell, String name, String table) {
    shell.write(FOLDER + name, table, "0644");
    // It gives up waiting for others before this gives up waiting for it.
    var half = LIMIT.dividedBy(2).toSeconds();
    var command = Texts.of("sudo -n %1$s%2$s %1$s%3$s %4$d", FOLDER, SCRIPT, name, half);
    var said = shell.mustRun(command, LIMIT).stdout().lines();
    said.filter(line -> line.startsWith(NOTE))
        .map(line -> Texts.of("%s: %s", shell.machine(), line.substring(NOTE.length())))
        .forEach(progress::note);
  }
}
