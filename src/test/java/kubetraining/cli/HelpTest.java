package kubetraining.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

final class HelpTest extends TypedCommands {

  static List<CommandLine> commands() {
    return CommandPages.all();
  }

  static List<String> paths() {
    return commands().stream().map(each -> each.getCommandSpec().qualifiedName(" ")).toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandIsExplainedWithAnExampleAndItsExitCodes(CommandLine command) {
    var spec = command.getCommandSpec();
    var usage = spec.usageMessage();
    String name = spec.qualifiedName(" ");

    assertThat(usage.description()).as("description of " + name).isNotEmpty();
    assertThat(String.join("\n", usage.footer()))
        .as("example of " + name)
        .contains("./training " + name.replaceFirst("^training ?", ""));
    assertThat(usage.exitCodeList().keySet())
        .as("exit codes of " + name)
        .isNotEmpty()
        .allMatch(code -> code.matches("\\d+(-\\d+)?"));
    assertThat(usage.exitCodeList().values()).noneMatch(String::isBlank);
    for (var option : spec.options()) {
      assertThat(String.join("", option.description()))
          .as("%s of %s", option.longestName(), name)
          .isNotBlank();
    }
    for (var argument : spec.positionalParameters()) {
      assertThat(String.join("", argument.description()))
          .as("%s of %s", argument.paramLabel(), name)
          .isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("paths")
  void theOptionAndTheCommandForHelpSayTheSame(String path) {
    String command = path.replaceFirst("^training ?", "");
    assertThat(typeLine(command + " --help")).isZero();
    String byOption = out.toString();
    assertThat(byOption).contains("Usage: " + path, "Exit codes:", "Example:");

    out.getBuffer().setLength(0);
    assertThat(typeLine("help " + command)).isZero();
    assertThat(out.toString()).isEqualTo(byOption);
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "stauts,training status,./training --help",
    "artifacts bild,artifacts build,./training artifacts --help",
    "help artifacts bild,artifacts build,./training artifacts --help",
    "up --nmae x,--name,./training up --help",
    "up --hlep,--help,./training up --help",
    "artifacts mirror --regitsry x,--registry,./training artifacts mirror --help"
  })
  void whatWasMistypedIsToldInAFewLinesWithWhatWasMeant(
      String typed, String meant, String explained) {
    assertThat(typeLine(typed)).isEqualTo(2);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .startsWith("training: ")
        .contains(meant, "'" + explained + "'")
        .doesNotContain("2147483647");
    assertThat(err.toString().lines().count()).isLessThanOrEqualTo(3);
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(typeLine("ssh")).isEqualTo(2);

    assertThat(err.toString()).contains("MACHINE", "./training ssh --help");
  }

  @Test
  void whatFollowsTheMachineBelongsToTheCommandThere() {
    var parsed = Training.commandLine().parseArgs("ssh", "node1", "ls", "--help", "-V");

    assertThat(parsed.subcommand().isUsageHelpRequested()).isFalse();
    assertThat(parsed.subcommand().matchedPositional(1).<List<String>>getValue())
        .containsExactly("ls", "--help", "-V");
  }

  @Test
  void withoutACommandAllOfThemAreListed() {
    assertThat(typeLine("")).isEqualTo(2);

    assertThat(out.toString()).contains("Usage: training").contains("up ", "doctor", "Exit codes:");
  }

  private int typeLine(String line) {
    return type(line.isBlank() ? new String[0] : line.strip().split(" "));
  }
}
