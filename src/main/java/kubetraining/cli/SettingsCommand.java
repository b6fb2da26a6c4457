package kubetraining.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import kubetraining.host.Texts;
import kubetraining.report.ConsoleProgress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command of the launcher; its options are settings under shorter names. */
abstract class SettingsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "-D",
      paramLabel = "SETTING=VALUE",
      mapFallbackValue = "true",
      description = "any setting, as for mvn verify: -Dlab.patience=2")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** Gives a setting the value of an option, if that was typed. */
  static void set(String setting, @Nullable String typed) {
    if (typed != null) {
      System.setProperty(setting, typed);
    }
  }

  /** Gives the settings that were typed as such. */
  final void setAll() {
    settings.forEach(System::setProperty);
  }

  static ConsoleProgress console() {
    return ConsoleProgress.on(System.out);
  }

  /** Prints a line of the answer. */
  final void print(String pattern, Object... values) {
    var out = spec.commandLine().getOut();
    out.println(Texts.of(pattern, values));
    out.flush();
  }
}
