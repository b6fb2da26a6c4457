package kubetraining.page;

import freemarker.core.TemplateHTMLOutputModel;
import java.util.List;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioText.StepText;
import org.jspecify.annotations.Nullable;

/** What the templates show: these records, and those of the guide and of what was seen. */
public final class View {
  private View() {}

  /**
   * How something stands.
   *
   * @param tone tells its colour and its sign
   */
  public record State(String tone, String words) {}

  /** A place in the page. */
  public record Link(String anchor, String name) {}

  /** The first screen: how the run stands, and what it is about. */
  public record Standing(
      String tone, String headline, List<String> sentences, String facts, List<Detail> details) {}

  /** A name and a value. */
  public record Detail(String name, String value) {
    static Detail of(String name, String text, int longest) {
      return new Detail(name, Words.shortened(text, longest));
    }
  }

  /** Something to be done, with all that one needs to know for it. */
  public record Task(
      String title,
      @Nullable Link scenario,
      @Nullable State state,
      List<Detail> known,
      String command) {}

  /** One section among the others. */
  public record SectionRow(
      String anchor, String title, State verdict, String counts, List<Share> bar) {}

  /** A part of a bar that is a hundred wide. */
  public record Share(String tone, double from, double width) {}

  /** A scenario of the guide and what came of it. */
  public record Card(
      String anchor,
      PlannedScenario its,
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
  public record Outcome(List<Detail> failure, String message, @Nullable Link blocker) {}

  /** One step, with the answer of the machine if it was a command. */
  public record Step(StepText its, @Nullable Answer answer) {}

  /** What a machine answered to a command. */
  public record Answer(String machine, String command, int exitCode, String output, int lines) {}

  /** What can be opened below a scenario. */
  public record Ledger(
      List<Answer> commands,
      List<WaitRow> waits,
      int atRisk,
      List<Detail> facts,
      List<String> evidence) {}

  /** One wait against its limit. */
  public record WaitRow(
      String what,
      @Nullable Link scenario,
      String took,
      String limit,
      int percent,
      State state,
      List<Detail> looks) {}

  /** What can be drawn of a scenario. */
  public record Pictures(
      List<Placement> placements,
      List<CpuMap> cpus,
      @Nullable Gantt timeline,
      List<Chart> charts) {}

  /** A pod and the nodes it could have been placed on. */
  public record Placement(String title, List<NodeCard> nodes) {}

  /**
   * One node of a placement.
   *
   * @param warmth from 0, the coldest of all, to 4
   * @param height of the column in its thermometer, out of 40
   * @param note what is written below, short
   */
  public record NodeCard(
      PlacedPod.Candidate its, int warmth, int height, boolean chosen, String pod, String note) {}

  /** The CPUs of a node at one moment. */
  public record CpuMap(
      String title, String words, int width, int height, int side, List<CpuCell> cells) {}

  /**
   * One CPU.
   *
   * @param owner empty if all share it
   */
  public record CpuCell(int number, int x, int y, String owner) {}

  /** Spans of time, one below the other. */
  public record Gantt(String title, String words, String total, List<GanttRow> rows) {}

  /** One line of it. */
  public record GanttRow(String name, String note, String words, List<Share> spans) {}

  /** A chart and its values. */
  public record Chart(
      String title, TemplateHTMLOutputModel svg, List<String> columns, List<List<String>> rows) {}
}
