package kubetraining.cli;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kubetraining.config.LeaseLength;
import kubetraining.host.Printable;
import kubetraining.host.Texts;
import kubetraining.lab.Lease;
import kubetraining.progress.Progress;
import kubetraining.run.Doctor;
import kubetraining.run.LabCallers;
import kubetraining.run.LabControl;
import kubetraining.run.LabExtension;
import kubetraining.run.LabStatus;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands that ask or say one thing of a lab, or of this computer. */
final class LabCommands {
  private LabCommands() {}

  /** Tells which labs there are and how they are. */
  @Command(
      name = "status",
      description = {
        "Tells which labs there are, how old, for how long, whose, and their machines and nodes.",
        "It knows the labs that were brought up from this computer by this user."
      },
      exitCodeList = {
        "0:the cluster of the lab answers",
        "1:it does not answer, or there is no such lab",
        "2:it could not be told"
      },
      footer = "  ./training status")
  static final class Status extends LabCommand {
    @Override
    public Integer call() {
      var status = LabStatus.look(config(), Clock.systemUTC());
      status.lines().forEach(line -> print("%s", Printable.line(line)));
      int code = status.up() ? 0 : Training.NEGATIVE;
      return status.known() ? code : Training.FAILED;
    }
  }

  /** Prints where the kubeconfig of the lab is, ready for {@code export KUBECONFIG=$(...)}. */
  @Command(
      name = "kubeconfig",
      description = "Prints the path of the lab's kubeconfig, for kubectl and its kind.",
      exitCodeList = {"0:it was printed", "2:the lab is not up"},
      footer = "  export KUBECONFIG=$(./training kubeconfig)")
  static final class Kubeconfig extends LabCommand {
    @Override
    public Integer call() {
      print("%s", new LabControl(config(), Progress.SILENT).kubeconfig());
      return 0;
    }
  }

  /** Lets a lab that is up live longer. */
  @Command(
      name = "extend",
      description = {
        "Lets a lab that is up live for at least so long from now on, at most 72 hours.",
        "A lab that lives longer already stays as it is. A machine that cannot be reached",
        "by SSH ends at the time it had before."
      },
      exitCodeList = {
        "0:all machines live for at least that long",
        "2:some do not, and are named; or it would cost too much"
      },
      footer = {"  ./training extend 2h", "  ./training extend 90m --name second"})
  static final class Extend extends LabCommand {
    @Parameters(paramLabel = "TIME", description = "how long from now, as in 2h, 90m or 1h30m")
    private String time;

    @Override
    public Integer call() {
      var config = config();
      var progress = console();
      var until = new LabExtension(config, progress).extend(LeaseLength.read("TIME", time));
      progress.note(
          Texts.of(
              "lab '%s' powers itself off at %s UTC",
              config.labName(), new Lease(until).calendar()));
      return 0;
    }
  }

  /** Lets in a caller whose address has changed. */
  @Command(
      name = "allow",
      description = {
        "Lets you in to a lab on AWS again after your own address has changed, and no longer",
        "whoever has the old one. './training status' tells when that is needed."
      },
      exitCodeList = {"0:your address is let in", "2:it could not be; the reason is told"},
      footer = "  ./training allow --lab aws")
  static final class Allow extends LabCommand {
    @Override
    public Integer call() {
      console().note(new LabCallers(config()).allow());
      return 0;
    }
  }

  /** Gives the lab back and proves that nothing of it is left. */
  @Command(
      name = "down",
      description = "Gives the lab back, kept or not, and proves that nothing of it is left.",
      exitCodeList = {"0:nothing of the lab is left", "2:it could not be given back"},
      footer = {"  ./training down", "  ./training down --name second"})
  static final class Down extends LabCommand {
    @Override
    public Integer call() {
      var config = config();
      var progress = console();
      boolean was = new LabControl(config, progress).down();
      String words = was ? "lab '%s' is gone, nothing of it is left" : "there is no lab '%s'";
      progress.note(Texts.of(words, config.labName()));
      return 0;
    }
  }

  /** Names every prerequisite, found or missing, with the cure. */
  @Command(
      name = "doctor",
      description = {
        "Names every prerequisite of the lab on this computer, found or missing, with the cure.",
        "It changes nothing. What says 'missing' in small letters the lab can do without."
      },
      exitCodeList = {
        "0:this computer can run the lab",
        "1:something is missing",
        "2:it could not be told"
      },
      footer = "  ./training doctor")
  static final class Examine extends LabCommand {
    @Override
    public Integer call() {
      var findings = Doctor.examine(config());
      for (var finding : findings) {
        String missing = finding.optional() ? "missing" : "MISSING";
        tell(finding.good() ? "found" : missing, finding.name(), finding.seen());
        if (!finding.good()) {
          tell("", "", "cure: " + finding.cure());
        }
      }
      boolean good = findings.stream().allMatch(each -> each.good() || each.optional());
      print(good ? "This computer can run the lab." : "Cure what is missing, then ask again.");
      return good ? 0 : Training.NEGATIVE;
    }

    private void tell(String word, String name, String words) {
      print("%-8s %-18s %s", word, name, Printable.of(words));
    }
  }

  /**
   * Explains a command, also one of another: picocli's own help command knows the first word only.
   */
  @Command(
      name = "help",
      description = "Explains a command, as its option --help does.",
      exitCodeList = {"0:the command was explained", "2:there is no such command"},
      footer = {"  ./training help up", "  ./training help artifacts build"})
  static final class Help implements Callable<Integer> {
    @Parameters(paramLabel = "COMMAND", description = "the command; all of them, if none is named")
    private List<String> words = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      var explained = spec.root().commandLine();
      for (String word : words) {
        var next = explained.getSubcommands().get(word);
        if (next == null) {
          throw new CommandLine.UnmatchedArgumentException(explained, List.of(word));
        }
        explained = next;
      }
      explained.usage(spec.commandLine().getOut());
      return 0;
    }
  }

  /**
   * Prints picocli's completion of the commands. Its own command knows no example and exit codes.
   */
  @Command(
      name = "generate-completion",
      description = {
        "Prints what makes bash and zsh complete commands, options and machines by the tab key.",
        "It works for ./training and for training alike. The line below may also stand in ~/.bashrc"
            + " or ~/.zshrc, with the full path."
      },
      exitCodeList = "0:it was printed",
      footer = "  source <(./training generate-completion)")
  static final class Completion implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      var out = spec.commandLine().getOut();
      out.println(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
      out.flush();
      return 0;
    }
  }
}
