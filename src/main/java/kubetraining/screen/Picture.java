package kubetraining.screen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.course.PlannedScenario;
import kubetraining.host.Printable;
import kubetraining.host.Texts;
import kubetraining.observe.Now;
import kubetraining.observe.Tick;
import kubetraining.observe.Ticks;
import kubetraining.redaction.Redaction;
import kubetraining.screen.Picture.Row.Look;

/**
 * What somebody sees who does a scenario by hand. What to type comes first, and then the steps; of
 * the prose there is as much as there is room for.
 *
 * @param scenario the one that is done
 * @param place of it in its section, in words
 * @param ticks of its steps
 * @param now what is awaited
 * @param option what a command takes that is for this lab; empty if it takes nothing
 */
record Picture(PlannedScenario scenario, String place, List<Tick> ticks, Now now, String option) {
  private static final int NARROWEST = 20;
  private static final int READABLE = 100;
  private static final int MARK = 4;
  private static final int LABEL = 10;
  private static final int FEWEST = 6;
  private static final char TOGETHER = '\u00A0';

  /**
   * One line of a picture. One that is wider than the terminal goes on in the next row, and is
   * still one line for whoever copies it.
   */
  record Row(String text, Look look) {
    static final Row BLANK = new Row("", Look.PLAIN);

    /** How it stands out, where a terminal can show that. */
    enum Look {
      PLAIN(""),
      BOLD("\033[1m"),
      FAINT("\033[2m");

      final String begin;

      Look(String begin) {
        this.begin = begin;
      }
    }
  }

  /** The picture of what is awaited; empty if it is nothing of the guide. */
  static Optional<Picture> of(List<PlannedScenario> guide, Ticks ticks, Now now, String option) {
    return now.in(guide)
        .map(each -> new Picture(each, place(each, guide, ticks), ticks.of(each), now, option));
  }

  private static String place(PlannedScenario scenario, List<PlannedScenario> guide, Ticks ticks) {
    var section = guide.stream().filter(each -> each.section().equals(scenario.section())).toList();
    return Texts.of(
        "Section %s, scenario %d of %d, %d earned",
        scenario.section().replace("section-", ""),
        section.indexOf(scenario) + 1,
        section.size(),
        section.stream().filter(ticks::areAllOf).count());
  }

  /**
   * Draws it.
   *
   * @param doing what goes on at this moment; empty if there is nothing to say
   */
  List<Row> rows(int columns, int height, String doing) {
    int width = Math.max(NARROWEST, Math.min(columns, READABLE));
    var head = wrapped(Look.BOLD, place + "\n" + scenario.name(), width, 0);
    var steps = steps(width);
    var matter = matter(width, Math.max(FEWEST, height / 3), doing);
    var foot = foot(width);
    int room = height - tall(join(head, steps, matter, foot), columns) - 1;
    var prose = room > 1 ? cut(prose(width), room, columns) : List.<Row>of();
    var here = join(step(now.step(), width), matter);
    return Stream.of(join(head, prose, steps, matter), join(head, here), here)
        .filter(each -> tall(join(each, foot), columns) <= height)
        .findFirst()
        .map(each -> above(each, foot, height - tall(each, columns) - tall(foot, columns)))
        .orElseGet(() -> cut(here, height, columns));
  }

  /** Paragraphs, which the file breaks at its own width. */
  private List<Row> prose(int width) {
    String flowing = scenario.text().prose().replaceAll("(?<=\\S) *\\n *(?=\\S)", " ");
    return wrapped(Look.PLAIN, flowing, width, 0);
  }

