package kubetraining.lab.embedded;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kubetraining.host.Texts;
import kubetraining.lab.Leftover;
import kubetraining.wait.Waits;

/** All that a container engine holds of labs, found by label alone: no EC2 API is needed. */
final class EngineHoldings {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final DockerEngine engine;
  private final Waits waits;

  EngineHoldings(DockerEngine engine, Waits waits) {
    this.engine = engine;
    this.waits = waits;
  }

  List<Leftover> all() {
    var found = new ArrayList<Leftover>();
    engine
        .containersWith(LabLabels.LAB)
        .forEach(
            container ->
                found.add(
                    leftover("container", name(container.getNames()), container.getLabels())));
    engine
        .networks(LabLabels.LAB)
        .forEach(network -> found.add(leftover("network", network.getName(), network.getLabels())));
    engine
        .volumes(LabLabels.LAB)
        .forEach(volume -> found.add(leftover("volume", volume.getName(), volume.getLabels())));
    found.sort(Comparator.comparing(Leftover::toString));
    return List.copyOf(found);
  }

  private static String name(String[] names) {
    return names.length == 0 ? "without a name" : names[0].substring(1);
  }

  private static Leftover leftover(String kind, String id, Map<String, String> labels) {
    return new Leftover(kind, id, labels.get(LabLabels.LAB));
  }

  List<Leftover> of(String lab) {
    return all().stream().filter(leftover -> leftover.lab().equals(lab)).toList();
  }

  /** Removes everything of a lab, waits until it is gone, and proves it by another look. */
  void remove(String lab) {
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
        .filter(kind("container"))
        .forEach(container -> engine.removeContainer(container.id()));
    for (Leftover leftover : leftovers.stream().filter(kind("container").negate()).toList()) {
      try {
        if (leftover.kind().equals("network")) {
          engine.removeNetwork(leftover.id());
        } else {
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

  private static Predicate<Leftover> kind(String kind) {
    return leftover -> leftover.kind().equals(kind);
  }

  /** As the exception of a proof that failed would list them. */
  static String list(List<Leftover> leftovers) {
    return leftovers.stream().map(Leftover::toString).collect(Collectors.joining(", "));
  }
}
