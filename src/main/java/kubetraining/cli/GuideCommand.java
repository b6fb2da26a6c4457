package kubetraining.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kubetraining.config.ConfigException;
import kubetraining.config.TrainingConfig;
import kubetraining.host.FileWork;
import kubetraining.host.Programs;
import kubetraining.progress.Progress;
import kubetraining.run.LabControl;
import kubetraining.web.Desk;
import kubetraining.web.GuideServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a section of the guide in a browser, with terminals beside it. */
@Command(
    name = "guide",
    description = {
      "Shows a section of the guide in a browser of this computer, with a terminal on each machine "
          + "of a kept lab beside it, and with what is done so far.",
      "Open the address that it prints; nobody else knows it. It also starts './training observe' "
          + "for the section, unless somebody works on the lab already. Ctrl+C ends both."
    },
    exitCodeList = {
      "130:Ctrl+C has ended it",
      "2:it could not begin: the lab is not up, or nobody can listen on that port"
    },
    footer = {"  ./training up --for @spark", "  ./training guide section 3"})
final class GuideCommand extends LabCommand {
  private static final List<String> HANDED_ON = List.of("--lab", "--name", "-D");
  private static final String FIRST = "@section-1";
  private static final int GRACE_SECONDS = 20;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "where it listens on 127.0.0.1; any port that is free, unless you say otherwise")
  private int port;

  @Option(names = "--again", description = "as with observe: forgets what was earned before")
  private boolean again;

  @Option(
      names = "--redo",
      description = "as with observe: forgets what was earned of a scenario that is not complete")
  private boolean redo;

  @Option(names = "--no-observe", description = "does not start './training observe'")
  private boolean alone;

  @Parameters(
      paramLabel = "SECTION",
      arity = "0..2",
      description = "as in section 3; all of the guide, from its beginning, if nothing is said")
  private List<String> what = new ArrayList<>();

  @Override
  public Integer call() {
    String section = section(what);
    var config = config();
    var guide = guide();
    if (guide.features().stream().noneMatch(each -> each.section().equals(section))) {
      throw new ConfigException("the guide has no %s", section.replace('-', ' '));
    }
    try (var desk = new LabControl(config, Progress.SILENT).desk();
        var server = new GuideServer(guide.features(), guide.scenarios(), section, desk, port)) {
      print("Open this in a browser of this computer: %s", server.address());
      var observation = observation(config, desk);
      observation.ifPresent(
          child ->
              Runtime.getRuntime().addShutdownHook(new Thread(() -> end(child), "end observe")));
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  /** Only one run works on a lab at a time; one that is there already is as good. */
  private Optional<Process> observation(TrainingConfig config, Desk desk) {
    var watcher = desk.watcher().get();
    watcher.ifPresent(who -> print("%s works on this lab already; it is what the page shows", who));
    if (alone || watcher.isPresent()) {
      return Optional.empty();
    }
    Path launcher = config.folders().project().resolve("training");
    var line = new ArrayList<>(List.of(launcher.toString(), "observe", "--plain"));
    line.addAll(what);
    if (again) {
      line.add("--again");
    }
    if (redo) {
      line.add("--redo");
    }
    for (var option : spec.commandLine().getParseResult().matchedOptions()) {
      if (HANDED_ON.contains(option.longestName())) {
        option
            .originalStringValues()
            .forEach(value -> line.addAll(List.of(option.longestName(), value)));
      }
    }
    var observe = Programs.builder(line).inheritIO().redirectInput(Path.of("/dev/null").toFile());
    return Optional.of(FileWork.get("could not start " + launcher, observe::start));
  }

  private static void end(Process child) {
    child.destroy();
    child.onExit().completeOnTimeout(child, GRACE_SECONDS, TimeUnit.SECONDS).join();
    var unused = child.destroyForcibly();
  }

  /** The name of the section that was meant. */
  static String section(List<String> words) {
    String tags = words.isEmpty() ? FIRST : ObserveCommand.tags(words);
    if (!tags.matches("@section-\\d+")) {
      throw new ConfigException(
          "'%s' is not a section; type for example: ./training guide section 3",
          String.join(" ", words));
    }
    return tags.substring(1);
  }
}
