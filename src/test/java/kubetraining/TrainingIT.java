package kubetraining;

import static io.cucumber.junit.platform.engine.Constants.FILTER_NAME_PROPERTY_NAME;
import static io.cucumber.junit.platform.engine.Constants.FILTER_TAGS_PROPERTY_NAME;
import static io.cucumber.junit.platform.engine.Constants.GLUE_PROPERTY_NAME;
import static io.cucumber.junit.platform.engine.Constants.PLUGIN_PROPERTY_NAME;
import static io.cucumber.junit.platform.engine.Constants.PLUGIN_PUBLISH_QUIET_PROPERTY_NAME;

import kubetraining.guide.GuideEngine;
import kubetraining.steps.TrainingRunProvider;
import org.junit.platform.suite.api.AfterSuite;
import org.junit.platform.suite.api.BeforeSuite;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectDirectories;
import org.junit.platform.suite.api.Suite;

/** The guide, run as a test suite: every feature file, in the order of their names. */
@Suite
@IncludeEngines(GuideEngine.ID)
@SelectDirectories("features")
@ConfigurationParameter(key = GLUE_PROPERTY_NAME, value = "kubetraining.steps")
@ConfigurationParameter(key = PLUGIN_PUBLISH_QUIET_PROPERTY_NAME, value = "true")
public final class TrainingIT {
  private TrainingIT() {}

  /**
   * Refuses a run that cannot mean what was typed, before anything is brought up. Cucumber reads
   * its settings when the scenarios begin, which is later.
   */
  @BeforeSuite
  static void prepare() {
    var run = TrainingRunProvider.CURRENT.get();
    run.prepare();
    System.setProperty(
        PLUGIN_PROPERTY_NAME,
        "kubetraining.steps.TrainingPlugin,message:" + run.reports().resolve("messages.ndjson"));
    System.setProperty(FILTER_TAGS_PROPERTY_NAME, run.filter());
    run.filterByName().ifPresent(name -> System.setProperty(FILTER_NAME_PROPERTY_NAME, name));
  }

  /** Certifies the run when Cucumber and all that listen to it have written their last. */
  @AfterSuite
  static void seal() {
    TrainingRunProvider.CURRENT.get().seal();
  }
}
