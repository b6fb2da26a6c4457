package kubetraining.existing;

import static java.util.regex.Matcher.quoteReplacement;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import kubetraining.config.TrainingConfig;
import kubetraining.host.FileWork;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;

/**
 * The guide as it is for one cluster: commands, manifests and tables have the names of its nodes
 * and its release, lists of nodes have all of them, and what such a cluster cannot show is not
 * essential. Otherwise the steps keep the guide's names, and each file says which nodes these are.
 *
 * @param nodes what the cluster calls the nodes, by the guide's names, in their order
 * @param hosts the values of their labels {@code kubernetes.io/hostname}, by the guide's names
 * @param workers the guide's names of those that take ordinary pods
 * @param guestMilliCpu how much CPU a pod must request on node4 so that less than one is left
 * @param door the address under which the place to type reaches node1
 * @param apiPort the port of the API server
 * @param home of the trainee, where commands are typed
 * @param lacks tags of what this cluster cannot show, and {@link #ANY_POD} and {@link #ROOM}
 * @param leftOut what is not so here: the first cells of rows, and steps
 * @param version of the API server, as in {@code v1.36.3}
 * @param images what stands before the names of images, ending in a slash; or empty
 */
public record AdaptedGuide(
    Map<String, String> nodes,
    Map<String, String> hosts,
    List<String> workers,
    long guestMilliCpu,
    String door,
    int apiPort,
    String home,
    Set<String> lacks,
    Set<String> leftOut,
    String version,
    String images) {
  /** The tag of what only the provider of machines can show. */
  public static final String PROVIDER = "@provider";

  /** The tag of what only a machine of the cluster can show. */
  public static final String MACHINE = "@machine";

  /** The tag of what shows how metrics come and go. */
  public static final String OWN_METRICS = "@own-metrics";

  /** The tag of what is so where one node is the control plane, and takes no ordinary pod. */
  public static final String CONTROL_PLANE = "@control-plane";

  /** The tag of what is so of nodes with two CPUs and about 4 GiB. */
  public static final String SIZE = "@size";

  /** What there is no tag for: the namespace default takes pods of any kind. */
  public static final String ANY_POD = "any pod";

  /** What there is no tag for: a driver and two executors find a place. */
  public static final String ROOM = "room for three pods of one CPU and 1.4 GiB";

  /** The guide's own nodes. */
  static final List<String> GUIDES = List.of("node1", "node2", "node3", "node4");

  static final Pattern NAME = Pattern.compile("(?<![\\w.<-])node[1-9]\\d*(?![\\w-])");
  private static final Pattern HOST =
      Pattern.compile("(?<=kubernetes\\.io/hostname\"?: ?\"?)node[1-9]\\d*(?![\\w-])");
  private static final Pattern DOOR = Pattern.compile("(?<=//)node1(?=:)");
  private static final Pattern CONTAINER =
      Pattern.compile("(?m)^( *)- name: \\S+\n(?=\\1  image: )");
  private static final String RESTRICTED =
      "{runAsNonRoot: true, runAsUser: 65534, allowPrivilegeEscalation: false,"
          + " capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}";

  // The registry and the folder of Docker's own images are not part of the name in a mirror.
  private static final Pattern IMAGE =
      Pattern.compile(
          "(image\"?[:=] ?\"?|the image \")((?:[a-z0-9-]+(?:\\.[a-z0-9-]+)+/)?(?:library/)?"
              + "([a-z0-9][a-z0-9._/-]*:\\w[\\w.-]*))");

  /** Writes features and manifests of a project into a folder of their own. */
  public void write(Path project, Path target) {
    FileWork.run(
        "could not write the guide for this cluster to " + target,
        () -> {
          WholeFile.delete(target);
          for (String part : new String[] {"features", "manifests"}) {
            Path from = project.resolve(part);
            for (Path file : ProjectFiles.below(from)) {
              Path path = from.relativize(file);
              Path to = target.resolve(part).resolve(path.toString());
              Files.createDirectories(to.getParent());
              String text = Files.readString(file);
              Files.writeString(
                  to,
                  file.toString().endsWith(".feature")
                      ? new AdaptedFeature(this, path.toString()).of(text)
                      : manifest(path, text));
            }
          }
        });
  }

  private String manifest(Path path, String text) {
    String named = lacks.contains(ANY_POD) ? complying(names(text)) : names(text);
    return path.endsWith("04-scheduler/guest.yaml")
        ? named.replace("cpu: \"1\"", Texts.of("cpu: \"%dm\"", guestMilliCpu))
        : named;
  }

  /** Containers as the Pod Security Standard "restricted" wants them. */
  private static String complying(String text) {
    return text.contains("securityContext:")
        ? text
        : CONTAINER
            .matcher(text)
            .replaceAll("$0$1  securityContext: " + quoteReplacement(RESTRICTED) + "\n");
  }

  /** Commands with the names and addresses of this cluster. */
  public String command(String text) {
    String reached = DOOR.matcher(text).replaceAll(quoteReplacement(door));
    return names(reached).replaceAll(":6443(?!\\d)", ":" + apiPort);
  }

  /** Any text with the names of nodes and images. */
  String names(String text) {
    String host = replaced(HOST, text, hosts);
    return images(replaced(NAME, host, nodes)).replace(TrainingConfig.KUBERNETES, version);
  }

  /** Any text with the names of images; those that were put in before stay. */
  String images(String text) {
    return images.isEmpty() ? text : IMAGE.matcher(text).replaceAll(each -> image(each, text));
  }

  private String image(MatchResult found, String text) {
    return text.startsWith(images, found.start(2))
        ? quoteReplacement(found.group())
        : quoteReplacement(found.group(1) + images + found.group(3));
  }

  private static String replaced(Pattern what, String text, Map<String, String> by) {
    return what.matcher(text)
        .replaceAll(each -> quoteReplacement(by.getOrDefault(each.group(), each.group())));
  }

  /** The guide's own nodes that this cluster does not have. */
  List<String> missing() {
    return GUIDES.stream().filter(each -> !nodes.containsKey(each)).toList();
  }

  /** Nodes that the guide does not have. */
  List<String> more() {
    return nodes.keySet().stream().filter(each -> !GUIDES.contains(each)).toList();
  }

  /** What a reader has to know at the beginning of each file. */
  String head() {
    var said = new ArrayList<String>();
    nodes.forEach((guide, name) -> said.add(Texts.of("%s is `%s`", guide, name)));
    missing().forEach(each -> said.add("there is no " + each));
    var left = new StringBuilder();
    if (!missing().isEmpty()) {
      left.append(
          " Lists and tables leave out what is not there; a scenario that needs it is not attempted.");
    }
    if (!more().isEmpty()) {
      left.append(
          " Lists and tables have the additional nodes, too. Where temperatures are set, these nodes are the hottest.");
    }
    if (!leftOut.isEmpty()) {
      String all = String.join("; ", new TreeSet<>(leftOut));
      left.append(" Left out, because it is not so here: " + all + ".");
    }
    return Texts.of("  **On this cluster** %s.%s\n", String.join(", ", said), left);
  }
}
