package kubetraining.lab.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Our own files of a machine image: what makes a container behave as a host. */
final class MachineOverlay {
  private static final int PROGRAM = 0755;
  private static final int TEXT = 0644;

  /** A file of the overlay: which of ours, and where it goes. */
  private record Placed(String resource, String path, int mode) {}

  private static final List<Placed> FILES =
      List.of(
          new Placed("lab-host-setup", "/usr/local/sbin/lab-host-setup", PROGRAM),
          new Placed("lab-user-data", "/usr/local/sbin/lab-user-data", PROGRAM),
          new Placed("machine-setup", "/usr/local/sbin/machine-setup", PROGRAM),
          new Placed("lab-parts", "/usr/local/sbin/lab-parts", PROGRAM),
          unit("lab-host-setup.service"),
          unit("lab-user-data.service"),
          unit("containerd.service"),
          unit("kubelet.service"),
          new Placed("containerd.toml", "/etc/containerd/config.toml", TEXT),
          new Placed("sshd.conf", "/etc/ssh/sshd_config.d/50-lab.conf", TEXT));

  private final Map<String, String> values;

  /**
   * @param pauseImage the image whose container holds the namespaces of a pod
   */
  MachineOverlay(EngineCapabilities engine, String pauseImage) {
    this.values =
        Map.of(
            "@PAUSE@", pauseImage,
            "@RESTRICT_OOM_SCORE_ADJ@", Boolean.toString(!engine.privileged()),
            "@SYSTEMD_CGROUP@", Boolean.toString(engine.systemdCgroup()),
            "@OPEN_FILES@", Long.toString(Math.min(engine.openFiles(), 65536)));
  }

  private static Placed unit(String name) {
    return new Placed(name, "/etc/systemd/system/" + name, TEXT);
  }

  void addTo(LabTar tar) throws IOException {
    for (Placed file : FILES) {
      tar.add(file.path(), file.mode(), content(file).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** All content by path, for a fingerprint that changes when any of it does. */
  Map<String, String> contents() {
    var contents = new TreeMap<String, String>();
    FILES.forEach(file -> contents.put(file.path() + " " + file.mode(), content(file)));
    return contents;
  }

  private String content(Placed file) {
    String text = read("machine/" + file.resource());
    for (var value : values.entrySet()) {
      text = text.replace(value.getKey(), value.getValue());
    }
    return text;
  }

  /** The text of a resource beside this class. */
  static String read(String resource) {
    try (var in = MachineOverlay.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + resource, e);
    }
  }
}
