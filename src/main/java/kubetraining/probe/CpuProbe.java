package kubetraining.probe;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.NotThereException;

/**
 * Looks at the CPUs of a node: which there are, and which container may use which.
 *
 * @param shells by the name of the machine; the one of node1 has kubectl
 */
public record CpuProbe(KubernetesClient client, Function<String, RemoteShell> shells) {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String NAMESPACE = "default";
  // A static pod has another uid on its node than in the API, and is annotated with that one.
  private static final String UID_ON_NODE = "kubernetes.io/config.hash";
  private static final Pattern INSIDE =
      Pattern.compile("^Cpus_allowed_list:\\s*(\\S+)$", Pattern.MULTILINE);
  // A kubelet that is just starting has no record yet.
  private static final String MACHINE =
      """
      cat /sys/devices/system/cpu/online
      sudo -n cat /var/lib/kubelet/cpu_manager_state 2>/dev/null || printf '{"policyName": ""}'
      echo
      """;

  /** The CPUs of one node and all its containers. */
  public NodeCpus of(String node) {
    var shell = shells.apply(node);
    var layout = CgroupLayout.parse(shell.mustRun(CgroupLayout.COMMAND, LIMIT).stdout());
    var asked =
        client.pods().inAnyNamespace().list().getItems().stream()
            .filter(pod -> node.equals(pod.getSpec().getNodeName()))
            .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
            .flatMap(pod -> running(pod, layout))
            .toList();
    String script = MACHINE + asked.stream().map(CpuProbe::script).collect(Collectors.joining());
    var lines = shell.mustRun(script, LIMIT).stdout().lines().toList();
    int first = lines.size() - asked.size();
    return new NodeCpus(
        node,
        layout,
        CpuSet.parse(lines.get(0)),
        CpuManagerState.parse(String.join("\n", lines.subList(1, first))),
        IntStream.range(0, asked.size())
            .mapToObj(i -> asked.get(i).told(lines.get(first + i)))
            .toList());
  }

  /**
   * What the kernel and the kubelet say about the one container of a pod that runs; those that were
   * added to it while it ran do not count.
   *
   * @throws NotThereException if it does not run, or has more than one
   */
  public Witnesses witnesses(String pod, String node) {
    var inside = inside(pod);
    var seen = of(node);
    var containers = seen.of(pod).stream().filter(each -> !each.added()).toList();
    if (containers.size() != 1) {
      throw new NotThereException(
          Texts.of("one running container of pod %s on %s", pod, node),
          Texts.of("%d of them: %s", containers.size(), seen));
    }
    var container = containers.get(0);
    return new Witnesses(
        container.qosClass(),
        inside,
        container,
        seen.state().of(container.podUid(), container.container(), container.id()),
        seen);
  }

  /** Who has used the CPUs of a container in the last second, of all threads of its machine. */
  public CpuUse use(Witnesses of) {
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
          Texts.of("the CPUs that a program in pod %s is allowed to use", pod),
          Texts.of("'%s' printed: %s%s", command, answer.stdout(), answer.stderr()));
    }
    return CpuSet.parse(list.group(1));
  }

  // Some of those that begin before the others go on to run beside them.
  private static Stream<NodeCpus.Container> running(Pod pod, CgroupLayout layout) {
    var status = pod.getStatus();
    var added = status.getEphemeralContainerStatuses();
    return Stream.of(status.getContainerStatuses(), status.getInitContainerStatuses(), added)
        .flatMap(List::stream)
        .filter(each -> each.getState() != null && each.getState().getRunning() != null)
        .map(each -> container(pod, each, layout, added.contains(each)));
  }

  private static NodeCpus.Container container(
      Pod pod, ContainerStatus container, CgroupLayout layout, boolean added) {
    var metadata = pod.getMetadata();
    String uid = metadata.getAnnotations().getOrDefault(UID_ON_NODE, metadata.getUid());
    String qosClass = pod.getStatus().getQosClass();
    String id = container.getContainerID();
    return new NodeCpus.Container(
        metadata.getName(),
        uid,
        container.getName(),
        qosClass,
        id,
        layout.folder(qosClass, uid, id) + "/" + layout.file(),
        CpuSet.NONE,
        List.of(),
        added);
  }

  // One line for each container, in order: what the file says, a bar, what its processes say. What
  // has ended in the meantime has neither.
  private static String script(NodeCpus.Container container) {
    return Texts.of(
        """
        cpus=$(cat %1$s 2>/dev/null)
        all=$(for p in $(cat %2$s/cgroup.procs 2>/dev/null); do
          sed -n 's/^Cpus_allowed_list:[[:space:]]*//p' /proc/$p/status 2>/dev/null
        done | sort -u | paste -sd' ')
        echo "$cpus|$all"
        """,
        container.file(), container.folder());
  }

  /**
   * The CPUs that one container may use, by the kernel, whom two places ask, and by the kubelet.
   * Who uses them tells {@link CpuUse}.
   *
   * @param inside what its program sees of itself, within the container
   * @param cgroup what the kernel on the node allows its cgroup and its processes
   * @param record what the kubelet has noted; empty if it has given this container no CPU of its
   *     own
   */
  public record Witnesses(
      String qosClass,
      CpuSet inside,
      NodeCpus.Container cgroup,
      Optional<CpuSet> record,
      NodeCpus node) {

    /** Whether both say that it has this many CPUs, and has them alone. */
    public boolean agreeOnOwn(int size) {
      return record.filter(own -> own.size() == size && alone(own)).isPresent()
          && inside.equals(record.get())
          && cgroup.mayUseExactly(record.get());
    }

    /** Whether it has no CPU of its own and may use exactly {@code cpus}. */
    public boolean shares(CpuSet cpus) {
      return record.isEmpty() && inside.equals(cpus) && cgroup.mayUseExactly(cpus);
    }

    private boolean alone(CpuSet own) {
      return own.within(node.online())
          && !node.state().givesTwice()
          && own.disjointFrom(node.state().shared());
    }

    @Override
    public String toString() {
      return Texts.of(
          "%s; inside the container: %s; its cgroup: %s; the kubelet's state file: %s; all CPUs: %s",
          qosClass,
          inside,
          cgroup.allowed(),
          record.map(CpuSet::toString).orElse("none"),
          node.online());
    }
  }
}
