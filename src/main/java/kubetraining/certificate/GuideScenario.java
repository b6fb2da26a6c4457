package kubetraining.certificate;

import java.util.List;

/**
 * A scenario of the guide, recognised again wherever it is read.
 *
 * @param file its feature file
 * @param section the section's tag without its sign
 * @param sha256 of all that it says and does; indents and blank lines do not count
 */
record GuideScenario(
    String id, String name, String file, String section, List<String> tags, String sha256) {
  GuideScenario {
    tags = List.copyOf(tags);
  }
}
