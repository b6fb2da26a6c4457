package kubetraining.run;

import java.io.PrintStream;
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
}
