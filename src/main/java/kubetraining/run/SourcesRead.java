package kubetraining.run;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import kubetraining.host.Texts;

/**
 * The feature files as Cucumber read them. It does so before the run begins, and by itself; what it
 * carries out is what it read then, whatever lies on the disk later.
 */
public final class SourcesRead {
  private final Map<URI, String> texts = new ConcurrentSkipListMap<>();

  /** Takes note of a file that Cucumber has read. */
  public void read(URI file, String text) {
    texts.put(file, text);
  }

  /** Each file of which Cucumber read something else than what the guide is said to be. */
  List<String> differences(Path folder, Map<String, byte[]> features) {
    Path root = folder.toAbsolutePath().normalize();
    var differences = new ArrayList<String>();
    texts.forEach(
        (uri, text) -> {
          Path file = Path.of(uri).toAbsolutePath().normalize();
          String name = root.relativize(file).toString().replace('\\', '/');
          var content = features.get(name);
          if (content == null || !text.equals(new String(content, StandardCharsets.UTF_8))) {
            differences.add(Texts.of("features/%s is not what Cucumber read", name));
          }
        });
    return differences;
  }
}
