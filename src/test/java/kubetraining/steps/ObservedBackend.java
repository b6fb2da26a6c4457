package kubetraining.steps;

import io.cucumber.core.backend.Backend;
import io.cucumber.core.backend.BackendProviderService;
import io.cucumber.core.backend.Container;
import io.cucumber.core.backend.CucumberInvocationTargetException;
import io.cucumber.core.backend.Glue;
import io.cucumber.core.backend.Lookup;
import io.cucumber.core.backend.Snippet;
import io.cucumber.core.backend.StepDefinition;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kubetraining.guide.GuideEngine;
import kubetraining.observe.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Hands Cucumber the step definitions of the guide, each of which is carried out until it is true.
 * It does so if it is asked for glue of the name {@link GuideEngine#OBSERVED}, and otherwise
 * nothing: Cucumber's own backends find no classes there.
 */
public final class ObservedBackend implements BackendProviderService {
  @Override
  public Backend create(Lookup lookup, Container container, Supplier<ClassLoader> classes) {
    Supplier<List<Backend>> others =
        () ->
            ServiceLoader.load(BackendProviderService.class, classes.get()).stream()
                .filter(each -> !each.type().equals(ObservedBackend.class))
                .map(each -> each.get().create(lookup, container, classes))
                .toList();
    return new Observed(others);
  }

  private static final class Observed implements Backend {
    private final Supplier<List<Backend>> others;
    private List<Backend> opened = List.of();

    Observed(Supplier<List<Backend>> others) {
      this.others = others;
    }

    @Override
    public void loadGlue(Glue glue, List<URI> paths) {
      if (paths.stream()
          .noneMatch(each -> each.toString().equals(GuideEngine.uri(GuideEngine.OBSERVED)))) {
        return;
      }
      var observation = TrainingRunProvider.CURRENT.get().observation().orElseThrow();
      opened = others.get();
      var steps = List.of(URI.create(GuideEngine.uri(GuideEngine.STEPS)));
      opened.forEach(each -> each.loadGlue(observing(glue, observation), steps));
    }

    @Override
    public void buildWorld() {
      opened.forEach(Backend::buildWorld);
    }

    @Override
    public void disposeWorld() {
      opened.forEach(Backend::disposeWorld);
    }

    @Override
    public @Nullable Snippet getSnippet() {
      return null;
    }
  }

  /** The same glue, which takes step definitions in their observed form. */
  private static Glue observing(Glue glue, Observation observation) {
    return doing(
        Glue.class,
        glue,
        "addStepDefinition",
        step -> glue.addStepDefinition(observed((StepDefinition) step, observation)));
  }

  private static StepDefinition observed(StepDefinition step, Observation observation) {
    return doing(
        StepDefinition.class,
        step,
        "execute",
        arguments -> {
          try {
            observation.carryOut(() -> once(step, (Object[]) arguments));
          } catch (Throwable e) {
            throw new CucumberInvocationTargetException(step, new InvocationTargetException(e));
          }
        });
  }

  private static void once(StepDefinition step, Object[] arguments) throws Throwable {
    try {
      step.execute(arguments);
    } catch (CucumberInvocationTargetException e) {
      throw Objects.requireNonNullElse(e.getCause(), e);
    }
  }

  /** The same, but for one method of one argument. */
  private static <T> T doing(Class<T> kind, T same, String method, Consumer<Object> instead) {
    return kind.cast(
        Proxy.newProxyInstance(
            kind.getClassLoader(),
            new Class<?>[] {kind},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                instead.accept(arguments[0]);
                return null;
              }
              try {
                return called.invoke(same, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
