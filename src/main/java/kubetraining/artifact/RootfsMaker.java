package kubetraining.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a root file system from Debian packages, from where this computer gets its own. */
final class RootfsMaker implements Maker {
  static final String TAR = "rootfs.tar";

  record Settings(
      String suite,
      String variant,
      List<String> components,
      List<String> packages,
      List<String> options) {}

  private static final Duration LIMIT = Duration.ofMinutes(20);
  // Fixed, so that the same packages give the same tar.
  private static final String EPOCH = "1767225600";

  private final Settings settings;

  RootfsMaker(Recipe recipe) {
    this.settings = recipe.as(Settings.class);
  }

  @Override
  public void make(Workbench bench) throws Exception {
    RootfsMode mode =
        RootfsMode.look()
            .orElseThrow(
                () ->
                    new ArtifactException(
                        "this user can make no root file system. Type:\n" + RootfsMode.cure()));
    List<String> line = new ArrayList<>();
    // It mounts /proc, /sys and parts of /dev into what it makes. In a name space of its own these
    // mounts end with it, also when it is killed, and nobody removes files through them.
    if (mode == RootfsMode.ROOT && Toolbox.find("unshare").isPresent()) {
      line.addAll(List.of("unshare", "--mount", "--propagation", "private"));
    }
    // Subordinate users, who own what is made, must be able to get to where it is made.
    if (mode == RootfsMode.UNSHARE && !open(bench.scratch())) {
      line.addAll(List.of("env", "TMPDIR=/var/tmp"));
    }
    line.addAll(List.of(Toolbox.MMDEBSTRAP, "--mode=" + mode.word()));
    line.add("--variant=" + settings.variant());
    line.add("--components=" + String.join(",", settings.components()));
    line.add("--include=" + String.join(",", settings.packages()));
    line.addAll(settings.options());
    line.add(settings.suite());
    line.add(bench.output().resolve(TAR).toString());
    bench.run(line, bench.scratch(), Map.of("SOURCE_DATE_EPOCH", EPOCH), LIMIT);
  }

  /** Whether every user may pass through a folder and all above it. */
  static boolean open(Path folder) throws IOException {
    for (Path each = folder.toRealPath(); each != null; each = each.getParent()) {
      if (!Files.getPosixFilePermissions(each).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Lane lane() {
    return Lane.NETWORK;
  }

  @Override
  public List<String> tools() {
    return List.of(Toolbox.MMDEBSTRAP, Toolbox.ROOT);
  }

  @Override
  public long weight() {
    return 1000L * settings.packages().size();
  }

  @Override
  public int megabytes() {
    return 500;
  }
}
