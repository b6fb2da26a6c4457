package kubetraining.evidence;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kubetraining.remote.CommandResult;

/** What the commands of a scenario name: namespaces, machines, pods. */
record NamedThings(List<CommandResult> commands) {
  private static final Pattern NAMESPACE =
      Pattern.compile("(?:\\s-n|--namespace)[ =]*([a-z0-9][a-z0-9-]*)");
  private static final Pattern MACHINE = Pattern.compile("\\bnode[1-9]\\b");

  private String typed() {
    return commands.stream().map(CommandResult::command).collect(Collectors.joining("\n"));
  }

  Set<String> namespaces() {
    var found = new TreeSet<String>();
    NAMESPACE.matcher(typed()).results().forEach(each -> found.add(each.group(1)));
    return found;
  }

  Set<String> machines() {
    var found = new TreeSet<String>();
    commands.forEach(each -> found.add(each.machine()));
    MACHINE.matcher(typed()).results().forEach(each -> found.add(each.group()));
    return found;
  }

  /** Whether a command names a pod, or an answer shows it. */
  boolean shows(Pod pod) {
    String name = pod.getMetadata().getName();
    return commands.stream()
        .anyMatch(each -> each.command().contains(name) || each.stdout().contains(name));
  }
}
