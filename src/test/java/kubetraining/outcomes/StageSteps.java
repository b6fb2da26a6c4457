package kubetraining.outcomes;

import io.cucumber.java.After;
import io.cucumber.java.AfterAll;
import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import io.cucumber.java.en.Then;

/** Hands everything on to the test. */
public final class StageSteps {
  @Before
  public void before(Scenario scenario) {
    Stage.current().before(scenario);
  }

  @Then("{string} happens")
  public void happens(String what) throws Exception {
    Stage.current().happens(what);
  }

  @Then("this can be read in one way")
  @Then("this can be read in one {word}")
  public void ambiguous() {}

  @After
  public void after(Scenario scenario) {
    Stage.current().after(scenario);
  }

  @AfterAll
  public static void afterAll() {
    Stage.current().afterAll();
  }
}
