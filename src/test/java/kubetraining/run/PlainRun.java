package kubetraining.run;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import kubetraining.guide.Asked;

/** A run of a test: it does one thing after the other, and each of them at once. */
public final class PlainRun {
  private PlainRun() {}

  /** The run, which is yet to begin. */
  public static TrainingRun of(
      RunOpening.Loader loader, Path features, Path reports, Asked asked, PrintStream out) {
    return new TrainingRun(
        new RunOpening(loader, features, reports, asked, out, Runnable::run, PlainRun.class));
  }

  /** As above, with these labs. */
  public static TrainingRun of(
      Labs labs, Path features, Path reports, Asked asked, OutputStream console) {
    var out = new PrintStream(console, true, StandardCharsets.UTF_8);
    return of((progress, waits) -> labs, features, reports, asked, out);
  }
}
