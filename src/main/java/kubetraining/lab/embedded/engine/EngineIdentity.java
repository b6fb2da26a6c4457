package kubetraining.lab.embedded.engine;

import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.api.model.VersionComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kubetraining.host.Texts;
import kubetraining.lab.LabEngine;

/** Which engine answers: its make, its own name for itself, and the computer it runs on. */
public record EngineIdentity(EngineAddress address, Version version, Info info) {
  private static final Path NAME_HERE = Path.of("/proc/sys/kernel/hostname");

  private boolean podman() {
    var parts = Objects.requireNonNullElse(version.getComponents(), List.<VersionComponent>of());
    return !parts.isEmpty() && text(parts.get(0).getName()).startsWith("Podman");
  }

  private static String text(String value) {
    return Objects.requireNonNullElse(value, "");
  }

  /** The engine, as a lab's folder remembers it. */
  public LabEngine engine() {
    // Podman makes up another id for each answer (its pkg/api/handlers/compat/info.go).
    String id = podman() ? "Podman on " + text(info.getName()) : text(info.getId());
    return new LabEngine(id, text(info.getDockerRootDir()), address.host());
  }

  /** Whether it is where an engine is that was started by a run. */
  public boolean usual() {
    return address.host().equals(EngineAddress.USUAL);
  }

  /** What must be said of an engine that is not Docker's; empty for Docker's. */
  Optional<String> otherMake() {
    String words = "Podman %s answers in place of Docker's engine; the lab was never tried on it";
    return podman() ? Optional.of(Texts.of(words, version.getVersion())) : Optional.empty();
  }

  /**
   * An address of this computer may lead to another one: through a tunnel, or into the virtual
   * machine of Docker Desktop. The kernel tells; two computers of one kernel differ in their names.
   */
  void requireThisComputer() {
    String here = System.getProperty("os.version");
    String kernel = text(info.getKernelVersion());
    String computer = text(info.getName());
    boolean otherKernel = kernel.matches("\\d.*") && !kernel.equals(here);
    if (otherKernel || address.socket().isEmpty() && !computer.equals(nameHere())) {
      String found =
          "the container engine at %s runs on another computer or virtual machine, '%s' with"
              + " kernel %s, and not on '%s' with kernel %s; the lab's machines can only run here";
      String look = "see which engine listens there: sudo ss -xlp | grep docker.sock";
      throw new EngineTrouble(
          Texts.of(found, address, computer, kernel, nameHere(), here),
          address.cure(": " + EngineAddress.NAME_USUAL, look));
    }
  }

  private static String nameHere() {
    return String.join("", Texts.lines(NAME_HERE)).strip();
  }
}
