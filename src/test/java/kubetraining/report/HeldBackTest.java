package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class HeldBackTest {
  @Test
  void workIsHeldBackUntilItMayBeginAndThenDoneInOrder() {
    var done = new ArrayList<String>();
    var work = new HeldBack(Runnable::run);

    work.execute(() -> done.add("first"));
    work.execute(() -> done.add("second"));
    assertThat(done).isEmpty();

    work.begin();
    work.execute(() -> done.add("third"));
    work.begin();
    assertThat(done).containsExactly("first", "second", "third");
  }
}
