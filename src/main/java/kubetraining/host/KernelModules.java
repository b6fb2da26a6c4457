package kubetraining.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The parts of the kernel that machines take: overlay for containerd, br_netfilter and vxlan for
 * flannel, which ends without them. Machines load them where /lib/modules has them.
 *
 * @param root the root of the file system, for what is in /proc, /sys and /lib/modules
 */
public record KernelModules(Path root) {

  /** Whether all of them are there or can be loaded. */
  public Finding finding() {
    List<String> missing =
        Stream.of("overlay", "br_netfilter", "vxlan").filter(this::lacks).toList();
    if (missing.isEmpty()) {
      return Finding.met("kernel modules", "nothing is missing");
    }
    String found = Texts.of("kernel %s has no %s", release(), String.join(", ", missing));
    String cure =
        "sudo modprobe -a %s; if that fails, boot the newest installed kernel: after an"
            + " update the modules of the running one are often gone";
    return new Finding("kernel modules", false, found, Texts.of(cure, String.join(" ", missing)));
  }

  // Unsure counts as there: a kernel without /lib/modules has all it will ever have.
  private boolean lacks(String module) {
    Path modules = root.resolve("lib/modules");
    if (Files.exists(root.resolve("sys/module").resolve(module)) || !Files.isDirectory(modules)) {
      return false;
    }
    // A part that is built in has no file in /lib/modules.
    if (module.equals("br_netfilter") && Files.exists(root.resolve("proc/sys/net/bridge"))) {
      return false;
    }
    Path ours = modules.resolve(release());
    return Stream.of("modules.dep", "modules.builtin")
        .map(ours::resolve)
        .noneMatch(list -> names(list, module));
  }

  private static boolean names(Path list, String module) {
    try (Stream<String> lines = Files.lines(list)) {
      return lines.anyMatch(line -> line.split(":")[0].matches(".*/" + module + "\\.ko(\\.\\w+)?"));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private String release() {
    return Texts.lines(root.resolve("proc/sys/kernel/osrelease")).stream()
        .findFirst()
        .orElse("unknown")
        .trim();
  }
}
