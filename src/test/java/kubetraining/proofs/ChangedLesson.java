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
          new Change(
              "nothing is typed",
              (lesson, words, block) -> lesson.replace(lesson.typed(), typed -> NOTHING)),
          new Change(
              "in place of \"(.*)\" this is typed:",
              (lesson, words, block) -> lesson.replacePart(words.group(1), block)),
          new Change(
              "in place of block (\\d+) this is typed:",
              (lesson, words, block) ->
                  lesson.replaceBlock(Integer.parseInt(words.group(1)), block)),
          new Change(
              "(before|after) \"(.*)\" this is typed on (\\w+):",
              (lesson, words, block) ->
                  lesson.insert(words, "the trainee tries on " + words.group(3) + ":", block)),
          new Change(
              "(before|after) \"(.*)\" this is done: \"(.*)\"",
              (lesson, words, block) -> lesson.insert(words, words.group(3), block)),
          new Change(
              "\"(.*)\" is left out",
              (lesson, words, block) -> lesson.steps.remove(lesson.find(words.group(1)))),
          new Change(
              "no wait lasts longer than (\\d+) seconds?",
              (lesson, words, block) ->
                  lesson.first("no wait lasts longer than " + words.group(1) + " seconds", "")),
          new Change(
              "afterwards this is typed on (\\w+):",
              (lesson, words, block) ->
                  lesson.first("afterwards is typed on " + words.group(1) + ":", block)));

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
      first("the proof watches what the cluster holds", "");
    }
    steps.addAll(begins, first);
    return List.copyOf(steps);
  }

  private int firstThatIsNotGiven() {
    return (int)
        steps.stream().takeWhile(step -> !List.of("When", "Then").contains(step.keyword())).count();
  }

  private void replacePart(String part, String block) {
    var holding = typed().stream().filter(at -> steps.get(at).docString().contains(part)).toList();
    if (holding.isEmpty()) {
      throw new IllegalArgumentException(Texts.of("'%s' is typed nowhere", part));
    }
    replace(holding, typed -> typed.replace(part, block));
  }

  private void replaceBlock(int number, String block) {
    var blocks = typed();
    if (number < 1 || number > blocks.size()) {
      throw new IllegalArgumentException(Texts.of("there are %d blocks", blocks.size()));
    }
    replace(blocks.subList(number - 1, number), typed -> block);
  }

  private void insert(Matcher words, String step, String block) {
    int at = find(words.group(2)) + (words.group(1).equals("after") ? 1 : 0);
    steps.add(at, new StepText("When", step, block, List.of()));
    added = Math.min(added, at);
  }

  private void first(String step, String block) {
    first.add(new StepText("Given", step, block, List.of()));
  }

  private void replace(List<Integer> places, UnaryOperator<String> by) {
    for (int at : places) {
      var old = steps.get(at);
      steps.set(
          at, new StepText(old.keyword(), old.text(), by.apply(old.docString()), old.table()));
    }
  }

  private List<Integer> typed() {
    return IntStream.range(0, steps.size())
        .filter(at -> TYPED.matcher(steps.get(at).text()).matches())
        .boxed()
        .toList();
  }

  private int find(String text) {
    int at = steps.stream().map(StepText::text).toList().indexOf(text);
    if (at < 0) {
      throw new IllegalArgumentException(Texts.of("the lesson has no step '%s'", text));
    }
    return at;
  }
}
