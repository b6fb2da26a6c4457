package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import java.util.List;
import java.util.stream.Stream;
import kubetraining.component.Claim;
import kubetraining.component.CommandTraces;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.AccountName;
import kubetraining.probe.AccountRules;
import kubetraining.probe.RightsProbe;
import kubetraining.run.TrainingRun;
import kubetraining.wait.NotThereException;

/** What service accounts may do, as the API server decides it. */
public final class AccountSteps {
  private final TrainingRun run;
  private final ScenarioNotes notes;

  public AccountSteps(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
  }

  @Given("the binding {string} is gone, before and after")
  public void bindingIsGone(String name) {
    var binding =
        new CommandTraces(
            run.cluster(),
            run.section().ledger(),
            "the binding " + name,
            List.of(Claim.of(ClusterRoleBinding.class, name)),
            Limit.COMMAND.duration());
    run.section().frees(binding);
    notes.undo().push("remove the binding " + name, binding::remove);
  }

  @Then("the account {string} may do all of these, in every namespace:")
  public void mayDoAll(String account, DataTable rights) {
    var name = AccountName.of(account);
    List<List<String>> refused =
        rights.asLists().stream()
            .filter(right -> !rights().mayDoEverywhere(name, right.get(0), right.get(1)))
            .toList();
    if (!refused.isEmpty()) {
      throw new NotThereException(
          Texts.of("rights of the account %s in every namespace: %s", account, rights.asLists()),
          "it may not: " + refused);
    }
  }

  @Then("the account {string} may do none of these, in any namespace:")
  public void mayDoNone(String account, DataTable rights) {
    var name = AccountName.of(account);
    List<String> granted =
        rights.asLists().stream()
            .flatMap(right -> where(name, right.get(0), right.get(1)))
            .toList();
    assertThat(granted).as("rights that the account %s has", account).isEmpty();
  }

  @Then("by its roles the account {string} may only look, and at no secret")
  public void mayOnlyLook(String account) {
    var rules = new AccountRules(run.access().client()).of(AccountName.of(account));
    assertThat(rules.stream().filter(AccountRules.Granted::isMoreThanLooking).toList())
        .as("rules by which the account %s may do more than look, or look at secrets", account)
        .isEmpty();
    run.recorder().fact("rules", rules.size());
  }

  private Stream<String> where(AccountName account, String verb, String resource) {
    Stream<String> everywhere =
        rights().mayDoEverywhere(account, verb, resource) ? Stream.of("everywhere") : Stream.of();
    return Stream.concat(
            everywhere, rights().namespacesWhereMayDo(account, verb, resource).stream())
        .map(place -> Texts.of("%s %s in %s", verb, resource, place));
  }

  private RightsProbe rights() {
    return new RightsProbe(run.access().client());
  }
}
