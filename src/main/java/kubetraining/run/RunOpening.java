package kubetraining.run;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.certificate.Inputs;
import kubetraining.config.ConfigException;
import kubetraining.config.Limit;
import kubetraining.config.TrainingConfig;
import kubetraining.course.Needs;
import kubetraining.course.ProvenChecks;
import kubetraining.course.RunPlan;
import kubetraining.export.Exports;
import kubetraining.guide.Asked;
import kubetraining.guide.FeatureCatalogue;
import kubetraining.guide.RunRefusedException;
import kubetraining.guide.Selection;
import kubetraining.host.Texts;
import kubetraining.judge.Blocks;
import kubetraining.judge.PassingFaults;
import kubetraining.lab.LabUnavailableException;
import kubetraining.observe.Observation;
import kubetraining.page.PageWriter;
import kubetraining.progress.Progress;
import kubetraining.proofs.CheckSources;
import kubetraining.proofs.Proven;
import kubetraining.report.ConsoleProgress;
import kubetraining.report.NewestReport;
import kubetraining.report.ReportFiles;
import kubetraining.report.RunRecorder;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.Waits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a run begins: settings and selection are checked, and the report is begun. Nothing is brought
 * up.
 *
 * @param features the folder of the feature files
 * @param reports the folder that the run writes its reports to
 * @param asked which scenarios are meant
 * @param out the console
 * @param beside where all is made that is made of the report
 * @param steps one of the classes that carry the guide out; a certificate tells which they were
 */
public record RunOpening(
    Loader loader,
    Path features,
    Path reports,
    Asked asked,
    PrintStream out,
    Executor beside,
    Class<?> steps) {
  private static final Logger log = LoggerFactory.getLogger(RunOpening.class);

  /** The same run, with its reports in another folder. */
  RunOpening reportingTo(Path folder) {
    return new RunOpening(loader, features, folder, asked, out, beside, steps);
  }

  /** Reads the settings; see {@link Labs#load}. */
  @FunctionalInterface
  public interface Loader {
    Labs load(Progress progress, Waits waits);
  }

  /** What a run consists of. */
  record Parts(
      Labs labs,
      ConsoleProgress console,
      RunRecorder recorder,
      RunLab lab,
      Blocks blocks,
      PageWriter page,
      RunBrowser browser,
      Waits waits,
      Inputs inputs,
      String filter,
      Optional<Observation> observation) {}

  /**
   * Begins.
   *
   * @throws RunRefusedException if the run cannot mean what was typed
   */
  Parts open() {
    var console = ConsoleProgress.on(out);
    try {
      return open(console);
    } catch (ConfigException | LabUnavailableException e) {
      console.close();
      throw new RunRefusedException(e.getMessage());
    } catch (RuntimeException e) {
      console.close();
      throw e;
    }
  }

  private Parts open(ConsoleProgress console) {
    var ledger = new WaitLedger();
    var waits = new Waits(ledger).bearing(PassingFaults::passes, Limit.LAB_SILENT.duration());
    Labs labs = loader.load(console, waits);
    var selection = new Selection(FeatureCatalogue.read(features), asked);
    var plan = selection.plan(labs.config().allowNotAttempted());
    labs.isFor(Wanted.of(plan.selectedTags()));
    Observing.require(labs);
    RunCertificate.requireKey(labs.config());
    tellOfUnknownTags(selection, console);
    var files = filesOfThisRun();
    var recorder = recorder(files, plan, ledger, labs.config());
    var lab = new RunLab(labs, recorder, console);
    Executor later = beside;
    if (labs.config().observe()) {
      // A person waits for the lab, and not for reports.
      var open = new CompletableFuture<Void>();
      lab.openAhead(() -> open.complete(null));
      later = work -> open.thenRun(() -> beside.execute(work));
    }
    var inputs = RunCertificate.inputs(features, labs.config(), steps);
    recorder.proven(proven(labs.config().folders().project(), plan));
    log.info("run begins, challenge: '{}'", labs.config().signing().challenge());
    var page = new PageWriter(files, plan);
    recorder.onChange(new NewestReport(List.of(new Exports(files, plan), page), later));
    recorder.begin();
    var steps = waits(waits, labs.config());
    return new Parts(
        labs,
        console,
        recorder,
        lab,
        new Blocks(Needs.of(plan.guide()), recorder, lab::silent),
        page,
        new RunBrowser(labs.config(), console),
        steps,
        inputs,
        selection.filter(),
        Observing.of(labs, lab, steps, console, plan));
  }

  private static RunRecorder recorder(
      ReportFiles files, RunPlan plan, WaitLedger ledger, TrainingConfig config) {
    var recorder = new RunRecorder(files, plan, ledger, Clock.systemUTC(), newId());
    recorder.whose(config.labOwner(), config.signing().challenge());
    if (config.observe()) {
      recorder.watched();
    }
    return recorder;
  }

  private static void tellOfUnknownTags(Selection selection, ConsoleProgress console) {
    for (String tag : selection.unknownTags()) {
      console.note(Texts.of("note: the tag filter names %s, but no scenario has that tag", tag));
    }
  }

  private static Waits waits(Waits waits, TrainingConfig config) {
    return (config.observe() ? waits.calm() : waits).times(config.patience());
  }

  private static ProvenChecks proven(Path project, RunPlan plan) {
    try {
      return Proven.read(project).count(plan.guide(), CheckSources.of(project));
    } catch (UncheckedIOException e) {
      throw new RunRefusedException(e.getMessage());
    }
  }

  private ReportFiles filesOfThisRun() {
    var files = new ReportFiles(reports);
    if (!files.take()) {
      throw new RunRefusedException(
          "another run is writing its report to %s; wait until it ends, or run in another checkout. Nothing was started.",
          reports.toAbsolutePath());
    }
    files.startAnew();
    return files;
  }

  private static String newId() {
    return DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
        .withZone(ZoneOffset.UTC)
        .format(Instant.now());
  }
}
