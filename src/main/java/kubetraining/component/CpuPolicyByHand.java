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

  /** Asks for the next part of the way to the policy {@code static}. */
  ToDoException towardsStatic() {
    if (!kept) {
      return new ToDoException(
          Texts.of("keep a copy of the kubelet's configuration of %s", node),
          node,
          List.of(Texts.of("sudo cp --preserve %s %s", CONFIG, ORIGINAL)));
    }
    return towards("the CPU policy static on " + node, STATIC);
  }

  /** Asks for the next part of the way back. */
  ToDoException back() {
    return configured && !cordoned
        ? new ToDoException(
            "remove the copy that was kept of the configuration of " + node,
            node,
            List.of("sudo rm " + ORIGINAL))
        : towards("the original configuration of " + node, List.of(BACK));
  }

  private ToDoException towards(String what, List<String> change) {
    if (configured) {
      return cordoned
          ? new ToDoException(
              Texts.of("for %s, let pods onto the node again", what),
              List.of("kubectl uncordon " + node))
          : new ToDoException(
              Texts.of("for %s, start the kubelet once more, since it does not work so yet", what),
              node,
              List.of("sudo systemctl restart kubelet"));
    }
    return cordoned
        ? new ToDoException(Texts.of("for %s, change the file", what), node, whileStopped(change))
        : new ToDoException(
            Texts.of("for %s, move the pods away", what),
            List.of(
                Texts.of(
                    "kubectl drain %s --ignore-daemonsets --delete-emptydir-data --force", node)));
  }

  private static List<String> whileStopped(List<String> change) {
    var all = new ArrayList<String>();
    all.add("sudo systemctl stop kubelet");
    all.add("sudo rm --force /var/lib/kubelet/cpu_manager_state");
    all.addAll(change);
    all.add("sudo systemctl start kubelet");
    return all;
  }
}
