package kubetraining.steps;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.component.Claim;
import kubetraining.component.CommandTraces;
import kubetraining.component.Component;
import kubetraining.component.ForeignObject;
import kubetraining.component.KubeletCpuPolicy;
import kubetraining.component.KubeletDropIn;
import kubetraining.component.OurLabel;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.CpuProbe;
import kubetraining.probe.CpuUse;
import kubetraining.probe.KubeletProbe;
import kubetraining.probe.NodeProbe;
import kubetraining.probe.PodPatience;
import kubetraining.probe.PodProbe;
import kubetraining.probe.PodSeen;
import kubetraining.run.TrainingRun;
import kubetraining.wait.Hopeless;

/** What section 5 makes in the cluster: pods like the one in its manifest, and a node's policy. */
public record CpuTraces(TrainingRun run) implements Component {
  static final String NAMESPACE = "default";
  private static final String LABEL = "section";
  private static final String SECTION = "cpu-manager";

  CpuProbe cpus() {
    return new CpuProbe(client(), run.access()::shell);
  }

  KubeletProbe kubelets() {
    return new KubeletProbe(client(), run.access()::shell);
  }

  KubeletCpuPolicy policy(String machine) {
    return KubeletCpuPolicy.on(
        run.cluster(),
        machine,
        new KubeletCpuPolicy.Limits(
            Limit.COMMAND.duration(),
            Limit.NODE_DRAINED.duration(),
            Limit.KUBELET_WELL.duration(),
            Limit.KUBELET_HOLD.duration()));
  }

  /** Thousandths of a CPU that a node offers to pods. */
  long offered(String machine) {
    return new NodeProbe(client())
        .nodes().stream()
            .filter(node -> node.name().equals(machine))
            .mapToLong(NodeProbe.Seen::milliCpu)
            .findFirst()
            .orElseThrow();
  }

  KubeletDropIn dropIn(String machine) {
    return new KubeletDropIn(
        run.access().shell(machine), Limit.COMMAND.duration(), run.cluster().isWatchedOnly());
  }

  /** Waits until a pod is Ready. */
  PodSeen started(String name) {
    var patience = new PodPatience();
    return run.eventually(
            Limit.POD_START,
            Texts.of("pod %s to be Ready", name),
            () -> pods().named(NAMESPACE, name),
            seen -> seen.filter(PodSeen::ready).isPresent(),
            seen ->
                seen.map(pod -> patience.lost(List.of(pod)))
                    .orElse(Optional.of(Hopeless.notThere("there is no such pod"))))
        .orElseThrow();
  }

  /**
   * Waits until the kernel and the kubelet agree that a pod has so many CPUs alone, and until
   * nobody else uses them.
   */
  CpuProbe.Witnesses alone(String pod, String machine, int size) {
    var seen =
        run.eventually(
            Limit.CPUS_MOVED,
            Texts.of("pod %s to have %d CPU of its own", pod, size),
            () -> cpus().witnesses(pod, machine),
            each -> each.agreeOnOwn(size));
    var use =
        run.eventually(
            Limit.CPUS_MOVED,
            Texts.of("pod %s to use CPU %s alone", pod, seen.cgroup().allowed()),
            () -> cpus().use(seen),
            CpuUse::alone,
            now ->
                now.bound(seen.cgroup().allowed())
                    .map(each -> Hopeless.wrong("it is used by " + each)));
    run.recorder().fact("witnesses", Texts.of("%s; %s", seen, use));
    return seen;
  }

  @Override
  public String name() {
    return "pods of section 5";
  }

  @Override
  public List<ForeignObject> inTheWay() {
    var named = new Parts(run).folder(name(), "05-cpu-manager");
    return Stream.concat(named.inTheWay().stream(), others().inTheWay().stream()).toList();
  }

  @Override
  public List<ForeignObject> remains() {
    var ofTheSection = ofTheSection(client()).list().getItems().stream().map(ForeignObject::of);
    return Stream.concat(ofTheSection, others().remains().stream()).distinct().toList();
  }

  @Override
  public void remove() {
    if (run.cluster().isWatchedOnly()) {
      Component.requireGone(List.of(this));
      return;
    }
    ofTheSection(run.cluster().admin()).delete();
    run.eventually(Limit.POD_DELETED, "no pods of section 5", this::left, List::isEmpty);
    others().remove();
  }

  /** Pods that the trainee has made without the labels of the manifest. */
  private CommandTraces others() {
    var claims =
        Stream.of("podpi", "podpi10", "podpi-second", "neighbour", "latecomer")
            .map(pod -> Claim.in(NAMESPACE, Pod.class, pod));
    return new Parts(run)
        .traces(
            "other pods of section 5",
            Limit.POD_DELETED,
            Stream.concat(claims, Stream.of(Claim.typedIn(NAMESPACE, Pod.class)))
                .toArray(Claim<?>[]::new));
  }

  // Those on their way out still hold their CPUs, so they count.
  List<String> left() {
    return ofTheSection(client()).list().getItems().stream()
        .map(pod -> pod.getMetadata().getName())
        .toList();
  }

  private static FilterWatchListDeletable<Pod, PodList, PodResource> ofTheSection(
      KubernetesClient client) {
    return client
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel(LABEL, SECTION)
        .withLabel(OurLabel.KEY, OurLabel.VALUE);
  }

  PodProbe pods() {
    return new PodProbe(client());
  }

  private KubernetesClient client() {
    return run.access().client();
  }
}
