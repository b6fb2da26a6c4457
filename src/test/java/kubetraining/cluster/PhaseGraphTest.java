package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PhaseGraphTest {
  private record First(String name) implements BootstrapPhase {
    @Override
    public Set<Class<? extends BootstrapPhase>> after() {
      return Set.of();
    }

    @Override
    public void apply(BootstrapContext context) {}
  }

  private record Other(String name) implements BootstrapPhase {
    @Override
    public Set<Class<? extends BootstrapPhase>> after() {
      return Set.of();
    }

    @Override
    public void apply(BootstrapContext context) {}
  }

  private record Last(String name) implements BootstrapPhase {
    @Override
    public Set<Class<? extends BootstrapPhase>> after() {
      return Set.of(First.class, Other.class);
    }

    @Override
    public void apply(BootstrapContext context) {}
  }

  private final First first = new First("first");
  private final Other other = new Other("other");
  private final Last last = new Last("last");

  @Test
  void runsSideBySideWhatDependsOnNothing() {
    var bothRun = new CountDownLatch(2);
    var order = new CopyOnWriteArrayList<String>();

    new PhaseGraph(List.of(first, other, last))
        .run(
            phase -> {
              if (phase != last) {
                bothRun.countDown();
                assertThat(bothRun.await(10, TimeUnit.SECONDS)).isTrue();
              }
              order.add(phase.name());
            });

    assertThat(order).hasSize(3).endsWith("last");
  }

  @Test
  void stopsWhatRunsAndStartsNothingMoreAfterAFailure() {
    var begun = new CountDownLatch(1);
    var started = new CopyOnWriteArrayList<String>();

    assertThatThrownBy(
            () ->
                new PhaseGraph(List.of(first, other, last))
                    .run(
                        phase -> {
                          started.add(phase.name());
                          if (phase == first) {
                            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
                            throw new IllegalStateException("first broke");
                          }
                          begun.countDown();
                          try {
                            new CountDownLatch(1).await();
                          } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            throw new IllegalStateException("told to stop", e);
                          }
                        }))
        .hasMessage("first broke")
        .hasNoSuppressedExceptions();
    assertThat(started).containsExactlyInAnyOrder("first", "other");
  }

  @Test
  void refusesAPhaseThatComesAfterAnUnknownOne() {
    assertThatThrownBy(() -> new PhaseGraph(List.of(first, last)))
        .hasMessageContaining("phase 'last' comes after one that is not listed before it");
  }
}
