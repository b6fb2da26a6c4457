package kubetraining.steps;

import java.util.Comparator;
import java.util.Locale;
import kubetraining.lab.Machine;
import kubetraining.run.TrainingRun;

/** Turns addresses as the guide prints them into such as can be asked. */
final class Addresses {
  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed();
  private final TrainingRun run;
  private final ScenarioNotes notes;

  Addresses(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
  }

  /**
   * An address in full.
   *
   * @param address {@code NODE1_IP} in it stands for a machine's address, {@code $PORT} for what
   *     the trainee kept under that name
   */
  String inFull(String address) {
    String url = address;
    // The longest name first, as one may begin like another.
    for (String name : notes.variables().keySet().stream().sorted(LONGEST_FIRST).toList()) {
      url = url.replace("$" + name, notes.variables().get(name));
    }
    if (url.contains("_IP")) {
      for (Machine machine : run.access().machines()) {
        String name = machine.name().toUpperCase(Locale.ROOT) + "_IP";
        url = url.replace(name, machine.reachableAddress());
      }
    }
    return url;
  }
}
