package kubetraining.steps;

import java.util.ArrayList;
import java.util.List;
import kubetraining.page.CpuLook;
import kubetraining.probe.CpuManagerState;
import kubetraining.probe.NodeCpus;
import kubetraining.run.TrainingRun;

/** Keeps, for the report's map of CPUs, who could use which of them in the course of a scenario. */
public final class CpuLooks {
  private final TrainingRun run;
  private final List<CpuLook> looks = new ArrayList<>();

  public CpuLooks(TrainingRun run) {
    this.run = run;
  }

  /** Keeps what a step has seen. Before and after are always there; repeats are left out. */
  void seen(String when, NodeCpus now) {
    var look = picture(when, now);
    if (looks.size() > 1 && same(looks.get(looks.size() - 1), look)) {
      return;
    }
    looks.add(look);
    run.recorder().fact(CpuLook.FACT, List.copyOf(looks));
  }

  static CpuLook picture(String when, NodeCpus now) {
    return new CpuLook(
        when,
        now.node(),
        now.state().policy(),
        List.copyOf(now.online().cpus()),
        now.state().entries().stream()
            .map(entry -> new CpuLook.Owner(pod(entry, now), List.copyOf(entry.cpus().cpus())))
            .toList());
  }

  private static boolean same(CpuLook one, CpuLook other) {
    return one.node().equals(other.node())
        && one.policy().equals(other.policy())
        && one.own().equals(other.own());
  }

  // The kubelet's record knows uids; people know names.
  private static String pod(CpuManagerState.Entry entry, NodeCpus now) {
    return now.containers().stream()
        .filter(each -> each.podUid().equals(entry.pod()))
        .map(NodeCpus.Container::pod)
        .findFirst()
        .orElse("a pod that has ended");
  }
}
