package kubetraining.report;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import kubetraining.host.Daemons;
import kubetraining.host.Environment;
import kubetraining.host.Printable;
import kubetraining.host.Texts;
import kubetraining.progress.Phases;
import kubetraining.progress.Progress;
import kubetraining.redaction.Redaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a person at the console what goes on. On a terminal the last line is rewritten in place;
 * elsewhere only whole lines appear, few of them.
 */
public final class ConsoleProgress implements Progress, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConsoleProgress.class);
  private static final Duration SILENCE = Duration.ofSeconds(15);
  private static final int WIDTH = 100;

  private final PrintStream out;
  private final boolean live;
  private final LongSupplier nanos;
  private final long start;
  private final List<Phase> running = new ArrayList<>();
  private final List<ProgressReport.Phase> ended = new ArrayList<>();
  private @Nullable ScheduledExecutorService ticker;
  private String subject = "";
  private long subjectSince;
  private String awaiting = "";
  private Supplier<Optional<Duration>> toGo = Optional::empty;
  private long lastLine;
  private boolean statusShown;
  private final List<String> kept = new ArrayList<>();
  private @Nullable Screen screen;

  private record Phase(String name, long since) {}

  /**
   * What is shown in the place of lines.
   *
   * @param doing is told what goes on
   * @param leave ends it, and has the last words
   */
  public record Screen(Consumer<String> doing, Supplier<List<String>> leave) {}

  ConsoleProgress(PrintStream out, boolean live, LongSupplier nanos) {
    this.out = out;
    this.live = live;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.lastLine = start;
  }

  /** Progress on {@code out}, rewritten in place if that is a terminal. Close it to stop. */
  public static ConsoleProgress on(PrintStream out) {
    var console = new ConsoleProgress(out, isTerminal(), System::nanoTime);
    var ticker = Executors.newSingleThreadScheduledExecutor(Daemons.threads("console"));
    var unused = ticker.scheduleAtFixedRate(console::tick, 1, 1, TimeUnit.SECONDS);
    console.ticker = ticker;
    return console;
  }

  /** Whether a person looks at the output as it comes. */
  private static boolean isTerminal() {
    Console console = System.console();
    var environment = Environment.ofProcess();
    boolean dumb = environment.get("TERM").equals(Optional.of("dumb"));
    if (console == null || dumb || environment.get("CI").isPresent()) {
      return false;
    }
    // From Java 22 on there is a console also where there is no terminal; only then it can be
    // asked.
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  @Override
  public <T> T phase(String name, Callable<T> work) {
    var phase = begin(name);
    boolean well = false;
    try {
      T result = Phases.call(name, work);
      well = true;
      return result;
    } finally {
      end(phase, well);
    }
  }

  @Override
  public synchronized void awaiting(String what) {
    awaiting = what;
    log.debug("awaiting {}", what);
    refresh();
  }

  @Override
  public synchronized void toGo(Supplier<Optional<Duration>> estimate) {
    toGo = estimate;
  }

  @Override
  public synchronized void note(String line) {
    log.info("{}", line);
    // Before the clock is put in front of it: some secrets show by what stands at the same margin.
    line(Texts.of("%s %s", clock(), Redaction.redact(line)));
  }

  /** A line that says what a screen shows, too, if there is one. */
  public synchronized void shown(String line) {
    if (screen == null) {
      note(line);
    } else {
      log.info("{}", line);
    }
  }

  /** From now on a screen is shown, if one opens, and lines are kept. */
  public synchronized void hold(Supplier<Optional<Screen>> open) {
    clearStatus();
    screen = open.get().orElse(null);
  }

  /** The screen ends, if there is one, and what was kept is printed. */
  public synchronized void release() {
    if (screen != null) {
      var last = screen.leave().get();
      screen = null;
      kept.forEach(this::line);
      last.forEach(this::line);
    }
  }

  /** The phases that have ended, for the report. */
  public synchronized List<ProgressReport.Phase> phases() {
    return List.copyOf(ended);
  }

  /** One line, as it is. */
  synchronized void line(String line) {
    if (screen != null) {
      kept.add(line);
      return;
    }
    clearStatus();
    out.println(Printable.of(Redaction.redact(line)));
    out.flush();
    lastLine = nanos.getAsLong();
    refresh();
  }

  /** What the run as a whole is at; empty for nothing. */
  synchronized void subject(String what) {
    subject = what;
    subjectSince = nanos.getAsLong();
    awaiting = "";
    refresh();
  }

  /** Called each second: moves the status line on, or breaks a long silence. */
  synchronized void tick() {
    if (screen != null) {
      screen.doing().accept(doing());
    } else if (live) {
      refresh();
    } else if (busy() && nanos.getAsLong() - lastLine >= SILENCE.toNanos()) {
      line(clock() + " " + status());
    }
  }

  @Override
  public synchronized void close() {
    subject = "";
    clearStatus();
    release();
    if (ticker != null) {
      ticker.shutdownNow();
    }
  }

  private synchronized Phase begin(String name) {
    var phase = new Phase(name, nanos.getAsLong());
    running.add(phase);
    log.info("{} ...", name);
    if (!live) {
      line(Texts.of("%s %s ...", clock(), name));
    }
    refresh();
    return phase;
  }

  private synchronized void end(Phase phase, boolean well) {
    running.remove(phase);
    String took = seconds(phase.since());
    double lasted = inSeconds(nanos.getAsLong() - phase.since());
    double began = inSeconds(phase.since() - start);
    ended.add(new ProgressReport.Phase(phase.name(), began, lasted, well));
    awaiting = "";
    log.info("{}: {} {}", phase.name(), well ? "done in" : "FAILED after", took);
    line(Texts.of("%s %s: %s%s", clock(), phase.name(), well ? "" : "FAILED after ", took));
  }

  private static double inSeconds(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos) / 1000.0;
  }

  private boolean busy() {
    return !subject.isEmpty() || !running.isEmpty();
  }

  private String status() {
    if (running.isEmpty()) {
      return and(subject + ", " + seconds(subjectSince));
    }
    return and(underWay() + ", " + seconds(running.get(0).since()));
  }

  private String and(String what) {
    return awaiting.isEmpty() ? what : what + "; waiting for " + awaiting;
  }

  private String underWay() {
    // First, as the end of a long line is cut off on a terminal.
    String left = toGo.get().map(each -> inMinutes(each) + " to go: ").orElse("");
    return left + String.join(", ", running.stream().map(Phase::name).toList());
  }

  /** What goes on, without any time that passes; a screen shows the subject itself. */
  private String doing() {
    if (running.isEmpty()) {
      return awaiting.isEmpty() ? "" : "waiting for " + awaiting;
    }
    return and(underWay());
  }

  private static String inMinutes(Duration left) {
    long minutes = left.plusSeconds(30).toMinutes();
    return minutes == 0 ? "less than a minute" : "about " + minutes + " min";
  }

  private void refresh() {
    if (!live || !busy() || screen != null) {
      return;
    }
    String status = Printable.line(Redaction.redact(clock() + " " + status()));
    out.print("\r\033[K" + (status.length() > WIDTH ? status.substring(0, WIDTH) : status));
    out.flush();
    statusShown = true;
  }

  private void clearStatus() {
    if (statusShown) {
      out.print("\r\033[K");
      statusShown = false;
    }
  }

  private String clock() {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - start);
    return Texts.of("%02d:%02d", seconds / 60, seconds % 60);
  }

  private String seconds(long since) {
    return Texts.of("%.1f s", (nanos.getAsLong() - since) / 1e9);
  }
}
