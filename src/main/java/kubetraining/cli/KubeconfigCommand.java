package kubetraining.cli;

import java.util.concurrent.Callable;
import kubetraining.progress.Progress;
import kubetraining.run.LabControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints where the kubeconfig of the lab is, ready for {@code export KUBECONFIG=$(...)}. */
@Command(
    name = "kubeconfig",
    description = "Prints the path of the lab's kubeconfig, for kubectl and its kind.",
    exitCodeList = {"0:it was printed", "2:the lab is not up"},
    footer = "  export KUBECONFIG=$(./training kubeconfig)")
final class KubeconfigCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    out.println(new LabControl(options.config(), Progress.SILENT).kubeconfig());
    out.flush();
    return 0;
  }
}
