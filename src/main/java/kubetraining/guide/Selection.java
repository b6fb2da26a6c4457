package kubetraining.guide;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import kubetraining.config.TrainingConfig;
import kubetraining.course.Needs;
import kubetraining.course.NeedsException;
import kubetraining.course.PlannedScenario;
import kubetraining.course.RunPlan;
import kubetraining.host.Texts;

/**
 * What of the guide was asked for. A selection that matches nothing is a mistake. A scenario that
 * is slow was asked for only if the tag expression names {@code @slow}.
 */
public record Selection(FeatureCatalogue catalogue, Asked asked) {
  private static final String DRY_RUN = "cucumber.execution.dry-run";
  private static final String WHERE = "the tag expression";
  private static final String SLOW = "@slow";

  /**
   * The plan of the run.
   *
   * @param allowed a tag expression: scenarios that need not be attempted; empty for none
   * @throws RunRefusedException if nothing matches, an expression cannot be read, or the guide
   *     contradicts itself
   */
  public RunPlan plan(String allowed) {
    refuseDryRun();
    refuseContradictions();
    var rule = TagRule.parse(WHERE, filter());
    var allowance = TagRule.parse(TrainingConfig.ALLOW_NOT_ATTEMPTED, allowed);
    Pattern names = names();
    Set<String> matched =
        ids(each -> rule().matches(each.tags()) && names.matcher(each.name()).find());
    Set<String> selected = ids(each -> matched.contains(each.id()) && rule.matches(each.tags()));
    if (selected.isEmpty()) {
      throw new RunRefusedException(matched.isEmpty() ? nothingMatches() : onlySlowMatches());
    }
    return new RunPlan(
        inWords(),
        catalogue.sections(),
        catalogue.features(),
        catalogue.scenarios(),
        selected,
        ids(each -> !allowance.isEmpty() && allowance.matches(each.tags())),
        ids(each -> matched.contains(each.id()) && !selected.contains(each.id())));
  }

  // Cucumber then carries nothing out, finds no fault with that, and the build succeeds.
  private static void refuseDryRun() {
    if (Boolean.getBoolean(DRY_RUN)) {
      throw new RunRefusedException(
          "with %s nothing of the guide is shown; leave it out. Nothing was started.", DRY_RUN);
    }
  }

  private void refuseContradictions() {
    try {
      var unused = Needs.of(catalogue.scenarios());
    } catch (NeedsException e) {
      throw new RunRefusedException(e.getMessage() + ". Nothing was started.");
    }
    catalogue.scenarios().stream()
        .filter(each -> each.text().steps().isEmpty())
        .findFirst()
        .ifPresent(
            each -> {
              // Cucumber would call it passed, although nobody has seen anything.
              throw new RunRefusedException(
                  "%s, line %d: the scenario '%s' has no steps. Nothing was started.",
                  each.file(), each.line(), each.name());
            });
  }

  /**
   * The tag expression that says all of it, for the runner of the scenarios.
   *
   * @throws RunRefusedException if what was typed cannot be read
   */
  public String filter() {
    if (rule().named().contains(SLOW)) {
      return asked.tags();
    }
    return rule().isEmpty() ? "not " + SLOW : Texts.of("(%s) and not %s", asked.tags(), SLOW);
  }

  private Set<String> ids(Predicate<PlannedScenario> chosen) {
    return catalogue.scenarios().stream()
        .filter(chosen)
        .map(PlannedScenario::id)
        .collect(Collectors.toSet());
  }

  /** Tags that the expression names and no scenario has, in order. */
  public SortedSet<String> unknownTags() {
    var unknown = new TreeSet<>(rule().named());
    catalogue.scenarios().forEach(each -> unknown.removeAll(each.tags()));
    return unknown;
  }

  /** The known tag that is written most like {@code tag}, if one is close. */
  static List<String> similar(String tag, Set<String> known) {
    return known.stream()
        .filter(each -> distance(tag, each) <= Math.max(1, tag.length() / 3))
        .sorted((a, b) -> distance(tag, a) - distance(tag, b))
        .limit(1)
        .toList();
  }

  private TagRule rule() {
    return TagRule.parse(WHERE, asked.tags());
  }

  private Pattern names() {
    try {
      return Pattern.compile(asked.name());
    } catch (PatternSyntaxException e) {
      throw new RunRefusedException(
          "cucumber.filter.name '%s' is not a regular expression: %s. Nothing was started.",
          asked.name(), e.getDescription());
    }
  }

  private String nothingMatches() {
    var guesses =
        unknownTags().stream().flatMap(tag -> similar(tag, catalogue.tags()).stream()).toList();
    String hint = "";
    if (!guesses.isEmpty()) {
      hint = Texts.of(" Did you mean %s?", String.join(" or ", guesses));
    } else if (unknownTags().isEmpty() && !asked.tags().isEmpty()) {
      hint = " Each tag exists, but no scenario has this combination.";
    }
    return Texts.of(
        "no scenario matches '%s'.%s Known tags: %s. Nothing was started.",
        inWords(), hint, String.join(" ", catalogue.tags()));
  }

  private String onlySlowMatches() {
    return Texts.of(
        "everything that matches '%s' is slow, and runs only if the tag filter names %s, as in '%s'. Nothing was started.",
        inWords(),
        SLOW,
        asked.tags().isBlank() ? SLOW : Texts.of("(%s) and %s", asked.tags(), SLOW));
  }

  private String inWords() {
    if (asked.name().isEmpty()) {
      return asked.tags();
    }
    return (asked.tags().isEmpty() ? "" : asked.tags() + ", ") + "name " + asked.name();
  }

  // The number of letters to put in, take out, change or swap with their neighbour.
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    Arrays.setAll(d[0], i -> i);
    for (int i = 1; i <= a.length(); i++) {
      d[i][0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
