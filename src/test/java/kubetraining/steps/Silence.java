package kubetraining.steps;

import java.util.ArrayList;
import java.util.List;
import kubetraining.course.Outcome;
import kubetraining.report.ProgressReport;

/** What a run would pass over in silence. A scenario that is wrong fails the run by itself. */
final class Silence {
  private Silence() {}

  /** Why a run that seems well is not, in the reader's words. */
  static List<String> broken(ProgressReport report) {
    var complaints = new ArrayList<String>();
    int all = report.scenarios().size();
    long unreached = report.count(Outcome.NOT_REACHED);
    long skipped = report.count(Outcome.NOT_ATTEMPTED);
    if (unreached == all) {
      complaints.add("no scenario ran");
    } else if (unreached > 0) {
      complaints.add(unreached + " scenarios that were asked for did not run");
    }
    if (report.count(Outcome.WRONG) > 0) {
      return complaints;
    }
    if (skipped > report.allowed()) {
      complaints.add(
          (skipped - report.allowed()) + " scenarios that were asked for were not attempted");
    } else if (skipped == all) {
      complaints.add("nothing was done: no scenario that was asked for could be attempted");
    }
    return complaints;
  }
}
