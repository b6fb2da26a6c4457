package kubetraining.typed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A command of kubectl in one form for all ways of saying it: options by their long names, kinds by
 * one name each, {@code pod/x} for {@code pod x}, and without the namespace {@code default}, which
 * is meant anyway.
 *
 * <p>Two commands of one form do the same and print the same. So {@code --output wide} makes
 * another one.
 *
 * @param words the verb, and what is no option
 * @param options values by long names, each in the order in which they were given; empty ones of
 *     options without a value
 * @param program what comes behind {@code --}, with that
 */
public record KubectlCommand(
    List<String> words, SortedMap<String, List<String>> options, List<String> program) {
  private static final Map<String, String> LONG =
      byEachName(
          "--namespace -n",
          "--selector -l",
          "--output -o",
          "--container -c",
          "--filename -f",
          "--kustomize -k",
          "--all-namespaces -A",
          "--watch -w",
          "--server -s");

  /** Options without a value, of those that somebody may type in place of one of the guide's. */
  private static final Set<String> SWITCHES =
      Set.of(
          ("--all --all-namespaces --delete-emptydir-data --follow --force --ignore-daemonsets"
                  + " --ignore-not-found --insecure-skip-tls-verify --local --no-headers"
                  + " --overwrite --previous --quiet --recursive --server-side --show-labels"
                  + " --stdin --tty --watch --watch-only")
              .split(" "));

  /** What {@code kubectl api-resources} lists as names of the kinds that the guide has. */
  private static final Map<String, String> KINDS =
      byEachName(
          "pods pod po",
          "nodes node no",
          "services service svc",
          "deployments deployment deploy",
          "namespaces namespace ns",
          "serviceaccounts serviceaccount sa",
          "configmaps configmap cm",
          "statefulsets statefulset sts",
          "daemonsets daemonset ds",
          "replicasets replicaset rs",
          "horizontalpodautoscalers horizontalpodautoscaler hpa",
          "customresourcedefinitions customresourcedefinition crds crd",
          "apiservices apiservice",
          "rolebindings rolebinding",
          "clusterrolebindings clusterrolebinding",
          "events event ev");

  private static final Set<String> OF_OBJECTS =
      Set.of("annotate", "delete", "describe", "get", "label", "patch", "scale", "wait");

  /** The first of several names of one thing, by each of them. */
  private static Map<String, String> byEachName(String... things) {
    var first = new HashMap<String, String>();
    for (String each : things) {
      var names = List.of(each.split(" "));
      names.forEach(name -> first.put(name, names.get(0)));
    }
    return first;
  }

  /** The command of a line; empty if the line is more than one command of kubectl. */
  public static Optional<KubectlCommand> of(String line) {
    return ShellWords.of(line)
        .filter(commands -> commands.size() == 1 && commands.get(0).size() == 1)
        .flatMap(commands -> of(commands.get(0).get(0)));
  }

  /** The same of its words, as a shell divides them. */
  static Optional<KubectlCommand> of(List<String> words) {
    return words.get(0).equals("kubectl") ? Optional.of(parsed(words)) : Optional.empty();
  }

  private static KubectlCommand parsed(List<String> words) {
    var options = new TreeMap<String, List<String>>();
    var plain = new ArrayList<String>();
    List<String> rest = List.of();
    for (int at = 1; at < words.size(); at++) {
      String word = words.get(at);
      if (word.equals("--")) {
        rest = words.subList(at, words.size());
        break;
      }
      if (!word.startsWith("-") || word.equals("-")) {
        plain.add(word);
        continue;
      }
      var option = Option.of(word, plain.contains("logs"));
      String value = option.value();
      if (value.isEmpty() && !SWITCHES.contains(option.name()) && at + 1 < words.size()) {
        at++;
        value = words.get(at);
      }
      options.computeIfAbsent(option.name(), name -> new ArrayList<>()).add(value);
    }
    options.remove("--namespace", List.of("default"));
    return new KubectlCommand(objects(plain), options, rest);
  }

  /** All of it as words. */
  List<String> form() {
    var form = new ArrayList<>(List.of("kubectl"));
    form.addAll(words);
    options.forEach((name, values) -> values.forEach(value -> form.add(name + "=" + value)));
    form.addAll(program);
    return form;
  }

  /** An option by its long name, and its value if that is in the same word. */
  private record Option(String name, String value) {
    static Option of(String word, boolean isLogs) {
      int end = word.startsWith("--") ? word.indexOf('=') : Math.min(2, word.length());
      String name = end < 0 ? word : word.substring(0, end);
      // No home folder comes in place of a ~ that does not begin a word.
      String value = end < 0 ? "" : word.substring(end).replaceFirst("^=?~", "\\\\~");
      value = value.replaceFirst("^=", "");
      boolean follows = isLogs && name.equals("-f");
      return new Option(
          follows ? "--follow" : LONG.getOrDefault(name, name),
          value.equals("true") && SWITCHES.contains(name) ? "" : value);
    }
  }

  /** Kinds by their first name; what a command is about as kind/name, a pod whose log it is not. */
  private static List<String> objects(List<String> plain) {
    var words = new ArrayList<>(plain.stream().map(KubectlCommand::named).toList());
    if (words.isEmpty()) {
      return words;
    }
    String verb = words.get(0);
    if (Set.of("logs", "exec").contains(verb)) {
      words.replaceAll(word -> word.startsWith("pods/") ? word.substring(5) : word);
    }
    int kind = verb.equals("rollout") ? 2 : OF_OBJECTS.contains(verb) ? 1 : words.size();
    if (words.size() > kind + 1 && KINDS.containsValue(words.get(kind))) {
      String of = words.remove(kind) + "/";
      for (int at = kind; at < words.size() && isName(words.get(at)); at++) {
        words.set(at, of + words.get(at));
      }
    }
    return words;
  }

  private static boolean isName(String word) {
    return !word.contains("=") && !word.contains("/") && !word.endsWith("-");
  }

  private static String named(String word) {
    int slash = word.indexOf('/');
    String kind = slash < 0 ? word : word.substring(0, slash);
    return KINDS.getOrDefault(kind, kind) + (slash < 0 ? "" : word.substring(slash));
  }
}
