package kubetraining.cli;

import kubetraining.config.ExistingSettings;
import kubetraining.config.LabKind;
import kubetraining.config.TrainingConfig;
import kubetraining.existing.ClusterFacts;
import kubetraining.existing.ClusterNeeds;
import kubetraining.existing.ClusterNeeds.Feature;
import kubetraining.existing.ExistingCluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at a cluster that exists already, and says what the guide could do there. */
@Command(
    name = "look",
    description = {
      "Looks at a cluster that exists already: what is there, and what each section needs of it.",
      "It changes nothing: it only lists, reads, and asks what the account is allowed to do. "
          + "No other kubeconfig is read than the one you name."
    },
    exitCodeList = {
      "0:at least some of the guide can be attempted there",
      "1:nothing of it can be attempted; the reasons are printed",
      "2:the kubeconfig cannot be used, or the cluster does not answer"
    },
    footer = {
      "  ./training look --kubeconfig ~/.kube/config",
      "  ./training look --kubeconfig class.conf --context monday"
    })
final class LookCommand extends SettingsCommand {
  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "says where the cluster is and who asks; also as -Dlab.kubeconfig")
  private String kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "a context of that file, instead of its current one; also as -Dlab.context")
  private String context;

  @Override
  public Integer call() {
    var config = config();
    var existing = config.existing().orElseThrow();
    try (var cluster = ExistingCluster.open(existing.kubeconfig(), existing.context())) {
      var facts = ClusterFacts.of(cluster, config.folders().project().resolve("manifests"));
      var needs = ClusterNeeds.of(facts, existing);
      new LookTables(cluster, facts, needs)
          .lines(Terminal.columns())
          .forEach(line -> print("%s", line));
      return needs.stream().anyMatch(Feature::possible) ? 0 : Training.NEGATIVE;
    }
  }

  private TrainingConfig config() {
    setAll();
    set("lab", LabKind.EXISTING.word());
    set(ExistingSettings.KUBECONFIG, kubeconfig);
    set(ExistingSettings.CONTEXT, context);
    return TrainingConfig.load();
  }
}
