package kubetraining.existing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.config.TrainingConfig;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;

/**
 * The guide as it is for one cluster: commands and manifests have the names of its nodes, and what
 * such a cluster cannot show is not essential. The steps keep the guide's names, and each file says
 * which nodes these are.
 *
 * @param nodes what the cluster calls the nodes, by the guide's names
 * @param door the address under which the place to type reaches node1
 * @param apiPort the port of the API server
 * @param home of the trainee, where commands are typed
 * @param lacks tags of what this cluster cannot show
 */
public record AdaptedGuide(
    Map<String, String> nodes, String door, int apiPort, String home, Set<String> lacks) {
  /** The tag of what only the provider of machines can show. */
  public static final String PROVIDER = "@provider";

  /** The tag of what only a machine of the cluster can show. */
  public static final String MACHINE = "@machine";

  /** The tag of what shows how metrics come and go. */
  public static final String OWN_METRICS = "@own-metrics";

  private static final Pattern NAME = Pattern.compile("(?<![\\w.-])node[1-9]\\d*(?![\\w-])");
  private static final Pattern DOOR = Pattern.compile("(?<=//)node1(?=:)");
  private static final Pattern COMMANDS = Pattern.compile("(?s)\"\"\".*?\"\"\"");
  private static final Pattern TITLE = Pattern.compile("(?m)^Feature: .*\n");

  /** Writes features and manifests of a project into a folder of their own. */
  public void write(Path project, Path target) {
    try {
      WholeFile.delete(target);
      for (String part : new String[] {"features", "manifests"}) {
        Path from = project.resolve(part);
        for (Path file : ProjectFiles.below(from)) {
          Path to = target.resolve(part).resolve(from.relativize(file).toString());
          Files.createDirectories(to.getParent());
          String text = Files.readString(file);
          Files.writeString(to, file.toString().endsWith(".feature") ? feature(text) : names(text));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not write the guide for this cluster to " + target, e);
    }
  }

  String feature(String text) {
    String here = text.replace("/home/ubuntu/", home + "/");
    String commands = COMMANDS.matcher(here).replaceAll(each -> quoted(command(each.group())));
    String tags =
        commands
            .lines()
            .map(line -> line.strip().startsWith("@") ? tags(line) : line)
            .collect(Collectors.joining("\n", "", "\n"));
    return TITLE.matcher(tags).replaceFirst(title -> quoted(title.group() + head()));
  }

  private String head() {
    String which =
        nodes.entrySet().stream()
            .map(each -> Texts.of("%s is `%s`", each.getKey(), each.getValue()))
            .collect(Collectors.joining(", "));
    return Texts.of("  **On this cluster** %s.\n\n", which);
  }

  private String tags(String line) {
    boolean shown = Stream.of(line.strip().split(" ")).noneMatch(lacks::contains);
    return shown ? line : line.replace("@essential ", "") + " " + TrainingConfig.ELSEWHERE;
  }

  /** Commands with the names and addresses of this cluster. */
  public String command(String text) {
    String reached = DOOR.matcher(text).replaceAll(quoted(door));
    return names(reached).replaceAll(":6443(?!\\d)", ":" + apiPort);
  }

  private String names(String text) {
    return NAME.matcher(text)
        .replaceAll(each -> quoted(nodes.getOrDefault(each.group(), each.group())));
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }
}
