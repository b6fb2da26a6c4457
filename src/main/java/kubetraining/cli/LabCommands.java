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
import kubetraining.run.LabControl;
import kubetraining.run.LabStatus;
import kubetraining.run.LabTerms;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands that ask or say one thing of a lab, or of this computer. */
final class LabCommands {
  private LabCommands() {}

  /** Lists the labs and how they are. */
  @Command(
      name = "status",
      description = {
        "Lists the labs: age, time left, owner, machines and nodes.",
        "It knows the labs that this user brought up from this computer."
      },
      exitCodeList = {
        "0:the cluster of the lab answers",
        "1:it does not answer, or there is no such lab",
        "2:this could not be found out"
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
      description = "Prints the path of the lab's kubeconfig, for kubectl and similar programs.",
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
        "Makes a lab that is up live for at least this long from now, at most 72 hours.",
        "A lab that already lives longer is not changed. A machine that SSH cannot reach "
            + "ends at the time it had before."
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
      var until = new LabTerms(config, progress).extend(LeaseLength.read("TIME", time));
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
        "Lets you back in to a lab on AWS after your own address has changed.",
        "The old address is shut out. './training status' says when this is needed."
      },
      exitCodeList = {"0:your address is admitted", "2:it could not be; the reason is printed"},
      footer = "  ./training allow --lab aws")
  static final class Allow extends LabCommand {
    @Override
    public Integer call() {
      console().note(new LabTerms(config(), Progress.SILENT).allow());
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

  /** Lists every prerequisite, found or missing, with the cure. */
  @Command(
      name = "doctor",
      description = {
        "Lists every prerequisite of the lab on this computer, found or missing, with the cure.",
        "It changes nothing. The lab can do without anything marked 'missing' in small letters."
      },
      exitCodeList = {
        "0:this computer can run the lab",
        "1:something is missing",
        "2:this could not be found out"
      },
      footer = "  ./training doctor")
  static final class Examine extends LabCommand {
    @Override
    public Integer call() {
      var findings = Doctor.examine(config());
      for (var finding : findings) {
        String missing = finding.optional() ? "missing" : "MISSING";
        tell(finding.met() ? "found" : missing, finding.what(), finding.found());
        if (!finding.met()) {
          tell("", "", "cure: " + finding.cure());
        }
      }
      boolean good = findings.stream().allMatch(each -> each.met() || each.optional());
      print(good ? "This computer can run the lab." : "Get what is missing, then try again.");
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
        "Prints the script with which bash and zsh complete commands, options and machines.",
        "It works for both ./training and training. You can put the line below into ~/.bashrc"
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
