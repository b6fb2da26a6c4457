package kubetraining.artifact.cache;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.Json;
import kubetraining.host.Sha256;

/**
 * A finished artifact in the cache.
 *
 * @param content the digest of all its files
 * @param facts what its maker had to say, for instance the digest of an image
 */
public record Entry(
    Path folder,
    String name,
    String version,
    String source,
    String content,
    long bytes,
    Map<String, String> facts) {
  public static final String FILE = "entry.json";

  /** How the key of an entry begins that came by an import, whatever kind of archive it was. */
  public static final String IMPORTED = "imported-";

  /** The part that is written; where it lies, the reader knows. */
  public record Written(
      String name,
      String version,
      String source,
      String content,
      long bytes,
      Map<String, String> facts) {}

  static Entry read(Path folder) {
    Written w = Json.read(folder.resolve(FILE), Written.class);
    return new Entry(folder, w.name(), w.version(), w.source(), w.content(), w.bytes(), w.facts());
  }

  /** Digest over the names and contents of files. */
  public static String contentOf(Map<String, String> digests) {
    List<String> words = new ArrayList<>();
    new TreeMap<>(digests).forEach((file, digest) -> words.addAll(List.of(file, digest)));
    return Sha256.ofWords(words);
  }

  String fact(String name) {
    String value = facts.get(name);
    if (value == null) {
      throw new ArtifactException(
          "%s does not mention '%s'; remove that folder and run again", folder.resolve(FILE), name);
    }
    return value;
  }
}
