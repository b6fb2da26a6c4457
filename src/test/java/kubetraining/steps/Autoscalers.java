package kubetraining.steps;

import java.util.List;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.HpaProbe;
import kubetraining.probe.HpaSeen;
import kubetraining.probe.PodProbe;
import kubetraining.probe.PodSeen;
import kubetraining.probe.SectionRecorder.EventSeen;
import kubetraining.run.TrainingRun;

/** The autoscalers of the guide, each of which has the name of its Deployment. */
public record Autoscalers(TrainingRun run) {
  static final String NAMESPACE = "default";

  HpaSeen named(String name) {
    return new HpaProbe(run.access().client()).named(NAMESPACE, name);
  }

  /** Waits until it has all its metrics. */
  void awaitActive(String name) {
    run.eventually(
        Limit.HPA_FIGURES,
        Texts.of("the autoscaler %s to have its metrics", name),
        () -> named(name),
        HpaSeen::active);
  }

  /** Each time that it changed the number of pods, oldest first. */
  List<EventSeen> rescales(String name) {
    return run.section().recorder().events(NAMESPACE, named(name).uid(), "SuccessfulRescale");
  }

  List<PodSeen> podsOf(String name) {
    return new PodProbe(run.access().client()).labelled(NAMESPACE, "app", name);
  }

  /** Also those that are gone by now. */
  List<PodSeen> podsEver(String name) {
    return run.section().recorder().pods(NAMESPACE, "app", name);
  }
}
