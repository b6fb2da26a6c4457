package kubetraining.lab.embedded;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import kubetraining.lab.AccessKey;
import kubetraining.lab.DamagedRecordException;
import kubetraining.lab.LabEngine;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabRecord;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Leftover;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;
import org.jspecify.annotations.Nullable;

/**
 * What an engine holds of labs, found by label alone, and its removal: what runs, killed ones too,
 * left of theirs on this computer.
 */
public final class EmbeddedLeftovers implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final DockerEngine engine;
  private final Waits waits;

  EmbeddedLeftovers(DockerEngine engine, Waits waits) {
    this.engine = engine;
    this.waits = waits;
  }

  /**
   * Looks without installing or starting anything: empty where no container engine ever was.
   *
   * @throws LabUnavailableException if what is left cannot be known, since the engine does not
   *     answer
   */
  public static Optional<EmbeddedLeftovers> look(Waits waits) {
    var situation = EngineSituation.look();
    if (situation.neverWas()) {
      return Optional.empty();
    }
    var remedy = EngineRemedy.of(situation, true);
    if (!situation.answers()) {
      throw unknown(remedy.found(), remedy.command(), null);
    }
    try {
      return Optional.of(new EmbeddedLeftovers(DockerEngine.connect(situation.address()), waits));
    } catch (EngineTrouble e) {
      throw unknown(e.found(), e.cure(), e);
    }
  }

  /**
   * The same for one lab, whose engine must be the one that answers.
   *
   * @throws LabUnavailableException if the lab is on another engine, or on one that does not answer
   */
  public static Optional<EmbeddedLeftovers> look(LabFolder folder, Waits waits) {
    requireReachable(folder);
    var found = look(waits);
    if (found.isEmpty() && home(folder).isPresent()) {
      var remedy = EngineRemedy.of(EngineSituation.look(), true);
      throw unknown(remedy.found(), remedy.command(), null);
    }
    try {
      found.ifPresent(look -> requireHome(folder, look.engine()));
      return found;
    } catch (LabUnavailableException e) {
      found.ifPresent(EmbeddedLeftovers::close);
      throw e;
    }
  }

  /**
   * Does nothing if the engine that the settings name could be the lab's; starts none.
   *
   * @throws LabUnavailableException saying where the lab is and how to reach it
   */
  public static void requireReachable(LabFolder folder) {
    var situation = EngineSituation.look();
    var home = home(folder);
    if (!situation.answers()
        && home.filter(engine -> !engine.address().equals(situation.address().host()))
            .isPresent()) {
      throw elsewhere(folder, home.get(), "nothing answers at " + situation.address());
    }
  }

  /** Does nothing if the lab is on that engine, or if its engine is not known. */
  static void requireHome(LabFolder folder, LabEngine asked) {
    home(folder)
        .filter(home -> !home.is(asked))
        .ifPresent(
            home -> {
              throw elsewhere(
                  folder, home, Texts.of("another one answers at %s now", asked.address()));
            });
  }

  private static Optional<LabEngine> home(LabFolder folder) {
    try {
      return folder.readRecord().flatMap(LabRecord::engine);
    } catch (DamagedRecordException e) {
      // Who goes on with the lab is told that elsewhere; who gives it back need not know.
      return Optional.empty();
    }
  }

  private static LabUnavailableException elsewhere(LabFolder folder, LabEngine home, String seen) {
    return new LabUnavailableException(
        Texts.of(
            "lab '%1$s' is on the container engine that was at %2$s when it was made (with data in"
                + " %3$s), and %4$s. Nothing was changed.%nType: export DOCKER_HOST=%2$s   (if that"
                + " engine is gone for good, forget the lab: rm -r %5$s)",
            folder.lab(), home.address(), home.data(), seen, folder.path()));
  }

  private static EngineTrouble unknown(String found, String cure, @Nullable Exception cause) {
    return new EngineTrouble(
        "what is left of labs cannot be known, and nothing was changed: " + found, cure, cause);
  }

  /** What is told of a lab that is on an engine, and that this computer's state does not know. */
  public static String unknownHere(LabFolder folder, List<Leftover> found) {
    return Texts.of(
        "on this container engine are %s containers, networks and volumes of a lab '%s', which %s"
            + " does not know: it may be somebody else's. Use another name: -Dlab.name=..., or give"
            + " it back: ./training down --name %s",
        found.size(), folder.lab(), folder.path(), folder.lab());
  }

  /** The engine that was asked. */
  public LabEngine engine() {
    return engine.identity().engine();
  }

  /** Whether it is where an engine is that was started by a run. */
  public boolean isUsual() {
    return engine.identity().address().host().equals(EngineAddress.USUAL);
  }

  /**
   * The EC2 API of a lab.
   *
   * @param key with what calls are signed
   */
  public record Api(URI endpoint, AccessKey key) {}

  /** The EC2 API of a lab, if it runs. */
  public Optional<Api> api(String labName, Waits waits) {
    return new Ec2ApiServer(engine, new LabLabels(labName), Progress.SILENT, waits)
        .running()
        .map(address -> new Api(address.endpoint(), address.trainer()));
  }

  /** Containers, networks and volumes of one lab. */
  public List<Leftover> of(String lab) {
    return all().stream().filter(leftover -> leftover.lab().equals(lab)).toList();
  }

  /** Containers, networks and volumes of all labs. */
  public List<Leftover> all() {
    var containers =
        engine.containersWith(LabLabels.LAB).stream()
            .map(one -> leftover("container", name(one.getNames()), one.getLabels()));
    var networks =
        engine.networks(LabLabels.LAB).stream()
            .map(one -> leftover("network", one.getName(), one.getLabels()));
    var volumes =
        engine.volumes(LabLabels.LAB).stream()
            .map(one -> leftover("volume", one.getName(), one.getLabels()));
    return Stream.of(containers, networks, volumes)
        .flatMap(found -> found)
        .sorted(Comparator.comparing(Leftover::toString))
        .toList();
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
    waits
        .upTo(LIMIT)
        .see(
            Texts.of("containers, networks and volumes of lab '%s' to be gone", lab),
            () -> {
              removeOnce(of(lab));
              return of(lab);
            },
            List::isEmpty);
  }

  // Containers first, they hold the others. What is held all the same goes at the next look.
  private void removeOnce(List<Leftover> leftovers) {
    leftovers.parallelStream()
        .filter(one -> one.kind().equals("container"))
        .forEach(container -> engine.removeContainer(container.id()));
    for (Leftover leftover : leftovers) {
      try {
        if (leftover.kind().equals("network")) {
          engine.removeNetwork(leftover.id());
        } else if (leftover.kind().equals("volume")) {
          engine.removeVolume(leftover.id());
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
    engine.close();
  }
}
