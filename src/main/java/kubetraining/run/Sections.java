package kubetraining.run;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kubetraining.host.Texts;
import kubetraining.probe.TracesProbe;
import org.jspecify.annotations.Nullable;

/** Knows which section is being taught, and ends one before the next begins. */
public final class Sections {
  private final TrainingRun run;
  private final List<String> complaints = new ArrayList<>();
  private final TracesProbe traces;
  private @Nullable Section current;

  Sections(TrainingRun run) {
    this.run = run;
    this.traces = new TracesProbe(() -> run.access().client());
  }

  Section current() {
    return Objects.requireNonNull(current, "no scenario has begun");
  }

  /** Called before every scenario. */
  public void enter(URI feature) {
    if (current != null && !current.feature().equals(feature)) {
      run.endOfSections();
    }
    if (current == null) {
      current = new Section(run, feature, traces);
    }
  }

  /** Ends the section on a lab that is silent, and complains about what it left. */
  List<String> giveUp() {
    if (current != null && current.mayHaveLeftSomething()) {
      String words = "%s: its traces were not removed, as the lab does not answer";
      complaints.add(Texts.of(words, current.feature()));
    }
    forget();
    return List.copyOf(complaints);
  }

  /** Ends the section; what it leaves is no fault of the next one and becomes a complaint. */
  List<String> end() {
    if (current != null && run.labIfUp().isPresent()) {
      complaints.addAll(current.end());
    }
    forget();
    return List.copyOf(complaints);
  }

  private void forget() {
    if (current != null) {
      current.stops();
    }
    current = null;
  }
}
