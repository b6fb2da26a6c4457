package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SparkLogTest {
  private static final String LOG =
      """
      26/11/23 10:00:01 INFO SparkContext: Running Spark version 4.1.1
      26/11/23 10:00:09 INFO TaskSetManager: Finished task 3.0 in stage 0.0 (TID 3) in 20 ms on 10.244.1.5 (executor 1) (1/100)
      26/11/23 10:00:09 INFO TaskSetManager: Finished task 0.0 in stage 0.0 (TID 0) in 25 ms on 10.244.2.5 (executor 2) (2/100)
      26/11/23 10:00:09 INFO TaskSetManager: Finished task 1.0 in stage 0.0 (TID 1) in 25 ms on 10.244.2.5 (executor 2) (3/100)
      Pi is roughly 3.1418111
      26/11/23 10:00:10 INFO SparkContext: Successfully stopped SparkContext
      """;

  @Test
  void theResultIsReadAsANumber() {
    assertThat(new SparkLog(LOG).pi()).hasValue(3.1418111);
  }

  @Test
  void aLogWithoutAResultHasNone() {
    assertThat(new SparkLog("Pi is roughly undefined\n").pi()).isEmpty();
    assertThat(new SparkLog("the text says: Pi is roughly 3.14 or so\n").pi()).isEmpty();
  }

  @Test
  void executorsThatFinishedTasksAreTold() {
    assertThat(new SparkLog(LOG).executorsThatWorked()).containsExactly(1, 2);
    assertThat(new SparkLog("").executorsThatWorked()).isEmpty();
  }

  /** Events of tasks, each with the number of the task and of the executor. */
  @ParameterizedTest
  @CsvSource({
    "Starting 0 1 Starting 1 2 Finished 0 1 Finished 1 2, 2",
    "Starting 0 1 Finished 0 1 Starting 1 2 Finished 1 2, 1",
    "Starting 0 1 Lost 0 1 Starting 1 2 Finished 1 2, 1",
    "Starting 0 1 Starting 1 1 Finished 0 1 Finished 1 1, 1"
  })
  void executorsThatHaveTasksAtTheSameMomentAreAtWorkTogether(String events, int most) {
    var log = new StringBuilder();
    String[] words = events.split(" ");
    for (int i = 0; i < words.length; i += 3) {
      String form =
          "26/11/23 10:00:08 INFO TaskSetManager: %1$s task %2$s.0 in stage 0.0 (TID %2$s)"
              + (words[i].equals("Starting")
                  ? " (10.244.%3$s.5,executor %3$s, partition %2$s, PROCESS_LOCAL, 9713 bytes) \n"
                  : " in 20 ms on 10.244.%3$s.5 (executor %3$s) (1/100)\n");
      log.append(Texts.of(form, words[i], words[i + 1], words[i + 2]));
    }

    assertThat(new SparkLog(log.toString()).mostAtWork()).isEqualTo(most);
  }
}
