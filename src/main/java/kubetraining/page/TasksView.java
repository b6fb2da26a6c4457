package kubetraining.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kubetraining.course.PlannedScenario;
import kubetraining.report.ProgressReport;
import kubetraining.report.ProgressReport.Scenario;
import org.jspecify.annotations.Nullable;

/** What somebody has to do next: the first causes only, never what is blocked by them. */
record TasksView(ProgressReport report, List<PlannedScenario> guide, Anchors anchors) {
  private static final int SHOWN = 3;
  private static final int LONGEST = 600;

  static List<View.Task> of(ProgressReport report, List<PlannedScenario> guide, Anchors anchors) {
    return new TasksView(report, guide, anchors).tasks();
  }

  private List<View.Task> tasks() {
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
    var known = new ArrayList<View.Detail>();
    var failure = scenario.failure();
    if (failure == null) {
      add(known, "Message", scenario.message());
    } else {
      known.addAll(failureInWords(failure));
      if (failure.expected().isEmpty() && failure.seen().isEmpty()) {
        add(known, "Message", scenario.message());
      }
    }
    long blocks =
        report.scenarios().stream().filter(each -> each.blockedBy().equals(scenario.id())).count();
    if (blocks > 0) {
      add(known, "Blocked by it", Words.count(blocks, "scenario"));
    }
    boolean told = failure != null && !failure.next().isEmpty();
    return task(scenario, known, told ? "" : hints(scenario));
  }

  static List<View.Detail> failureInWords(ProgressReport.Failure failure) {
    var known = new ArrayList<View.Detail>();
    add(known, "At the step", failure.step());
    add(known, "Expected", failure.expected());
    add(known, "Last seen", failure.seen());
    add(known, "What to do", failure.next());
    return known;
  }

  private View.Task enable(Scenario scenario) {
    var known = new ArrayList<View.Detail>();
    add(known, "Why it was not attempted", scenario.message());
    return task(scenario, known, "");
  }

  private View.Task task(Scenario scenario, List<View.Detail> known, String hints) {
    var link = new View.Link(anchors.of(scenario.id()), scenario.name());
    var state = Words.state(scenario, report.run().endedAt() != null);
    var markup = hints.isEmpty() ? null : Templates.markup(hints);
    return new View.Task("", link, state, known, markup, again(scenario));
  }

  private String hints(Scenario scenario) {
    return guide.stream()
        .filter(each -> each.id().equals(scenario.id()))
        .map(each -> MarkdownText.hints(each.text().prose()))
        .findFirst()
        .orElse("");
  }

  // A section can be run alone by its tag; a scenario has no tag of its own.
  private static String again(Scenario scenario) {
    String tag = "@" + scenario.section();
    return scenario.tags().contains(tag) ? "mvn verify -Dcucumber.filter.tags=" + tag : "";
  }

  private static View.Task simple(String title, String command) {
    return new View.Task(title, null, null, List.of(), null, command);
  }

  private static void add(List<View.Detail> known, String name, @Nullable String value) {
    String text = Objects.requireNonNullElse(value, "").strip();
    if (!text.isEmpty()) {
      known.add(View.Detail.of(name, text, LONGEST));
    }
  }
}
