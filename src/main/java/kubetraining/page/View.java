package kubetraining.page;

import freemarker.core.TemplateHTMLOutputModel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the templates show: these records, and of them only the components. */
final class View {
  private View() {}

  /**
   * How something stands.
   *
   * @param tone tells its colour and its sign
   */
  record State(String tone, String words) {}

  /** A place in the page. */
  record Link(String anchor, String name) {}

  /** The first screen: how the run stands, and what it is about. */
  record Standing(
      String tone, String headline, List<String> sentences, String facts, List<Detail> details) {}

  /** A name and a value. */
  record Detail(String name, String value) {}

  /** Something to be done, with all that one needs to know for it. */
  record Task(
      String title,
      @Nullable Link scenario,
      @Nullable State state,
      List<Detail> known,
      @Nullable TemplateHTMLOutputModel hint,
      String command) {}

  /** One section among the others. */
  record SectionRow(String anchor, String title, State verdict, String counts, List<Share> bar) {}

  /** A part of a bar that is a hundred wide. */
  record Share(String tone, double from, double width, String words) {}

  /** A scenario of the guide and what came of it. */
  record Card(
      String anchor,
      String name,
      boolean underRule,
      State state,
      String time,
      List<String> marks,
      TemplateHTMLOutputModel prose,
      Outcome outcome,
      List<Step> steps,
      Pictures pictures,
      Ledger ledger) {}

  /**
   * What came of a scenario, in words.
   *
   * @param message all that was said, empty if nothing was
   */
  record Outcome(List<Detail> failure, String message, @Nullable Link blocker, boolean excused) {}

  /** One step, with the answer of the machine if it was a command. */
  record Step(
      String keyword,
      String text,
      String docString,
      List<List<String>> table,
      @Nullable Answer answer) {}

  /** What a machine answered to a command. */
  record Answer(String machine, String command, int exitCode, String output, int lines) {}

  /** What can be opened below a scenario. */
  record Ledger(
      List<Answer> commands,
      List<WaitRow> waits,
      int atRisk,
      List<Detail> facts,
      List<Evidence> evidence) {}

  /** One wait against its limit. */
  record WaitRow(
      String what,
      @Nullable Link scenario,
      String took,
      String limit,
      int percent,
      State state,
      List<Detail> looks) {}

  /** A file that is kept beside the page. */
  record Evidence(String path, String name) {}

  /** A picture that the page carries within itself. */
  record Embedded(String path, String name, String scenario, String source) {}

  /** What can be drawn of a scenario. */
  record Pictures(
      List<Placement> placements, List<CpuMap> cpus, @Nullable Gantt timeline, List<Chart> charts) {
    static final Pictures NONE = new Pictures(List.of(), List.of(), null, List.of());

    boolean isEmpty() {
      return equals(NONE);
    }
  }

  /** A pod and the nodes it could have been placed on. */
  record Placement(String title, List<NodeCard> nodes) {}

  /**
   * One node of a placement.
   *
   * @param warmth from 0, the coldest of all, to 4
   * @param height of the column in its thermometer, out of 40
   * @param note what is written below, short
   */
  record NodeCard(
      String name,
      String temperature,
      int warmth,
      int height,
      boolean asked,
      boolean chosen,
      String pod,
      String note) {}

  /** The CPUs of a node at one moment. */
  record CpuMap(String title, String words, int width, int height, int side, List<CpuCell> cells) {}

  /**
   * One CPU.
   *
   * @param owner empty if all share it
   */
  record CpuCell(int number, int x, int y, String owner) {}

  /** Spans of time, one below the other. */
  record Gantt(String title, String words, String total, List<GanttRow> rows) {}

  /** One line of it. */
  record GanttRow(String name, String note, String words, List<Share> spans) {}

  /** A chart and its values. */
  record Chart(
      String title, TemplateHTMLOutputModel svg, List<String> columns, List<List<String>> rows) {}

  /** The model of a template that shows one thing under one name. */
  static Map<String, Object> model(String name, Object value) {
    return Map.of(name, value);
  }
}
