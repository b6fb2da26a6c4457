package kubetraining.cluster;

import java.time.Duration;
import java.util.List;
import kubetraining.artifact.ImageArchive;
import kubetraining.host.Texts;
import kubetraining.remote.RemoteShell;

/** Gives machines images that no registry has, each once. */
final class OwnImages {
  private static final String CTR = "sudo -n ctr -n k8s.io images ";
  // A kubelet that is short of disk must not remove what cannot be pulled again.
  private static final String PINNED = "io.cri-containerd.pinned=pinned";

  private final Duration limit;

  /**
   * @param limit how long one machine may take for one image
   */
  OwnImages(Duration limit) {
    this.limit = limit;
  }

  void give(RemoteShell shell, List<ImageArchive> images) {
    for (ImageArchive image : images) {
      if (!shell.run(known(image), limit).succeeded()) {
        take(shell, image);
      }
    }
  }

  /** Containerd also lists each image by its digest; both names are of one manifest. */
  private static String known(ImageArchive image) {
    return Texts.of(
        "%sls | awk '$1 == \"%s\" {named = $3} $1 == \"%s\" {ours = $3}"
            + " END {exit ours == \"\" || named != ours}'",
        CTR, image.reference(), image.digest());
  }

  private void take(RemoteShell shell, ImageArchive image) {
    var file = Texts.of("/tmp/%s.tar", image.digest().replace(':', '-'));
    shell.upload(image.tar(), file);
    shell.mustRun(
        Texts.of(
            "%1$simport --local %2$s && %1$slabel %3$s %4$s && rm -f %2$s",
            CTR, file, image.reference(), PINNED),
        limit);
  }
}
