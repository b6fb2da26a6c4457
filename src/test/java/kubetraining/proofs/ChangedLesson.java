package kubetraining.proofs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
  private final List<StepText> steps;
  private final List<StepText> first = new ArrayList<>();
  private int added = Integer.MAX_VALUE;

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
    String block = change.docString();
    boolean known =
        is(change, "nothing is typed", words -> replace(typed(), typed -> NOTHING))
            || is(
                change,
                "in place of \"(.*)\" this is typed:",
                words -> replacePart(words.group(1), block))
            || is(
                change,
                "in place of block (\\d+) this is typed:",
                words -> replaceBlock(Integer.parseInt(words.group(1)), block))
            || is(
                change,
                "(before|after) \"(.*)\" this is typed on (\\w+):",
                words -> insert(words, "the trainee tries on " + words.group(3) + ":", block))
            || is(
                change,
                "(before|after) \"(.*)\" this is done: \"(.*)\"",
                words -> insert(words, words.group(3), block))
            || is(change, "\"(.*)\" is left out", words -> steps.remove(find(words.group(1))))
            || is(
                change,
                "no wait lasts longer than (\\d+) seconds?",
                words -> first("no wait lasts longer than " + words.group(1) + " seconds", ""))
            || is(
                change,
                "afterwards this is typed on (\\w+):",
                words -> first("afterwards is typed on " + words.group(1) + ":", block));
    if (!known) {
      throw new IllegalArgumentException(Texts.of("'%s' is no change", change.text()));
    }
  }

  private static boolean is(StepText change, String pattern, Consumer<Matcher> apply) {
    Matcher words = Pattern.compile(pattern).matcher(change.text());
    if (words.matches()) {
      apply.accept(words);
      return true;
    }
    return false;
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
