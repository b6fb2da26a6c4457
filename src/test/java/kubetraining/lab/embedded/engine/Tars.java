package kubetraining.lab.embedded.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads the tars of tests. */
public final class Tars {
  private Tars() {}

  /** An entry of a tar with what is in it. */
  public record Read(TarArchiveEntry entry, String text) {}

  /** All entries by name; none may be there twice. */
  public static Map<String, Read> entries(byte[] tar) throws IOException {
    var entries = new LinkedHashMap<String, Read>();
    try (var in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        var read = new Read(entry, new String(in.readAllBytes(), UTF_8));
        assertThat(entries.put(entry.getName(), read)).as("twice: " + entry.getName()).isNull();
      }
    }
    return entries;
  }
}
