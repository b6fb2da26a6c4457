package kubetraining.component;

import java.util.ArrayList;
import java.util.List;
import kubetraining.host.Texts;
import kubetraining.wait.ToDoException;

/**
 * What a person has to type next to switch the CPU policy of a node, as the state of the node says.
 *
 * @param node its name
 * @param kept whether its original configuration was kept
 * @param configured whether the configuration is the one that is wanted
 * @param cordoned whether it takes no new pods
 */
record CpuPolicyByHand(String node, boolean kept, boolean configured, boolean cordoned) {
  private static final String CONFIG = KubeletCpuPolicy.CONFIG;
  private static final String ORIGINAL = KubeletCpuPolicy.ORIGINAL;
  private static final String BACK = Texts.of("sudo cp --preserve %s %s", ORIGINAL, CONFIG);
  private static final List<String> STATIC =
      List.of(
          BACK,
          Texts.of("sudo sed -i '/^cpuManager/d' %s", CONFIG),
          Texts.of("%s | sudo tee -a %s", KubeletCpuPolicy.PRINT_SETTINGS, CONFIG));

  private static final List<String> STOPPED =
      List.of("sudo systemctl stop kubelet", "sudo rm --force /var/lib/kubelet/cpu_manager_state");

  /** Asks for the next part of the way to the policy {@code static}. */
  ToDoException towardsStatic() {
    return kept
        ? towards("the CPU policy static on " + node, STATIC)
        : here(
            "keep a copy of the kubelet's configuration of " + node,
            Texts.of("sudo cp --preserve %s %s", CONFIG, ORIGINAL));
  }

  /** Asks for the next part of the way back. */
  ToDoException back() {
    return configured && !cordoned
        ? here(
            "remove the copy that was kept of the configuration of " + node, "sudo rm " + ORIGINAL)
        : towards("the original configuration of " + node, List.of(BACK));
  }

  private ToDoException towards(String what, List<String> change) {
    String before = Texts.of("for %s, ", what);
    if (configured) {
      return cordoned
          ? onNode1(before + "let pods onto the node again", "kubectl uncordon " + node)
          : here(
              before + "start the kubelet once more, since it does not work so yet",
              "sudo systemctl restart kubelet");
    }
    String drain = "kubectl drain %s --ignore-daemonsets --delete-emptydir-data --force";
    return cordoned
        ? here(before + "change the file", whileStopped(change))
        : onNode1(before + "move the pods away", Texts.of(drain, node));
  }

  private static ToDoException onNode1(String what, String command) {
    return new ToDoException(what, List.of(command));
  }

  private ToDoException here(String what, String... commands) {
    return new ToDoException(what, node, List.of(commands));
  }

  private static String[] whileStopped(List<String> change) {
    var all = new ArrayList<>(STOPPED);
    all.addAll(change);
    all.add("sudo systemctl start kubelet");
    return all.toArray(String[]::new);
  }
}
