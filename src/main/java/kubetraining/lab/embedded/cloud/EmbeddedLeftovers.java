package kubetraining.lab.embedded.cloud;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import kubetraining.lab.LabEngine;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Leftover;
import kubetraining.lab.embedded.engine.DockerEngine;
import kubetraining.lab.embedded.engine.EngineSituation;
import kubetraining.lab.embedded.engine.EngineTrouble;
import kubetraining.lab.embedded.engine.LabHome;
import kubetraining.lab.embedded.engine.LabLabels;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/**
 * What an engine holds of labs, found by label alone, and its removal: what runs, killed ones too,
 * left of theirs on this computer.
 */
public record EmbeddedLeftovers(DockerEngine docker, Waits waits) implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /**
   * Looks without installing or starting anything: empty where no container engine ever was.
   *
   * @throws LabUnavailableException if what is left cannot be known, since the engine does not
   *     answer
   */
  public static Optional<EmbeddedLeftovers> look(Waits waits) {
    var situation = EngineSituation.look();
    return situation.neverWas() ? Optional.empty() : Optional.of(on(situation, waits));
  }

  /**
   * The same for one lab, whose engine must be the one that answers.
   *
   * @throws LabUnavailableException if the lab is on another engine, or on one that does not answer
   */
  public static Optional<EmbeddedLeftovers> look(LabFolder folder, Waits waits) {
    var situation = EngineSituation.look();
    var home = new LabHome(folder);
    home.requireReachable(situation);
    if (situation.neverWas() && home.engine().isEmpty()) {
      return Optional.empty();
    }
    var look = on(situation, waits);
    try {
      home.require(look.engine());
      return Optional.of(look);
    } catch (LabUnavailableException e) {
      look.close();
      throw e;
    }
  }

  private static EmbeddedLeftovers on(EngineSituation situation, Waits waits) {
    try {
      return new EmbeddedLeftovers(situation.engine(), waits);
    } catch (EngineTrouble e) {
      String found = "what is left of labs cannot be known, and nothing was changed: " + e.found();
      throw new EngineTrouble(found, e.cure(), e);
    }
  }

  /** All that is left of labs on this computer; looks as {@link #look(Waits)} does. */
  public static List<Leftover> here(Waits waits) {
    var found = look(waits);
    if (found.isEmpty()) {
      return List.of();
    }
    try (var look = found.get()) {
      return look.all();
    }
  }

  /** What is told of a lab that is on an engine, and that this computer's state does not know. */
  public static String unknownHere(LabFolder folder, List<Leftover> found) {
    return Texts.of(
        "on this container engine are %s containers, networks and volumes of a lab '%s', which %s"
            + " does not know: it might be somebody else's. Use another name: -Dlab.name=..., or give"
            + " it back: ./training down --name %s",
        found.size(), folder.lab(), folder.path(), folder.lab());
  }

  /** The engine that was asked. */
  public LabEngine engine() {
    return docker.identity().engine();
  }

  /** The EC2 API of a lab, if it runs. */
  public Optional<EmbeddedCloud.Api> api(String labName) {
    return new Ec2ApiServer(docker, new LabLabels(labName), Progress.SILENT, waits).running();
  }

  /** Containers, networks and volumes of one lab. */
  public List<Leftover> of(String lab) {
    return all().stream().filter(leftover -> leftover.lab().equals(lab)).toList();
  }

  /** Containers, networks and volumes of all labs. */
  public List<Leftover> all() {
    var containers =
        docker.containersWith(LabLabels.LAB).stream()
            .map(one -> leftover("container", name(one.getNames()), one.getLabels()));
    var networks =
        docker.networks(LabLabels.LAB).stream()
            .map(one -> leftover("network", one.getName(), one.getLabels()));
    var volumes =
        docker.volumes(LabLabels.LAB).stream()
            .map(one -> leftover("volume", one.getName(), one.getLabels()));
    var all = Stream.of(containers, networks, volumes).flatMap(found -> found);
    return all.sorted(Comparator.comparing(Leftover::toString)).toList();
  }

  private static String name(String[] names) {
    return names.length == 0 ? "without a name" : names[0].substring(1);
  }

  private static Leftover leftover(String kind, String id, Map<String, String> labels) {
    return new Leftover(kind, id, labels.get(LabLabels.LAB));
  }

  /**
   * Removes everything of a lab, whether or not its EC2 API still lives; waits until it is gone,
   * and proves it by another look.
   */
  public void sweep(String lab) {
    Callable<List<Leftover>> look =
        () -> {
          removeOnce(of(lab));
          return of(lab);
        };
    String what = Texts.of("containers, networks and volumes of lab '%s' to be gone", lab);
    waits.upTo(LIMIT).see(what, look, List::isEmpty);
  }

  // Containers first, they hold the others. What is held all the same goes at the next look.
  private void removeOnce(List<Leftover> leftovers) {
    leftovers.parallelStream()
        .filter(one -> one.kind().equals("container"))
        .forEach(container -> docker.removeContainer(container.id()));
    for (Leftover leftover : leftovers) {
      try {
        if (leftover.kind().equals("network")) {
          docker.removeNetwork(leftover.id());
        } else if (leftover.kind().equals("volume")) {
          docker.removeVolume(leftover.id());
        }
      } catch (ConflictException e) {
        continue;
      } catch (DockerException e) {
        if (!String.valueOf(e.getMessage()).contains("has active endpoints")) {
          throw e;
        }
      }
    }
  }

  @Override
  public void close() {
    docker.close();
  }
}
