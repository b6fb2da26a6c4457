package kubetraining.remote;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import kubetraining.progress.Phases;
import kubetraining.remote.AtOnce.Step;
import org.junit.jupiter.api.Test;

final class AtOnceTest {
  private static final Step<Object> FIRST = new Step<>("first", any -> {});
  private static final Step<Object> OTHER = new Step<>("other", any -> {});
  private static final Step<Object> LAST = new Step<>("last", any -> {}, "first", "other");
  private static final List<Step<Object>> ALL = List.of(FIRST, OTHER, LAST);
  private final List<String> done = new CopyOnWriteArrayList<>();

  @Test
  void doesSideBySideWhatDependsOnNothing() {
    var both = new CyclicBarrier(2);
    AtOnce.inOrder(
        ALL,
        step -> {
          if (step != LAST) {
            Phases.call("both", () -> both.await(10, SECONDS));
          }
          done.add(step.name());
        });

    assertThat(done).hasSize(3).endsWith("last");
  }

  @Test
  void stopsWhatRunsAndBeginsNothingMoreAfterAFailure() {
    var begun = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                AtOnce.inOrder(
                    ALL,
                    step -> {
                      done.add(step.name());
                      if (step == FIRST) {
                        Phases.call("begun", () -> begun.await(10, SECONDS));
                        throw new IllegalStateException("first broke");
                      }
                      begun.countDown();
                      Phases.call("until told", () -> new CountDownLatch(1).await(1, HOURS));
                    }))
        .hasMessage("first broke")
        .hasNoSuppressedExceptions();

    assertThat(done).containsExactlyInAnyOrder("first", "other");
  }

  @Test
  void tellsOfEveryThingWhereItFailed() {
    assertThatThrownBy(
            () ->
                AtOnce.each(
                    List.of("node1", "node2", "node3"),
                    name -> name,
                    name -> {
                      done.add(name);
                      if (name.equals("node2")) {
                        return name;
                      }
                      throw new IllegalStateException(name + " broke");
                    }))
        .hasMessage("node1 broke")
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .singleElement()
                    .hasToString("java.lang.IllegalStateException: node3 broke"));
    assertThat(done).hasSize(3);
  }
}
