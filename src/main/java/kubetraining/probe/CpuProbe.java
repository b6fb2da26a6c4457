package kubetraining.probe;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.NotThereException;

/** Looks at the CPUs of a node: which there are, and which container may use which. */
public final class CpuProbe {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String NAMESPACE = "default";
  // A static pod has another uid on its node than in the API, and bears that one as a mark.
  private static final String UID_ON_NODE = "kubernetes.io/config.hash";
  private static final Pattern INSIDE =
      Pattern.compile("^Cpus_allowed_list:\\s*(\\S+)$", Pattern.MULTILINE);
  // A kubelet that is just starting has no record yet.
  private static final String NO_RECORD = "{\"policyName\": \"\"}";
  private static final String MACHINE =
      Texts.of(
          """
      cat /sys/devices/system/cpu/online
      sudo -n cat /var/lib/kubelet/cpu_manager_state 2>/dev/null || printf '%s'
      echo
      """,
          NO_RECORD);

  private final KubernetesClient client;
  private final Function<String, RemoteShell> shells;

  /**
   * A probe that uses the shells on the machines.
   *
   * @param shells by the name of the machine; the one of node1 has kubectl
   */
  public CpuProbe(KubernetesClient client, Function<String, RemoteShell> shells) {
    this.client = client;
    this.shells = shells;
  }

  /** The CPUs of one node and all its containers. */
  public NodeCpus of(String node) {
    var shell = shells.apply(node);
    var layout = CgroupLayout.parse(shell.mustRun(CgroupLayout.COMMAND, LIMIT).stdout());
    List<ContainerCpus> asked =
        client.pods().inAnyNamespace().list().getItems().stream()
            .filter(pod -> node.equals(pod.getSpec().getNodeName()))
            .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
            .flatMap(pod -> running(pod, layout).stream())
            .toList();
    var lines = shell.mustRun(script(asked), LIMIT).stdout().lines().toList();
    var answers = lines.subList(lines.size() - asked.size(), lines.size());
    var seen = new ArrayList<ContainerCpus>();
    for (int i = 0; i < asked.size(); i++) {
      seen.add(answered(asked.get(i), answers.get(i)));
    }
    return new NodeCpus(
        node,
        layout,
        CpuSet.parse(lines.get(0)),
        CpuManagerState.parse(String.join("\n", lines.subList(1, lines.size() - asked.size()))),
        seen);
  }

  /**
   * What the kernel and the kubelet say about the one container of a pod that runs; those that were
   * added to it while it ran do not count.
   *
   * @throws NotThereException if it does not run, or has more than one
   */
  public CpuWitnesses witnesses(String pod, String node) {
    var inside = inside(pod);
    var seen = of(node);
    var containers = seen.of(pod).stream().filter(each -> !each.added()).toList();
    if (containers.size() != 1) {
      throw new NotThereException(
          Texts.of("one running container of pod %s on %s", pod, node),
          Texts.of("%d of them: %s", containers.size(), seen));
    }
    var container = containers.get(0);
    return new CpuWitnesses(
        container.qosClass(),
        inside,
        container,
        seen.state().of(container.podUid(), container.container(), container.id()),
        seen);
  }

  /** Who has used the CPUs of a container in the last second, of all threads of its machine. */
  public CpuUse use(CpuWitnesses of) {
    var cpus = of.cgroup().allowed();
    var answer = shells.apply(of.node().node()).mustRun(CpuUse.script(of.cgroup()), LIMIT);
    return CpuUse.parse(answer.stdout(), cpus);
  }

  private CpuSet inside(String pod) {
    String command =
        Texts.of(
            "kubectl exec --namespace %s %s -- grep Cpus_allowed_list /proc/self/status",
            NAMESPACE, pod);
    var answer = shells.apply("node1").run(command, LIMIT);
    Matcher list = INSIDE.matcher(answer.stdout());
    if (!list.find()) {
      throw new NotThereException(
          Texts.of("what a program in pod %s sees of itself", pod),
          Texts.of("'%s' answered: %s%s", command, answer.stdout(), answer.stderr()));
    }
    return CpuSet.parse(list.group(1));
  }

  // Some of those that begin before the others go on to run beside them.
  private static List<ContainerCpus> running(Pod pod, CgroupLayout layout) {
    var status = pod.getStatus();
    return Stream.of(
            running(pod, status.getContainerStatuses(), layout, false),
            running(pod, status.getInitContainerStatuses(), layout, false),
            running(pod, status.getEphemeralContainerStatuses(), layout, true))
        .flatMap(each -> each)
        .toList();
  }

  private static Stream<ContainerCpus> running(
      Pod pod, List<ContainerStatus> statuses, CgroupLayout layout, boolean added) {
    String uid =
        Optional.ofNullable(pod.getMetadata().getAnnotations())
            .map(annotations -> annotations.get(UID_ON_NODE))
            .orElse(pod.getMetadata().getUid());
    String qosClass = pod.getStatus().getQosClass();
    return statuses.stream()
        .filter(each -> each.getState() != null && each.getState().getRunning() != null)
        .map(
            each ->
                new ContainerCpus(
                    pod.getMetadata().getName(),
                    uid,
                    each.getName(),
                    qosClass,
                    each.getContainerID(),
                    layout.folder(qosClass, uid, each.getContainerID()) + "/" + layout.file(),
                    CpuSet.NONE,
                    List.of(),
                    added));
  }

  // One line for each container, in order: what the file says, a bar, what its processes say. What
  // has ended in the meantime has neither.
  private static String script(List<ContainerCpus> containers) {
    var script = new StringBuilder(MACHINE);
    for (ContainerCpus container : containers) {
      script.append(
          Texts.of(
              """
          cpus=$(cat %1$s 2>/dev/null)
          all=$(for p in $(cat %2$s/cgroup.procs 2>/dev/null); do
            sed -n 's/^Cpus_allowed_list:[[:space:]]*//p' /proc/$p/status 2>/dev/null
          done | sort -u | paste -sd' ')
          echo "$cpus|$all"
          """,
              container.file(), container.folder()));
    }
    return script.toString();
  }

  private static ContainerCpus answered(ContainerCpus asked, String line) {
    String[] parts = line.split("\\|", 2);
    return new ContainerCpus(
        asked.pod(),
        asked.podUid(),
        asked.container(),
        asked.qosClass(),
        asked.id(),
        asked.file(),
        CpuSet.parse(parts[0]),
        Arrays.stream(parts[1].strip().split(" "))
            .filter(set -> !set.isEmpty())
            .map(CpuSet::parse)
            .toList(),
        asked.added());
  }
}
