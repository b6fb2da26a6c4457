package kubetraining.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kubetraining.report.ProgressReport;
import kubetraining.report.ProgressReport.Scenario;
import org.jspecify.annotations.Nullable;

/** What somebody has to do next: the first causes only, never what is blocked by them. */
record TasksView(ProgressReport report, Anchors anchors) {
  private static final int SHOWN = 3;
  private static final int LONGEST = 600;

  List<View.Task> tasks() {
    var tasks = new ArrayList<View.Task>();
    var failed = report.scenarios().stream().filter(each -> each.outcome().failed()).toList();
    failed.stream().limit(SHOWN).map(this::mend).forEach(tasks::add);
    if (failed.size() > SHOWN) {
      tasks.add(simple("Then fix the other " + (failed.size() - SHOWN) + " that failed", ""));
    }
    var left = report.leftovers();
    if (left != null && !left.isEmpty()) {
      tasks.add(
          simple(
              "Remove what the lab left behind: " + String.join(", ", left), "./training sweep"));
    }
    StandingView.missed(report).limit(SHOWN).map(this::enable).forEach(tasks::add);
    if (report.run().endedAt() == null) {
      tasks.add(
          simple(
              "If the run is still going on, wait and reload this page. If it was cut off, remove"
                  + " what it left behind, and start again",
              "./training sweep"));
    } else if (tasks.isEmpty() && StandingView.open(report) > 0) {
      tasks.add(simple("Run again what did not finish", "mvn verify"));
    } else if (tasks.isEmpty() && !report.complaints().isEmpty()) {
      tasks.add(simple("Look into what else went wrong, and run again", "mvn verify"));
    }
    return tasks;
  }

  private View.Task mend(Scenario scenario) {
    var failure = scenario.failure();
    var known = failureInWords(failure);
    if (failure == null || (failure.expected() + failure.seen()).isEmpty()) {
      add(known, "Message", scenario.message());
    }
    long blocks =
        report.scenarios().stream().filter(each -> each.blockedBy().equals(scenario.id())).count();
    if (blocks > 0) {
      add(known, "Blocked by it", Words.count(blocks, "scenario"));
    }
    return task(scenario, known);
  }

  static List<View.Detail> failureInWords(ProgressReport.@Nullable Failure failure) {
    var known = new ArrayList<View.Detail>();
    if (failure != null) {
      add(known, "At the step", failure.step());
      add(known, "Expected", failure.expected());
      add(known, "Last seen", failure.seen());
      add(known, "What to do", failure.next());
    }
    return known;
  }

  private View.Task enable(Scenario scenario) {
    var known = new ArrayList<View.Detail>();
    add(known, "Why it was not attempted", scenario.message());
    return task(scenario, known);
  }

  private View.Task task(Scenario scenario, List<View.Detail> known) {
    var link = new View.Link(anchors.of(scenario.id()), scenario.name());
    var state = Words.state(scenario, report.run().endedAt() != null);
    return new View.Task("", link, state, known, again(scenario));
  }

  // A section can be run alone by its tag; a scenario has no tag of its own.
  private static String again(Scenario scenario) {
    String tag = "@" + scenario.section();
    return scenario.tags().contains(tag) ? "mvn verify -Dcucumber.filter.tags=" + tag : "";
  }

  private static View.Task simple(String title, String command) {
    return new View.Task(title, null, null, List.of(), command);
  }

  private static void add(List<View.Detail> known, String name, @Nullable String value) {
    String text = Objects.requireNonNullElse(value, "").strip();
    if (!text.isEmpty()) {
      known.add(View.Detail.of(name, text, LONGEST));
    }
  }
}
