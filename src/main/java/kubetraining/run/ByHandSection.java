package kubetraining.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kubetraining.component.Component;
import kubetraining.component.ForeignObject;
import kubetraining.host.FileWork;
import kubetraining.host.WholeFile;
import kubetraining.observe.Observation;
import kubetraining.probe.ClusterTraces;
import kubetraining.probe.ClusterTraces.Thing;
import kubetraining.wait.ToDoException;

/**
 * A section that a person does. Nothing is removed for them: what has to be gone is named, with the
 * command that removes it. What the cluster held before is kept, for a run that goes on later.
 *
 * @param feature the name of its file
 */
record ByHandSection(TrainingRun run, String feature) {
  private static final JsonMapper JSON = new JsonMapper();

  ByHandSection(TrainingRun run, URI feature) {
    this(run, feature.toString().replaceFirst("^([a-z]+:)?(.*/)?", ""));
  }

  /** Whether a person does it. */
  boolean is() {
    return run.observation().isPresent();
  }

  /** Whether what was earned is gone through once more. */
  boolean isReplaying() {
    return run.observation().filter(Observation::isReplaying).isPresent();
  }

  /** Whether a person has earned some of it, so that what is there may be of this section. */
  boolean isUnderWay() {
    return isReplaying() || run.observation().filter(each -> each.hasEarned(feature)).isPresent();
  }

  /**
   * Whether components are the person's to remove.
   *
   * @throws ToDoException if they are, and that has to be done first
   */
  boolean removes(Collection<Component> components) {
    if (is() && !isReplaying()) {
      Component.requireGone(components);
    }
    return is();
  }

  /**
   * What has a name that is needed, and was not made while somebody watched, may still be the
   * person's own.
   *
   * @throws ToDoException naming it
   */
  void requireNamesFree(Collection<Component> components) {
    var taken = components.stream().flatMap(each -> each.inTheWay().stream()).distinct().toList();
    if (!isReplaying() && !taken.isEmpty()) {
      throw new ToDoException(
          "names that are needed are taken, by what was not made while this watched; if nobody"
              + " needs it, remove it: "
              + taken.stream().map(ForeignObject::what).collect(Collectors.joining(", ")),
          ForeignObject.cures(taken));
    }
  }

  /**
   * Sees that nothing in the cluster differs from before.
   *
   * @throws ToDoException naming what does, with the commands that remove what is new: a run that
   *     went on later does not know all that the section makes
   */
  static void requireSame(ClusterTraces before, ClusterTraces now) {
    String differs = now.since(before);
    if (!differs.isEmpty()) {
      throw new ToDoException(
          "the cluster does not hold what it held before: " + differs, removals(before, now));
    }
  }

  /** Of what neither comes nor goes by itself; a namespace takes along what is in it. */
  private static List<String> removals(ClusterTraces before, ClusterTraces now) {
    var fresh =
        now.things().entrySet().stream()
            .filter(each -> !before.things().containsKey(each.getKey()))
            .filter(each -> !each.getValue().comes() && !each.getValue().goes())
            .map(Map.Entry::getKey)
            .sorted()
            .map(Thing::of)
            .toList();
    return ForeignObject.cures(
        fresh.stream()
            .filter(each -> !fresh.contains(new Thing("Namespace", null, each.namespace())))
            .map(each -> ForeignObject.named(each.kind(), each.namespace(), each.name(), "new"))
            .toList());
  }

  /**
   * What the cluster held before: what is kept, while something of the section is earned. What is
   * kept where nothing is, is of an earlier time, and is forgotten before anything is earned.
   */
  ClusterTraces before(Supplier<ClusterTraces> cluster) {
    if (is() && !isUnderWay()) {
      forget();
    }
    return earlier().orElseGet(cluster);
  }

  /** What the cluster held before, if a part of the section was done in an earlier run. */
  Optional<ClusterTraces> earlier() {
    return isUnderWay() ? kept() : Optional.empty();
  }

  /** Keeps what the cluster holds, now that nothing is left that this section makes. */
  void keep(ClusterTraces before) {
    if (is()) {
      FileWork.run(
          "could not write " + file(),
          () -> WholeFile.writePrivate(file(), JSON.writeValueAsString(before)));
    }
  }

  /** The cluster holds that again: whoever does some of the section anew begins with what is. */
  void over() {
    if (is()) {
      forget();
    }
  }

  private Optional<ClusterTraces> kept() {
    var file = file();
    return Files.exists(file)
        ? FileWork.get(
            "could not read " + file,
            () -> Optional.of(JSON.readValue(file.toFile(), ClusterTraces.class)))
        : Optional.empty();
  }

  private void forget() {
    FileWork.run("could not remove " + file(), () -> Files.deleteIfExists(file()));
  }

  private Path file() {
    return run.labs().folder().path().resolve("observed").resolve("before-" + feature + ".json");
  }
}
