package kubetraining.proofs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.host.Texts;

/** The steps of a scenario of the guide, changed as a row says. */
final class ChangedLesson {
  private static final Pattern TYPED =
      Pattern.compile("(?:meanwhile )?the trainee (?:runs|tries|starts) on \\w+:");
  private static final String NOTHING = ":";
  private static final List<Change> CHANGES =
      List.of(
          new Change("nothing is typed", ChangedLesson::typeNothing),
          new Change("in place of \"(.*)\" this is typed:", ChangedLesson::replacePart),
          new Change("in place of block (\\d+) this is typed:", ChangedLesson::replaceBlock),
          new Change("(before|after) \"(.*)\" this is typed on (\\w+):", ChangedLesson::type),
          new Change("(before|after) \"(.*)\" this is done: \"(.*)\"", ChangedLesson::step),
          new Change("\"(.*)\" is left out", ChangedLesson::leaveOut),
          new Change("no wait lasts longer than (\\d+) seconds?", ChangedLesson::limit),
          new Change("afterwards this is typed on (\\w+):", ChangedLesson::afterwards));

  private final List<StepText> steps;
  private final List<StepText> first = new ArrayList<>();
  private int added = Integer.MAX_VALUE;

  private record Change(Pattern words, Apply apply) {
    Change(String words, Apply apply) {
      this(Pattern.compile(words), apply);
    }
  }

  @FunctionalInterface
  private interface Apply {
    void to(ChangedLesson lesson, Matcher words, String block);
  }

  private ChangedLesson(List<StepText> steps) {
    this.steps = new ArrayList<>(steps);
  }

  /**
   * The steps that the row has carried out.
   *
   * @throws IllegalArgumentException if the row changes what is not there, or cannot be read
   */
  static List<StepText> of(PlannedScenario lesson, Row row) {
    var changed = new ChangedLesson(lesson.text().steps());
    try {
      row.changes().forEach(changed::apply);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          Texts.of("%s: '%s': %s", row.file(), row.name(), e.getMessage()), e);
    }
    return changed.all(row.whole());
  }

  private void apply(StepText change) {
    for (Change each : CHANGES) {
      Matcher words = each.words().matcher(change.text());
      if (words.matches()) {
        each.apply().to(this, words, change.docString());
        return;
      }
    }
    throw new IllegalArgumentException(Texts.of("'%s' is no change", change.text()));
  }

  /**
   * What the row watches over begins after what the lesson begins with, before any change. Where
   * others follow, as in the guide, nobody but the guide tidies up.
   */
  private List<StepText> all(boolean whole) {
    int begins = Math.min(added, firstThatIsNotGiven());
    if (!whole) {
      first.add(new StepText("Given", "the proof watches what the cluster holds", "", List.of()));
    }
    steps.addAll(begins, first);
    return List.copyOf(steps);
  }

  private int firstThatIsNotGiven() {
    boolean given = true;
    for (int i = 0; i < steps.size(); i++) {
      String keyword = steps.get(i).keyword();
      given = keyword.equals("Given") || (given && !List.of("When", "Then").contains(keyword));
      if (!given) {
        return i;
      }
    }
    return steps.size();
  }

  private void typeNothing(Matcher words, String block) {
    replace(typed(), typed -> NOTHING);
  }

  private void replacePart(Matcher words, String block) {
    String part = words.group(1);
    var holding = typed().stream().filter(at -> steps.get(at).docString().contains(part)).toList();
    if (holding.isEmpty()) {
      throw new IllegalArgumentException(Texts.of("'%s' is typed nowhere", part));
    }
    replace(holding, typed -> typed.replace(part, block));
  }

  private void replaceBlock(Matcher words, String block) {
    int number = Integer.parseInt(words.group(1));
    var blocks = typed();
    if (number < 1 || number > blocks.size()) {
      throw new IllegalArgumentException(Texts.of("there are %d blocks", blocks.size()));
    }
    replace(List.of(blocks.get(number - 1)), typed -> block);
  }

  private void type(Matcher words, String block) {
    insert(
        words,
        new StepText(
            "When", Texts.of("the trainee tries on %s:", words.group(3)), block, List.of()));
  }

  private void step(Matcher words, String block) {
    insert(words, new StepText("When", words.group(3), block, List.of()));
  }

  private void insert(Matcher words, StepText step) {
    int at = find(words.group(2)) + (words.group(1).equals("after") ? 1 : 0);
    steps.add(at, step);
    added = Math.min(added, at);
  }

  private void leaveOut(Matcher words, String block) {
    steps.remove(find(words.group(1)));
  }

  private void limit(Matcher words, String block) {
    first.add(
        new StepText(
            "Given",
            Texts.of("no wait lasts longer than %s seconds", words.group(1)),
            "",
            List.of()));
  }

  private void afterwards(Matcher words, String block) {
    first.add(
        new StepText(
            "Given", Texts.of("afterwards is typed on %s:", words.group(1)), block, List.of()));
  }

  private void replace(List<Integer> at, UnaryOperator<String> by) {
    for (int each : at) {
      var step = steps.get(each);
      steps.set(
          each,
          new StepText(step.keyword(), step.text(), by.apply(step.docString()), step.table()));
    }
  }

  private List<Integer> typed() {
    return IntStream.range(0, steps.size())
        .filter(at -> TYPED.matcher(steps.get(at).text()).matches())
        .boxed()
        .toList();
  }

  private int find(String text) {
    return IntStream.range(0, steps.size())
        .filter(at -> steps.get(at).text().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(Texts.of("the lesson has no step '%s'", text)));
  }
}
