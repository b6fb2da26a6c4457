package kubetraining.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import kubetraining.host.FileWork;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Sha256;

/**
 * What a run depends on, as it was when the run began. Whoever could put other files there while it
 * runs could have empty steps carried out, and good ones certified.
 *
 * @param features what the feature files said, byte for byte, by their paths in their folder
 * @param others checksums of all the rest, by name
 */
public record Inputs(
    Places places, SortedMap<String, byte[]> features, SortedMap<String, String> others) {
  private static final String FEATURES = "features";

  /**
   * Where it lies.
   *
   * @param features the folder of the feature files
   * @param folders others whose files count each for itself, by the names that they go by
   * @param programs folders or files that count as one thing each, by name
   */
  public record Places(Path features, Map<String, Path> folders, Map<String, Path> programs) {}

  /**
   * Reads all of it; a folder or program that is not there has nothing in it.
   *
   * @throws CertificateException if some of it cannot be read, or there is no feature file
   */
  public static Inputs read(Places places) {
    var others = new TreeMap<String, String>();
    for (var each : places.folders().entrySet()) {
      digests(each.getValue()).forEach((file, sum) -> others.put(each.getKey() + "/" + file, sum));
    }
    places.programs().forEach((name, it) -> others.put(name, Sha256.of(digests(it).toString())));
    return new Inputs(places, GuideSet.load(places.features()), others);
  }

  /** The same, as if the guide had been these feature files. */
  public Inputs withFeatures(Path folder) {
    return new Inputs(places, GuideSet.load(folder), others);
  }

  /** Each of it that is otherwise now, and how; empty if all is as it was. */
  public List<String> changes() {
    Inputs now = read(places);
    var changes = new ArrayList<>(changes(digests(features), digests(now.features)));
    changes.replaceAll(each -> FEATURES + "/" + each);
    changes.addAll(changes(others, now.others));
    return changes;
  }

  private static List<String> changes(Map<String, String> before, Map<String, String> now) {
    var names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    names.removeIf(name -> Objects.equals(before.get(name), now.get(name)));
    return names.stream().map(it -> it + how(before.containsKey(it), now.containsKey(it))).toList();
  }

  private static String how(boolean before, boolean now) {
    return now ? before ? " was changed" : " was added" : " was removed";
  }

  private static SortedMap<String, String> digests(Map<String, byte[]> contents) {
    var digests = new TreeMap<String, String>();
    contents.forEach((name, content) -> digests.put(name, Sha256.of(content)));
    return digests;
  }

  private static SortedMap<String, String> digests(Path place) {
    if (!Files.exists(place)) {
      return new TreeMap<>();
    }
    try {
      var files = Files.isDirectory(place) ? ProjectFiles.below(place) : List.of(place);
      // What was built below a recipe is made of it.
      return files.parallelStream()
          .filter(file -> !("/" + name(place, file)).contains("/target/"))
          .map(file -> Map.entry(name(place, file), digest(file)))
          .collect(TreeMap::new, (all, it) -> all.put(it.getKey(), it.getValue()), Map::putAll);
    } catch (IOException | UncheckedIOException e) {
      throw new CertificateException(e, "cannot read what the run depends on, in %s", place);
    }
  }

  private static String name(Path place, Path file) {
    return (file.equals(place) ? file.getFileName() : place.relativize(file)).toString();
  }

  private static String digest(Path file) {
    return Sha256.of(FileWork.get("cannot read " + file, () -> Files.readAllBytes(file)));
  }
}
