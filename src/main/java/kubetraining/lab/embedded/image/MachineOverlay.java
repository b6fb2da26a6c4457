package kubetraining.lab.embedded.image;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import kubetraining.lab.embedded.engine.EngineCapabilities;
import kubetraining.lab.embedded.engine.LabTar;

/**
 * Our own files of a machine image: what makes a container behave as a host.
 *
 * @param values what stands in files in place of these words
 * @param setups the programs that turn the root file system into that of a machine, run once and
 *     removed
 */
record MachineOverlay(List<Placed> files, Map<String, String> values, List<String> setups) {
  private static final String PROGRAMS = "/usr/local/sbin/";
  private static final String UNITS = "/etc/systemd/system/";

  /** A file of the overlay: which of ours, and where it goes. */
  record Placed(String resource, String path, int mode) {}

  // What any of them needs, whatever is on it.
  private static final List<Placed> OF_CONTAINERS =
      List.of(
          program("lab-host-setup"), program("container-setup"), unit("lab-host-setup.service"));

  private static final List<Placed> OF_READY_MACHINES =
      List.of(
          program("lab-machine-setup"),
          program("lab-user-data"),
          program("machine-setup"),
          program("lab-parts"),
          unit("lab-user-data.service"),
          unit("containerd.service"),
          unit("kubelet.service"),
          new Placed("containerd.toml", "/etc/containerd/config.toml", 0644),
          new Placed("sshd.conf", "/etc/ssh/sshd_config.d/50-lab.conf", 0644));

  // As cloud images for EC2 are, whose first user is ubuntu.
  private static final List<Placed> OF_BARE_MACHINES =
      List.of(new Placed("cloud.cfg", "/etc/cloud/cloud.cfg.d/99-lab.cfg", 0644));

  MachineOverlay {
    files = Stream.concat(OF_CONTAINERS.stream(), files.stream()).toList();
  }

  private static Placed program(String name) {
    return new Placed(name, PROGRAMS + name, 0755);
  }

  private static Placed unit(String name) {
    return new Placed(name, UNITS + name, 0644);
  }

  /**
   * For machines that are born with all that a node needs.
   *
   * @param pauseImage the image whose container holds the namespaces of a pod
   */
  static MachineOverlay ready(EngineCapabilities engine, String pauseImage) {
    return new MachineOverlay(
        OF_READY_MACHINES,
        Map.of(
            "@PAUSE@", pauseImage,
            "@RESTRICT_OOM_SCORE_ADJ@", Boolean.toString(!engine.privileged()),
            "@SYSTEMD_CGROUP@", Boolean.toString(engine.cgroupVersion() == 2),
            "@OPEN_FILES@", Long.toString(Math.min(engine.openFiles(), 65536))),
        List.of(PROGRAMS + "machine-setup", PROGRAMS + "container-setup"));
  }

  /** For machines that know nothing. */
  static MachineOverlay bare() {
    return new MachineOverlay(OF_BARE_MACHINES, Map.of(), List.of(PROGRAMS + "container-setup"));
  }

  void addTo(LabTar tar) throws IOException {
    for (Placed file : files) {
      tar.add(file.path(), file.mode(), content(file));
    }
  }

  /** All content by path, for a fingerprint that changes when any of it does. */
  Map<String, String> contents() {
    var contents = new TreeMap<String, String>();
    files.forEach(file -> contents.put(file.path() + " " + file.mode(), content(file)));
    return contents;
  }

  private String content(Placed file) {
    String text = Texts.file(MachineOverlay.class, "machine/" + file.resource());
    for (var value : values.entrySet()) {
      text = text.replace(value.getKey(), value.getValue());
    }
    return text;
  }
}
