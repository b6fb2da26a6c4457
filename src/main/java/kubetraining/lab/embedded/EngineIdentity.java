package kubetraining.lab.embedded;

import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kubetraining.host.Texts;
import kubetraining.lab.LabEngine;

/**
 * Which engine answers: its make, its own name for itself, and the computer it runs on.
 *
 * @param make {@code Engine} for Docker's own, {@code Podman Engine} for Podman
 * @param kernel the release of the kernel under it; empty if it does not tell
 * @param computer the name of the computer under it
 */
record EngineIdentity(
    EngineAddress address,
    String make,
    String version,
    String id,
    String data,
    String kernel,
    String computer) {
  private static final Path NAME_HERE = Path.of("/proc/sys/kernel/hostname");

  static EngineIdentity of(EngineAddress address, Version version, Info info) {
    var parts = Optional.ofNullable(version.getComponents()).orElse(List.of());
    String computer = text(info.getName());
    String make = parts.isEmpty() ? "" : text(parts.get(0).getName());
    return new EngineIdentity(
        address,
        make,
        text(version.getVersion()),
        // Podman makes up another id for each answer (its pkg/api/handlers/compat/info.go).
        podman(make) ? "Podman on " + computer : text(info.getId()),
        text(info.getDockerRootDir()),
        text(info.getKernelVersion()),
        computer);
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private static boolean podman(String make) {
    return make.startsWith("Podman");
  }

  /** The engine, as a lab's folder remembers it. */
  LabEngine engine() {
    return new LabEngine(id, data, address.host());
  }

  /** What must be said of an engine that is not Docker's; empty for Docker's. */
  Optional<String> otherMake() {
    return podman(make)
        ? Optional.of(
            Texts.of(
                "Podman %s answers in place of Docker's engine; the lab was never tried on it",
                version))
        : Optional.empty();
  }

  /**
   * An address of this computer may lead to another one: through a tunnel, or into the virtual
   * machine of Docker Desktop. The kernel tells; two computers of one kernel differ in their names.
   */
  void requireThisComputer() {
    String here = System.getProperty("os.version");
    boolean otherKernel = kernel.matches("\\d.*") && !kernel.equals(here);
    if (otherKernel || address.socket().isEmpty() && !computer.equals(nameHere())) {
      throw new EngineTrouble(
          Texts.of(
              "the container engine at %s runs on another computer or virtual machine, '%s' with kernel"
                  + " %s, and not on '%s' with kernel %s; the lab's machines can only run here",
              address, computer, kernel, nameHere(), here),
          address
              .source()
              .map(
                  source ->
                      source.undo() + "   (or: export DOCKER_HOST=" + EngineAddress.USUAL + ")")
              .orElse("see which engine listens there: sudo ss -xlp | grep docker.sock"));
    }
  }

  private static String nameHere() {
    try {
      return Files.readString(NAME_HERE).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
