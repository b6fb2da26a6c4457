package kubetraining.artifact;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An external program to run.
 *
 * @param environment added to that of this process; an empty value removes a variable
 */
record Command(List<String> line, Path folder, Map<String, String> environment, Duration limit) {
  private static final int SHOWN = 300;

  /** As a person would type it, shortened. */
  String shown() {
    String all = String.join(" ", line);
    return all.length() <= SHOWN ? all : all.substring(0, SHOWN) + "...";
  }
}
