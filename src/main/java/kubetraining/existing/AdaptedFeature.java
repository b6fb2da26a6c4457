package kubetraining.existing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.config.TrainingConfig;
import kubetraining.course.PlannedScenario;

/** One feature file as it is for a cluster: block by block, each of which begins with its tags. */
final class AdaptedFeature {
  private static final Pattern BEGINS =
      Pattern.compile("\\s*(@|(Feature|Rule|Background|Scenario|Scenario Outline):).*");

  /** What it takes to make pods that no manifest describes. */
  static final String ANY_POD = "a namespace default without the Pod Security Standard restricted";

  /** In section 5, node3 is only compared with node4: any other node does. */
  private static final String COMPARED = "05-";

  /** Without these the core of a section is missing. */
  private static final Set<String> CORE =
      Set.of(AdaptedGuide.ROOM, ANY_POD, AdaptedBlock.TWO_NODES, "node2", "node4");

  /** What it takes that such a cluster does not have, by tags. */
  private static final Map<String, String> TAKES =
      Map.of(
          AdaptedGuide.CONTROL_PLANE,
          "one control plane, which takes no ordinary pod",
          AdaptedGuide.SIZE,
          "nodes with two CPUs and about 4 GiB of memory");

  private final AdaptedGuide guide;
  private final Map<String, String> standIns;
  private final Set<String> inFile = new TreeSet<>();
  private Optional<Set<String>> inRule = Optional.empty();

  /**
   * A file that is to be adapted.
   *
   * @param file its name; some files are treated differently
   */
  AdaptedFeature(AdaptedGuide guide, String file) {
    this.guide = guide;
    this.standIns =
        file.startsWith(COMPARED) && guide.missing().contains("node3")
            ? Map.of("node3", guide.nodes().containsKey("node2") ? "node2" : "node1")
            : Map.of();
  }

  /** Its text. */
  String of(String text) {
    var blocks = new ArrayList<List<String>>(List.of(new ArrayList<>()));
    boolean typed = false;
    for (String line : text.split("\n")) {
      typed ^= line.strip().startsWith("\"\"\"");
      var last = blocks.get(blocks.size() - 1);
      if (!typed
          && BEGINS.matcher(line).matches()
          && last.stream().anyMatch(each -> !isTag(each))) {
        blocks.add(new ArrayList<>());
      }
      blocks.get(blocks.size() - 1).add(line);
    }
    return blocks.stream().flatMap(this::block).collect(Collectors.joining("\n", "", "\n"));
  }

  private static boolean isTag(String line) {
    return line.strip().startsWith("@");
  }

  private Stream<String> block(List<String> block) {
    int title = (int) block.stream().takeWhile(AdaptedFeature::isTag).count();
    String named = block.get(title).strip();
    var body = new AdaptedBlock(guide, standIns);
    block.subList(title + 1, block.size()).forEach(body::add);
    body.ends();
    if (named.startsWith("Rule:")) {
      inRule = Optional.of(new TreeSet<>());
    } else if (named.startsWith("Background:")) {
      inRule.orElse(inFile).addAll(body.lacks());
    }
    String head = named.startsWith("Feature:") ? "\n" + guide.head() : "";
    var tags = block.subList(0, title);
    return Stream.of(
            named.startsWith("Scenario") ? tags(tags, block.get(title), body.lacks()) : tags,
            List.of(block.get(title) + head),
            body.lines())
        .flatMap(List::stream);
  }

  /** What cannot be shown is not essential, and says what it takes. */
  private List<String> tags(List<String> tags, String title, Set<String> lacks) {
    var all = tags.stream().flatMap(line -> Stream.of(line.strip().split(" "))).toList();
    boolean shown = all.stream().noneMatch(guide.lacks()::contains);
    var takes = new TreeSet<>(lacks);
    takes.addAll(inFile);
    inRule.ifPresent(takes::addAll);
    all.stream()
        .filter(guide.lacks()::contains)
        .flatMap(each -> Stream.ofNullable(TAKES.get(each)))
        .forEach(takes::add);
    if (shown && takes.isEmpty()) {
      return tags;
    }
    // Whoever owns the cluster can give it these, and a section without its core is not certified.
    boolean stays = takes.stream().anyMatch(CORE::contains);
    String indent = title.substring(0, title.indexOf('S'));
    return List.of(
        Stream.of(
                all.stream().filter(each -> stays || !each.equals("@essential")),
                Stream.of(TrainingConfig.ELSEWHERE),
                takes.stream().map(PlannedScenario::lacking))
            .flatMap(each -> each)
            .collect(Collectors.joining(" ", indent, "")));
  }
}
