package kubetraining.config;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import kubetraining.host.Texts;

/**
 * Settings for a cluster that exists already.
 *
 * @param kubeconfig the file that says where the cluster is and who asks; not opened yet
 * @param context which context of that file; if empty, its current one
 * @param ssh how nodes are reached; if empty, they are not
 * @param nodes what the cluster calls the guide's nodes, by the guide's names; if empty, role and
 *     order decide
 * @param images what stands before the names of images, ending in a slash; or empty
 * @param changeNodes whether nodes may be changed: annotations, and the kubelet's configuration
 */
public record ExistingSettings(
    Path kubeconfig,
    Optional<String> context,
    Optional<Ssh> ssh,
    Map<String, String> nodes,
    String images,
    boolean changeNodes) {
  /** The setting that names the kubeconfig. */
  public static final String KUBECONFIG = "lab.kubeconfig";

  /** The setting that names a context of the kubeconfig. */
  public static final String CONTEXT = "lab.context";

  private static final String USER = "lab.ssh.user";
  private static final String KEY = "lab.ssh.key";

  /** The setting that says where nodes are reached. */
  public static final String HOSTS = "lab.ssh.hosts";

  private static final String NODES = "lab.nodes";
  private static final String IMAGES = "lab.images";
  private static final String CHANGE_NODES = "lab.change-nodes";
  private static final String ADDRESSES = "node1=address[:port],node2=address[:port] and so on";
  private static final String BRACKETS = ". An IPv6 address has brackets";
  private static final String NAMES =
      "node1=NAME,node2=NAME and so on, up to node4, with names of nodes of the cluster";
  private static final Pattern HOST =
      Pattern.compile(
          "(?<node>[a-z0-9]([a-z0-9.-]*[a-z0-9])?)"
              + "=(?<address>[A-Za-z0-9][A-Za-z0-9.-]*|\\[[0-9A-Fa-f:.]+])(:(?<port>\\d{1,5}))?");

  /**
   * How nodes are reached by SSH.
   *
   * @param key the file with the private key of the user
   * @param hosts by the name of a node, in the order they were given; addresses are not resolved
   */
  public record Ssh(String user, Path key, Map<String, InetSocketAddress> hosts) {}

  /** Empty for a lab of another kind, for which none of these settings may be given. */
  static Optional<ExistingSettings> read(Settings settings, LabKind kind) {
    if (kind != LabKind.EXISTING) {
      for (String name :
          List.of(KUBECONFIG, CONTEXT, USER, KEY, HOSTS, NODES, IMAGES, CHANGE_NODES)) {
        if (settings.text(name).isPresent()) {
          throw new ConfigException(
              "setting %s is for a cluster that exists already, not for a lab of the kind '%s'; add"
                  + " -Dlab=existing, or leave it out",
              name, kind.word());
        }
      }
      return Optional.empty();
    }
    var kubeconfig =
        settings
            .path(KUBECONFIG)
            .orElseThrow(
                () ->
                    new ConfigException(
                        "no kubeconfig is given for the existing cluster; name the file in the setting"
                            + " lab.kubeconfig. Neither KUBECONFIG nor ~/.kube/config is read, so that no"
                            + " cluster is used by mistake"));
    return Optional.of(
        new ExistingSettings(
            kubeconfig,
            settings.text(CONTEXT),
            ssh(settings),
            settings.text(NODES).map(ExistingSettings::nodes).orElse(Map.of()),
            settings
                .matching(
                    IMAGES,
                    "[a-z0-9][a-z0-9._-]*(:\\d{1,5})?(/[a-z0-9][a-z0-9._-]*)*/?",
                    "the address of a registry, such as registry.example:5000/training")
                .map(each -> each.endsWith("/") ? each : each + "/")
                .orElse(""),
            settings.flag(CHANGE_NODES)));
  }

  private static Optional<Ssh> ssh(Settings settings) {
    var names = List.of(USER, KEY, HOSTS);
    var missing = names.stream().filter(name -> settings.text(name).isEmpty()).toList();
    if (missing.size() == names.size()) {
      return Optional.empty();
    }
    if (!missing.isEmpty()) {
      throw new ConfigException(
          "settings %s belong together, but %s is not given; give all of them, or none",
          String.join(", ", names), String.join(" and ", missing));
    }
    var user =
        settings.matching(USER, "[A-Za-z_][A-Za-z0-9_.-]{0,31}", "the name of a user on the nodes");
    Path key = settings.path(KEY).orElseThrow();
    if (!Files.isReadable(key) || Files.isDirectory(key)) {
      throw new ConfigException(
          "setting %s is '%s', which %s; use the file with the private key of %s",
          KEY,
          key,
          Files.isDirectory(key)
              ? "is a folder"
              : Files.exists(key) ? "you are not allowed to read" : "does not exist",
          user.orElseThrow());
    }
    return Optional.of(new Ssh(user.orElseThrow(), key, hosts(settings.text(HOSTS).orElseThrow())));
  }

  private static Map<String, InetSocketAddress> hosts(String text) {
    var hosts = new LinkedHashMap<String, InetSocketAddress>();
    for (String each : text.split(",", -1)) {
      var host = HOST.matcher(each.strip());
      String digits = host.matches() ? Objects.requireNonNullElse(host.group("port"), "22") : "0";
      int port = Integer.parseInt(digits);
      if (port < 1 || port > 65535) {
        String why = "'%s' is not of that form" + BRACKETS;
        throw refused(HOSTS, text, ADDRESSES, Texts.of(why, each.strip()));
      }
      String bare = host.group("address").replaceAll("[\\[\\]]", "");
      var address = InetSocketAddress.createUnresolved(bare, port);
      if (hosts.putIfAbsent(host.group("node"), address) != null) {
        String why = "'%s' is there twice" + BRACKETS;
        throw refused(HOSTS, text, ADDRESSES, Texts.of(why, host.group("node")));
      }
    }
    return hosts;
  }

  private static Map<String, String> nodes(String text) {
    var nodes = new LinkedHashMap<String, String>();
    for (String each : text.split(",", -1)) {
      String[] pair = each.strip().split("=", -1);
      boolean isPair = pair.length == 2 && pair[0].matches("node[1-4]") && !pair[1].isBlank();
      if (!isPair || nodes.containsValue(pair[1]) || nodes.putIfAbsent(pair[0], pair[1]) != null) {
        String why = "'%s' is not of that form, or there twice";
        throw refused(NODES, text, NAMES, Texts.of(why, each.strip()));
      }
    }
    if (!nodes.containsKey("node1")) {
      throw refused(NODES, text, NAMES, "node1 is not there");
    }
    return nodes;
  }

  private static ConfigException refused(String name, String text, String use, String why) {
    return new ConfigException("setting %s is '%s'; use %s; in it, %s", name, text, use, why);
  }
}