  private List<Row> steps(int width) {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < scenario.text().steps().size(); i++) {
      rows.addAll(step(i, width));
    }
    return rows;
  }

  private List<Row> step(int place, int width) {
    if (place >= scenario.text().steps().size()) {
      return List.of();
    }
    var step = scenario.text().steps().get(place);
    var tick = ticks.stream().filter(each -> each.step() == place).findFirst();
    String more = tick.filter(Tick::shown).isPresent() ? " (shown)" : "";
    String over = now.over().contains(place) ? " (no longer so)" : "";
    String mark = tick.isPresent() ? "[x]" : "[ ]";
    String text = Texts.of("%s %s %s%s%s", mark, step.keyword(), step.text(), more, over);
    Look look = place == now.step() || !over.isEmpty() ? Look.BOLD : Look.PLAIN;
    return wrapped(place > now.step() && tick.isEmpty() ? Look.FAINT : look, text, width, MARK);
  }

  /** What to type, and what was expected and seen. */
  private List<Row> matter(int width, int most, String doing) {
    var trouble = trouble(width, most);
    boolean types = now.state() == Now.State.TYPE || now.state() == Now.State.FIRST;
    if (!doing.isBlank() && !types) {
      trouble.add(wrapped(Look.FAINT, doing, width, 0).get(0));
    }
    if (now.commands().isEmpty() || now.state() == Now.State.EARNED) {
      return trouble;
    }
    // At the margin, since the shell does not keep a command that begins with a blank.
    var commands =
        now.commands().stream()
            .flatMap(each -> Printable.of(Redaction.redact(each)).lines())
            .map(each -> new Row(each, Look.BOLD))
            .toList();
    String where = now.whereToType(command("ssh " + now.machine()));
    return join(wrapped(Look.PLAIN, where, width, 0), commands, trouble);
  }

  private List<Row> trouble(int width, int most) {
    String head = now.state().words();
    var said = new ArrayList<String>();
    if (!now.expected().isEmpty()) {
      said.addAll(List.of(head, "expected: " + now.expected(), "seen:     " + now.seen()));
    } else if (!head.isEmpty()) {
      said.add(now.message().isEmpty() ? head : head + ": " + now.message());
    }
    if (!now.hint().isEmpty()) {
      said.add("hint:     " + now.hint());
    }
    var rows = new ArrayList<Row>();
    said.forEach(each -> rows.addAll(cut(wrapped(Look.PLAIN, each, width, LABEL), most, width)));
    return rows;
  }

  private List<Row> foot(int width) {
    String text =
        Texts.of(
            "Ctrl+C ends this, and nothing that you have earned is lost. In another terminal: %s, and if you are stuck %s.",
            command("ssh " + (now.machine().isEmpty() ? "node1" : now.machine())), command("hint"));
    boolean asks = scenario.text().prose().contains("**What do you expect?**");
    String more = asks ? Texts.of(" Say what you expect: %s ...", command("expect")) : "";
    return wrapped(Look.FAINT, text + more, width, 0);
  }

  /** One that stays in one line where there is room for that, so that it can be copied. */
  private String command(String words) {
    return Texts.of("./training %s%s", words, option).replace(' ', TOGETHER);
  }

  private static List<Row> wrapped(Look look, String text, int width, int hanging) {
    var rows = new ArrayList<Row>();
    for (String line : Printable.of(Redaction.redact(text.strip())).lines().toList()) {
      String begin = rows.isEmpty() ? "" : " ".repeat(hanging);
      Columns.wrap(begin + line.replace("\t", "    "), width, hanging)
          .forEach(each -> rows.add(new Row(each.replace(TOGETHER, ' '), look)));
    }
    return rows;
  }

  /** What there is of them, with an empty row in between. */
  @SafeVarargs
  private static List<Row> join(List<Row>... blocks) {
    var rows = new ArrayList<Row>();
    for (var block : blocks) {
      rows.addAll(block.isEmpty() || rows.isEmpty() ? List.of() : List.of(Row.BLANK));
      rows.addAll(block);
    }
    return rows;
  }

  private static List<Row> above(List<Row> top, List<Row> foot, int between) {
    var rows = new ArrayList<Row>(top);
    rows.addAll(Collections.nCopies(between, Row.BLANK));
    rows.addAll(foot);
    return rows;
  }

  private static int tall(List<Row> rows, int columns) {
    return rows.stream().mapToInt(each -> Columns.rows(each.text(), columns)).sum();
  }

  /** As many as there is room for. */
  private static List<Row> cut(List<Row> rows, int room, int columns) {
    if (tall(rows, columns) <= room) {
      return rows;
    }
    int end = rows.size();
    while (end > 0 && tall(rows.subList(0, end), columns) >= room) {
      end--;
    }
    var some = new ArrayList<>(rows.subList(0, end));
    some.add(new Row("... (a larger window shows more)", Look.FAINT));
    return some;
  }
}
