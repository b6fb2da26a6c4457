package kubetraining.artifact;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kubetraining.host.Texts;

/**
 * A finished artifact in the cache.
 *
 * @param content the digest of all its files
 * @param facts what its maker had to say, for instance the digest of an image
 */
record Entry(
    Path folder,
    String name,
    String version,
    String source,
    String content,
    long bytes,
    Map<String, String> facts) {
  static final String FILE = "entry.json";

  /** The part that is written; where it lies, the reader knows. */
  record Written(
      String name,
      String version,
      String source,
      String content,
      long bytes,
      Map<String, String> facts) {}

  static Entry read(Path folder) {
    Written written = Json.read(folder.resolve(FILE), Written.class);
    return new Entry(
        folder,
        written.name(),
        written.version(),
        written.source(),
        written.content(),
        written.bytes(),
        written.facts());
  }

  Written written() {
    return new Written(name, version, source, content, bytes, facts);
  }

  /** Digest over the names and contents of files. */
  static String contentOf(Map<String, String> digests) {
    List<String> words = new ArrayList<>();
    new TreeMap<>(digests)
        .forEach(
            (file, digest) -> {
              words.add(file);
              words.add(digest);
            });
    return Digests.ofWords(words);
  }

  String fact(String name) {
    String value = facts.get(name);
    if (value == null) {
      throw new ArtifactException(
          Texts.of(
              "%s says nothing of '%s'; remove that folder and run again",
              folder.resolve(FILE), name));
    }
    return value;
  }
}
