package kubetraining.screen;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kubetraining.course.PlannedScenario;
import kubetraining.host.Texts;
import kubetraining.observe.Now;
import kubetraining.observe.Ticks;
import org.jspecify.annotations.Nullable;

/**
 * The whole terminal, for what an observation waits for. Whatever else is printed meanwhile is kept
 * until the screen is left, which brings back what was there before.
 */
public final class FullScreen {
  /** The property of this process that says that there may be one. */
  public static final String ASKED = "training.screen";

  private static final Tty.Size LEAST = new Tty.Size(60, 15);

  private final Tty tty;
  private final Path lab;
  private final String option;
  private final List<PlannedScenario> guide;
  private final Instant since = Instant.now();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream others = new ByteArrayOutputStream();
  private @Nullable Picture picture;
  private String doing = "";
  private Tty.Size size;
  private List<Picture.Row> drawn = List.of();
  private boolean left;

  private FullScreen(Tty tty, Path lab, String option, List<PlannedScenario> guide) {
    this.tty = tty;
    this.size = tty.size();
    this.lab = lab;
    this.option = option;
    this.guide = guide;
  }

  /**
   * Takes the terminal; empty if there is none, or a small one.
   *
   * @param lab the folder of the lab
   * @param option what a command takes that is for this lab
   */
  public static Optional<FullScreen> open(Path lab, String option, List<PlannedScenario> guide) {
    return Tty.take(System.out, LEAST).map(tty -> new FullScreen(tty, lab, option, guide).begun());
  }

  private FullScreen begun() {
    var kept = new PrintStream(others, true, StandardCharsets.UTF_8);
    System.setOut(kept);
    System.setErr(kept);
    Tty.onResize(this::resized);
    return this;
  }

  private synchronized void resized() {
    if (!left) {
      size = Tty.sizeNow().orElse(size);
      drawn = List.of();
      draw();
    }
  }

  /** Shows what is awaited. */
  public synchronized void show(Now now) {
    picture = Picture.of(guide, Ticks.of(lab), now, option).orElse(picture);
    draw();
  }

  /** Shows what goes on; empty for nothing. */
  public synchronized void doing(String what) {
    doing = what;
    draw();
  }

  private void draw() {
    if (left || picture == null) {
      return;
    }
    var rows = picture.rows(size.columns(), size.rows(), doing);
    if (!rows.equals(drawn)) {
      drawn = rows;
      tty.draw(rows, size);
    }
  }

  /**
   * Gives the terminal back.
   *
   * @return what is to be said now: what others have printed meanwhile, and what was earned;
   *     nothing if it was left before
   */
  public synchronized List<String> leave() {
    if (left) {
      return List.of();
    }
    left = true;
    tty.giveBack();
    System.setOut(out);
    System.setErr(err);
    var lines = new ArrayList<>(others.toString(StandardCharsets.UTF_8).lines().toList());
    lines.addAll(earned());
    return lines;
  }

  /** What was earned in this sitting, in words; which scenarios are done is said by others. */
  private List<String> earned() {
    var ticks = Ticks.of(lab);
    var lines = new ArrayList<String>();
    long steps = 0;
    for (var scenario : guide) {
      var its = ticks.of(scenario);
      long fresh = its.stream().filter(each -> !each.shown() && !each.at().isBefore(since)).count();
      steps += fresh;
      int all = scenario.text().steps().size();
      if (fresh > 0 && its.size() < all) {
        lines.add(Texts.of("[ ] %s: %d of %d steps", scenario.name(), its.size(), all));
      }
    }
    lines.add(0, Texts.of("Steps earned in this sitting: %d", steps));
    return lines;
  }
}
