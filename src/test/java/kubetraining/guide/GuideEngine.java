package kubetraining.guide;

import io.cucumber.junit.platform.engine.CucumberTestEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kubetraining.config.ConfigException;
import kubetraining.config.TrainingConfig;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.DiscoveryFilter;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryListener;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DirectorySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/**
 * Cucumber's engine, which finds in a folder the same feature files that everything else of the
 * project finds there. By itself it takes whatever ends in {@code .feature}, also what an editor
 * left, and has no setting for it.
 */
public final class GuideEngine implements TestEngine {
  /** By this name a suite asks for it. */
  public static final String ID = "guide";

  /** The package of the guide's step definitions. */
  public static final String STEPS = "kubetraining.steps";

  /** In a run that observes somebody, the same steps are asked for by this name. */
  public static final String OBSERVED = "kubetraining.observed";

  private static final String GLUE = "cucumber.glue";

  private final TestEngine cucumber = new CucumberTestEngine();

  /** Asks for the features of a folder to be run, by these settings of Cucumber. */
  public static LauncherDiscoveryRequest request(
      Path features, String glue, String plugin, Map<String, String> settings) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(DiscoverySelectors.selectDirectory(features.toFile()))
        .filters(EngineFilter.includeEngines(ID))
        .configurationParameter("cucumber.glue", glue)
        .configurationParameter("cucumber.plugin", plugin)
        .configurationParameter("cucumber.publish.quiet", "true")
        .configurationParameters(settings)
        .build();
  }

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
    return cucumber.discover(new OfGuide(request), id);
  }

  @Override
  public void execute(ExecutionRequest request) {
    cucumber.execute(request);
  }

  /** How Cucumber calls a package of glue. */
  public static String uri(String glue) {
    return "classpath:/" + glue.replace('.', '/');
  }

  /** The same settings, with other glue. */
  private record Observing(ConfigurationParameters given) implements ConfigurationParameters {
    @Override
    public Optional<String> get(String key) {
      return key.equals(GLUE) ? Optional.of(OBSERVED) : given.get(key);
    }

    @Override
    public Optional<Boolean> getBoolean(String key) {
      return given.getBoolean(key);
    }

    @Override
    public Set<String> keySet() {
      return given.keySet();
    }
  }

  /** The same request, with files in the place of folders. */
  private record OfGuide(EngineDiscoveryRequest request) implements EngineDiscoveryRequest {
    @Override
    public <T extends DiscoverySelector> List<T> getSelectorsByType(Class<T> type) {
      return request.getSelectorsByType(DiscoverySelector.class).stream()
          .flatMap(OfGuide::files)
          .filter(type::isInstance)
          .map(type::cast)
          .toList();
    }

    private static Stream<? extends DiscoverySelector> files(DiscoverySelector selector) {
      return selector instanceof DirectorySelector folder
          ? FeatureFile.pathsIn(GuideFolder.features(folder.getPath())).stream()
              .map(Path::toFile)
              .map(DiscoverySelectors::selectFile)
          : Stream.of(selector);
    }

    @Override
    public <T extends DiscoveryFilter<?>> List<T> getFiltersByType(Class<T> type) {
      return request.getFiltersByType(type);
    }

    @Override
    public ConfigurationParameters getConfigurationParameters() {
      var given = request.getConfigurationParameters();
      boolean ofGuide = given.get(GLUE).filter(STEPS::equals).isPresent();
      return ofGuide && observes() ? new Observing(given) : given;
    }

    // A wrong setting is told when the run is prepared.
    private static boolean observes() {
      try {
        return TrainingConfig.load().observe();
      } catch (ConfigException e) {
        return false;
      }
    }

    @Override
    public EngineDiscoveryListener getDiscoveryListener() {
      return request.getDiscoveryListener();
    }

    @Override
    public OutputDirectoryCreator getOutputDirectoryCreator() {
      return request.getOutputDirectoryCreator();
    }
  }
}
