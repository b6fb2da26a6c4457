package kubetraining.export;

import java.util.ArrayList;
import java.util.List;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport;

/**
 * Something about the run that no scenario tells, and without which a reader of JUnit's form would
 * take it for well.
 *
 * @param claim what should be true
 */
record JunitComplaint(String type, String claim, String message) {
  static List<JunitComplaint> of(ProgressReport report) {
    var complaints = new ArrayList<JunitComplaint>();
    if (report.run().endedAt() == null) {
      complaints.add(
          new JunitComplaint(
              "NOT_ENDED",
              "The run has come to its end",
              "NOT_ENDED: the run goes on, or it was cut off. Wait for its end, or start it again."));
    } else if (report.allowed() == report.scenarios().size()) {
      complaints.add(
          new JunitComplaint(
              "NOTHING_DONE",
              "Something was done",
              "NOTHING_DONE: no scenario that was asked for could be attempted, so nothing is shown."));
    }
    var leftovers = report.leftovers();
    if (leftovers != null && !leftovers.isEmpty()) {
      complaints.add(
          new JunitComplaint(
              "LEFTOVERS",
              "The lab leaves nothing behind",
              Texts.of(
                  "LEFTOVERS: the lab left %d things behind; ./training sweep removes them:\n%s",
                  leftovers.size(), String.join("\n", leftovers))));
    }
    if (!report.complaints().isEmpty()) {
      complaints.add(
          new JunitComplaint(
              "COMPLAINT",
              "Nothing goes wrong beside the scenarios",
              Texts.of(
                  "COMPLAINT: beside the scenarios something went wrong:\n%s",
                  String.join("\n", report.complaints()))));
    }
    return complaints;
  }
}
