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
      var mark = mark(image);
      var known =
          Texts.of("test -e %s && %sls -q name==%s | grep -q .", mark, CTR, image.reference());
      if (!shell.run(known, limit).succeeded()) {
        take(shell, image, mark);
      }
    }
  }

  private void take(RemoteShell shell, ImageArchive image, String mark) {
    var file = Texts.of("/tmp/%s.tar", image.digest().replace(':', '-'));
    shell.upload(image.tar(), file);
    shell.mustRun(
        Texts.of(
            "%1$simport --local %2$s && %1$slabel %3$s %4$s && rm -f %2$s"
                + " && sudo -n install -D /dev/null %5$s",
            CTR, file, image.reference(), PINNED, mark),
        limit);
  }

  /** Says that this very image was taken: containerd knows its manifest's digest, not this one. */
  private static String mark(ImageArchive image) {
    return "/var/lib/kube-training/images/" + image.digest().replace(':', '-');
  }
}
