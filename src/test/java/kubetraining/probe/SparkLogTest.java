package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;

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

  @Test
  void executorsThatHaveTasksAtTheSameMomentAreAtWorkTogether() {
    assertThat(new SparkLog(starts(0, 1) + starts(1, 2) + ends(0, 1) + ends(1, 2)).mostAtWork())
        .isEqualTo(2);
  }

  @Test
  void executorsThatWorkOneAfterTheOtherAreNot() {
    assertThat(new SparkLog(starts(0, 1) + ends(0, 1) + starts(1, 2) + ends(1, 2)).mostAtWork())
        .isEqualTo(1);
    assertThat(new SparkLog(starts(0, 1) + lost(0, 1) + starts(1, 2) + ends(1, 2)).mostAtWork())
        .isEqualTo(1);
    assertThat(new SparkLog(starts(0, 1) + starts(1, 1) + ends(0, 1) + ends(1, 1)).mostAtWork())
        .isEqualTo(1);
  }

  private static String starts(int task, int executor) {
    return Texts.of(
        "26/11/23 10:00:08 INFO TaskSetManager: Starting task %1$d.0 in stage 0.0 (TID %1$d)"
            + " (10.244.%2$d.5,executor %2$d, partition %1$d, PROCESS_LOCAL, 9713 bytes) \n",
        task, executor);
  }

  private static String ends(int task, int executor) {
    return Texts.of(
        "26/11/23 10:00:09 INFO TaskSetManager: Finished task %1$d.0 in stage 0.0 (TID %1$d) in 20 ms"
            + " on 10.244.%2$d.5 (executor %2$d) (1/100)\n",
        task, executor);
  }

  private static String lost(int task, int executor) {
    return Texts.of(
        "26/11/23 10:00:09 WARN TaskSetManager: Lost task %1$d.0 in stage 0.0 (TID %1$d)"
            + " (10.244.%2$d.5 executor %2$d): ExecutorLostFailure\n",
        task, executor);
  }
}
