package kubetraining.judge;

import java.util.ArrayList;
import java.util.List;
import kubetraining.course.Outcome;
import kubetraining.report.ProgressReport;
import kubetraining.report.ScenarioWords;

/**
 * What a run would pass over in silence. A scenario that failed fails the run by itself; one that
 * was skipped does not, whatever the reason, and one that never ended neither.
 */
public final class Silence {
  private Silence() {}

  /** Why a run that seems well is not, in the reader's words. */
  public static List<String> broken(ProgressReport report) {
    var complaints = new ArrayList<String>();
    int all = report.scenarios().size();
    long unreached = report.count(Outcome.NOT_REACHED);
    long skipped = report.count(Outcome.NOT_ATTEMPTED);
    if (unreached == all) {
      complaints.add("no scenario ran");
    } else if (unreached > 0) {
      complaints.add("selected scenarios that did not run: " + unreached);
    }
    if (report.count(Outcome.UNDER_WAY) > 0) {
      complaints.add("scenarios that began but did not end: " + report.count(Outcome.UNDER_WAY));
    }
    complaints.addAll(ScenarioWords.blocked(report));
    if (skipped > report.allowed()) {
      complaints.add("selected scenarios that were not attempted: " + (skipped - report.allowed()));
    } else if (skipped == all && all > 0) {
      complaints.add("nothing was done: no selected scenario could be attempted");
    }
    return complaints;
  }
}
