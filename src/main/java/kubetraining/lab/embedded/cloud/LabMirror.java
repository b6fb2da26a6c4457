package kubetraining.lab.embedded.cloud;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.cache.MachineParts;
import kubetraining.artifact.carry.Mirror;
import kubetraining.host.Connections;
import kubetraining.host.FileWork;
import kubetraining.host.Ipv4Range;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;
import kubetraining.lab.embedded.engine.DockerEngine;
import kubetraining.lab.embedded.engine.EngineGround;
import kubetraining.lab.embedded.engine.HostOptions;
import kubetraining.lab.embedded.engine.LabLabels;
import kubetraining.lab.embedded.engine.LabTar;
import kubetraining.lab.embedded.image.MachineImage;

/**
 * A container in the lab's network from which its machines fetch what they would fetch from the
 * sites and registries of the world. What it serves is kept from lab to lab, in a volume.
 *
 * @param range the range that the lab's network may use
 */
record LabMirror(EngineGround ground, Ipv4Range range) {
  /** The volume of all of them. */
  static final String VOLUME = "kube-training-mirror";

  private static final String PROGRAM_FILE = "/etc/kube-training/mirror.py";
  private static final String PLACE = "/var/lib/kube-training/mirror";
  private static final Duration READ = Duration.ofSeconds(20);

  /** That of a lab whose machines know nothing, filled and served; empty of any other. */
  static Optional<LabMirror> of(
      EngineGround ground, String range, MachineImage programs, Supplier<Artifacts> artifacts) {
    var mirror =
        ground.settings().rehearsal().map(any -> new LabMirror(ground, Ipv4Range.parse(range)));
    var progress = ground.progress();
    mirror.ifPresent(
        each -> progress.phase("Fill the mirror", () -> each.serve(programs, artifacts.get())));
    return mirror;
  }

  // In its subnet x.y.1.0/24 EC2 keeps this address for itself, and so gives it to no machine.
  private String address() {
    return range.address(0x103);
  }

  private DockerEngine engine() {
    return ground.engine();
  }

  private ProgramServer program() {
    var labels = ground.labels();
    String what = "the mirror of lab " + labels.lab();
    return new ProgramServer(engine(), what, labels.name("mirror"), ground.waits());
  }

  /** Where machines find images, each below the host that it comes from. */
  URI images() {
    return URI.create(Texts.of("http://%s:%d", address(), ProgramServer.PORT));
  }

  /** Where machines find downloads, each below the host that it comes from. */
  URI downloads() {
    return URI.create("http://" + address());
  }

  /** Starts it unless it runs, and gives it what it does not have yet. */
  private void serve(MachineImage programs, Artifacts artifacts) {
    var made = container().map(Container::getId);
    String container =
        made.orElseGet(() -> create(programs, artifacts.rehearsalParts().registry()));
    if (container().filter(found -> "running".equals(found.getState())).isEmpty()) {
      engine().client().startContainerCmd(container).exec();
    }
    URI seen = program().awaitAnswer(container, LabMirror::answers);
    var recipes = ground.settings().rehearsal().orElseThrow().recipes();
    fill(container, seen, artifacts.machineParts(), new Mirror(recipes, ground.progress()));
  }

  private Map<String, String> marks() {
    return ground.labels().with(LabLabels.MIRROR, ground.labels().lab());
  }

  private Optional<Container> container() {
    return engine().containers(marks()).stream().findFirst();
  }

  private String create(MachineImage programs, Path registry) {
    engine().createVolume(VOLUME, Map.of(LabLabels.CACHE, VOLUME));
    var host =
        HostOptions.ofProgram(engine()).withMounts(List.of(HostOptions.volume(VOLUME, PLACE)));
    String container = program().container(programs, marks(), PROGRAM_FILE, host, 0).exec().getId();
    String settings = Texts.file(LabMirror.class, "registry.yml");
    LabTar.Content files =
        tar -> {
          tar.add(PROGRAM_FILE, 0644, Texts.file(LabMirror.class, "mirror.py"));
          tar.add("/etc/kube-training/registry.yml", 0644, settings);
          tar.add("/usr/local/bin/registry", 0755, registry);
        };
    var known = Set.of("/etc", "/usr", "/usr/local", "/usr/local/bin");
    engine().place(container, "/", known, files);
    return container;
  }

  private static boolean answers(URI registry) {
    try {
      var connection = Connections.direct(registry.resolve("/v2/"), READ, READ);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }

  private void fill(String container, URI registry, MachineParts parts, Mirror mirror) {
    var filled = new HashSet<String>();
    engine().read(container, PLACE + "/filled").ifPresent(it -> filled.addAll(it.lines().toList()));
    var images = parts.allImages().stream().filter(image -> !filled.contains(line(image))).toList();
    var downloads = mirror.downloads(parts).stream().filter(one -> !filled.contains(one)).toList();
    if (images.isEmpty() && downloads.isEmpty()) {
      return;
    }
    mirror.push(images, registry);
    if (!downloads.isEmpty()) {
      sendDownloads(container, parts, mirror);
    }
    images.forEach(image -> filled.add(line(image)));
    filled.addAll(downloads);
    String all = String.join("\n", filled) + "\n";
    engine().place(container, PLACE, Set.of(), tar -> tar.add("/filled", 0644, all));
  }

  private void sendDownloads(String container, MachineParts parts, Mirror mirror) {
    FileWork.run(
        "cannot fill the mirror of lab " + ground.labels().lab(),
        () -> {
          Path folder = Files.createTempDirectory("mirror-");
          try {
            mirror.writeDownloads(parts, folder);
            engine().place(container, PLACE, Set.of(), tar -> tar.addFolder("/downloads", folder));
          } finally {
            WholeFile.delete(folder);
          }
        });
  }

  private static String line(ImageArchive image) {
    return Texts.of("image %s %s", image.reference(), image.digest());
  }

  /** Lets the machines of a network reach it. */
  void join(String network) {
    var ipam = new ContainerNetwork.Ipam().withIpv4Address(address());
    var join = engine().client().connectToNetworkCmd().withNetworkId(network);
    join.withContainerNetwork(new ContainerNetwork().withIpamConfig(ipam));
    container().ifPresent(mirror -> join.withContainerId(mirror.getId()).exec());
  }

  /** Leaves a network that is to go. */
  void leave(String network) {
    var leave = engine().client().disconnectFromNetworkCmd().withNetworkId(network).withForce(true);
    container().ifPresent(mirror -> leave.withContainerId(mirror.getId()).exec());
  }
}
