package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Then;
import java.util.List;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import kubetraining.probe.RightsProbe;
import kubetraining.run.TrainingRun;
import kubetraining.wait.NotThereException;

/** What service accounts may do, as the API server decides it. */
public record AccountSteps(TrainingRun run) {
  /** In place of a namespace: in all that exist, and in future ones. */
  static final String EVERYWHERE = "";

  @Then("the account {string} is allowed all of these in {namespace}:")
  public void mayDoAll(String account, String namespace, DataTable table) {
    require(account, namespace, table.asLists());
  }

  @Then("the account {string} is allowed none of these in {namespace}:")
  public void mayDoNone(String account, String namespace, DataTable table) {
    var name = RightsProbe.Account.of(account);
    var granted =
        table.asLists().stream()
            .flatMap(
                right ->
                    places(name, namespace, right.get(0), right.get(1))
                        .map(place -> String.join(" ", right) + " in " + place));
    assertThat(granted).as("permissions that the account %s has", account).isEmpty();
  }

  @Then("the roles of the account {string} allow only reading, and no secrets")
  public void mayOnlyLook(String account) {
    var rules = probe().rules(RightsProbe.Account.of(account));
    assertThat(rules.stream().filter(RightsProbe.Granted::isMoreThanLooking).toList())
        .as("rules that allow the account %s more than reading, or reading secrets", account)
        .isEmpty();
    run.recorder().fact("rules", rules.size());
  }

  /**
   * Returns if the account has all of them.
   *
   * @throws NotThereException for those it lacks: a permission that nobody granted contradicts
   *     nothing
   */
  void require(String account, String namespace, List<List<String>> rights) {
    var name = RightsProbe.Account.of(account);
    List<String> missing =
        rights.stream()
            .filter(right -> !probe().mayDo(name, right.get(0), right.get(1), namespace))
            .map(right -> String.join(" ", right))
            .toList();
    if (!missing.isEmpty()) {
      throw new NotThereException(
          Texts.of(
              "permissions of the account %s in %s: %s",
              account, namespace.isEmpty() ? "every namespace" : namespace, rights),
          "it is not allowed to: " + missing);
    }
  }

  private Stream<String> places(
      RightsProbe.Account account, String namespace, String verb, String resource) {
    Stream<String> here =
        probe().mayDo(account, verb, resource, namespace)
            ? Stream.of(namespace.isEmpty() ? "every namespace" : namespace)
            : Stream.of();
    return namespace.isEmpty()
        ? Stream.concat(here, probe().namespacesWhereMayDo(account, verb, resource).stream())
        : here;
  }

  private RightsProbe probe() {
    return new RightsProbe(run.access().client());
  }
}
