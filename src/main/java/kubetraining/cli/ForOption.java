package kubetraining.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** Which sections something is for. */
final class ForOption {
  @Option(
      names = "--for",
      paramLabel = "TAG",
      split = ",",
      description =
          "only what the lab and the section with this tag need, as in @spark; may be repeated")
  private List<String> tags = List.of();

  List<String> tags() {
    return tags.stream().map(tag -> tag.startsWith("@") ? tag : "@" + tag).toList();
  }
}
