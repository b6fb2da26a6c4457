package kubetraining.export;

import java.util.List;
import kubetraining.host.Texts;
import kubetraining.report.ChallengeMark;
import org.jspecify.annotations.Nullable;

/**
 * A group on Allure's page of categories.
 *
 * @param description what Allure shows below the name; null for nothing
 * @param matchedStatuses Allure's names of statuses
 * @param messageRegex a regular expression for the whole message
 */
record AllureCategory(
    String name, @Nullable String description, List<String> matchedStatuses, String messageRegex) {
  /** A group for each outcome that is not the best one. */
  private static final List<AllureCategory> ALL =
      List.of(
          category("Wrong: something else was seen than is claimed", "failed", "WRONG"),
          category("Not yet: what it is about is not there", "failed", "NOT_YET"),
          category("Timeout: a limit was reached", "failed", "TIMEOUT"),
          category("Lab fault: nothing the trainee could help", "broken", "LAB_FAULT"),
          category("Suite fault: nothing the trainee could help", "broken", "SUITE_FAULT"),
          category("Cut off, or still going on", "broken", "(UNDER_WAY|NOT_REACHED)"),
          category("Blocked by another scenario", "skipped", "BLOCKED"),
          category("Not attempted", "skipped", "NOT_ATTEMPTED"),
          category("Not attempted, which was allowed", "skipped", "NOT_ATTEMPTED, ALLOWED"));

  /** All of them, of a run with this challenge. */
  static List<AllureCategory> of(String challenge) {
    String description =
        challenge.isEmpty() ? null : Texts.of("%s: %s", ChallengeMark.NAME, challenge);
    return ALL.stream()
        .map(
            each ->
                new AllureCategory(each.name, description, each.matchedStatuses, each.messageRegex))
        .toList();
  }

  private static AllureCategory category(String name, String status, String outcome) {
    return new AllureCategory(name, null, List.of(status), Texts.of("(?s)%s: .*", outcome));
  }
}
