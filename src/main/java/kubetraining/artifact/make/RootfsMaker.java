package kubetraining.artifact.make;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kubetraining.artifact.make.Maker.Lane;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.host.Programs;
import kubetraining.host.RootfsMode;
import kubetraining.host.Toolbox;

/** Makes a root file system from Debian packages, from where this computer gets its own. */
public final class RootfsMaker {
  public static final String TAR = "rootfs.tar";

  /**
   * @param on the recipe of the root file system that this one is more of; empty if it is of none
   */
  public record Settings(
      String on, String suite, String variant, List<String> packages, List<String> options) {}

  private static final Duration LIMIT = Duration.ofMinutes(20);
  // Fixed, so that the same packages give the same tar.
  private static final String EPOCH = "1767225600";

  // Links that begin at the root would lead out of a root that is pretended, to this computer's own
  // files. Those that fakechroot makes bear the path of that root; it shows them without.
  private static final String STAY_INSIDE =
      """
      find "$1" -type l -lname '/*' -exec sh -c '
        for link; do
          time=$(stat -c %y "$link")
          ln -sfn "$0$(readlink "$link")" "$link"
          touch -h -d "$time" "$link"
        done' "$1" {} +
      """;

  private RootfsMaker() {}

  static Maker of(Settings settings) {
    var tools = List.of(Toolbox.MMDEBSTRAP, Toolbox.ROOT);
    long weight = 1000L * settings.packages().size();
    return new Maker(Lane.NETWORK, tools, 500, weight, false, bench -> make(settings, bench));
  }

  private static void make(Settings settings, Workbench bench) throws Exception {
    String cannot = "this user cannot make a root file system. Type:\n";
    RootfsMode mode =
        RootfsMode.look().orElseThrow(() -> new ArtifactException(cannot + RootfsMode.cure()));
    List<String> line = new ArrayList<>();
    // It mounts /proc, /sys and parts of /dev into what it makes. In a name space of its own these
    // mounts end with it, also when it is killed, and nobody removes files through them.
    if (mode == RootfsMode.ROOT && Programs.has("unshare")) {
      line.addAll(List.of("unshare", "--mount", "--propagation", "private"));
    }
    // Subordinate users, who own what is made, must be able to get to where it is made.
    if (mode == RootfsMode.UNSHARE && !open(bench.scratch())) {
      line.addAll(List.of("env", "TMPDIR=/var/tmp"));
    }
    line.addAll(List.of(Toolbox.MMDEBSTRAP, "--mode=" + mode.word()));
    line.add("--variant=" + settings.variant());
    if (!settings.on().isEmpty()) {
      line.addAll(hooks(bench.need(settings.on()).resolve(TAR), mode));
    }
    line.add("--include=" + String.join(",", settings.packages()));
    line.addAll(settings.options());
    line.add(settings.suite());
    line.add(bench.output().resolve(TAR).toString());
    bench.run(line, bench.scratch(), Map.of("SOURCE_DATE_EPOCH", EPOCH), LIMIT);
  }

  /** Unpacks a tar before mmdebstrap looks: then it finds the essential packages installed. */
  private static List<String> hooks(Path tar, RootfsMode mode) {
    List<String> hooks = new ArrayList<>();
    hooks.add("--setup-hook=tar-in " + quoted(tar) + " /");
    // Not in that tar, as only root can unpack devices. Those of this computer are bound there.
    hooks.add("--setup-hook=mkdir -p \"$1/dev\"");
    if (mode == RootfsMode.FAKECHROOT) {
      hooks.add("--setup-hook=" + STAY_INSIDE);
    }
    return hooks;
  }

  /** As a shell takes it for one word. */
  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
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
}
