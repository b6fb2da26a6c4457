package kubetraining.export;

import java.util.List;
import kubetraining.host.Texts;

/**
 * A group on Allure's page of categories.
 *
 * @param matchedStatuses Allure's names of statuses
 * @param messageRegex a regular expression for the whole message
 */
record AllureCategory(String name, List<String> matchedStatuses, String messageRegex) {
  /** A group for each outcome that is not the best one. */
  static final List<AllureCategory> ALL =
      List.of(
          category("Wrong: something else was seen than is claimed", "failed", "WRONG"),
          category("Not yet: what it is about is not there", "failed", "NOT_YET"),
          category("Timeout: a limit was reached", "failed", "TIMEOUT"),
          category("Lab fault: nothing the trainee could help", "broken", "LAB_FAULT"),
          category("Cut off, or still going on", "broken", "(UNDER_WAY|NOT_REACHED)"),
          category("Blocked by another scenario", "skipped", "BLOCKED"),
          category("Not attempted", "skipped", "NOT_ATTEMPTED"),
          category("Not attempted, which was allowed", "skipped", "NOT_ATTEMPTED, ALLOWED"));

  private static AllureCategory category(String name, String status, String outcome) {
    return new AllureCategory(name, List.of(status), Texts.of("(?s)%s: .*", outcome));
  }
}
