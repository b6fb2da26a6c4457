package kubetraining.export;

import java.util.List;

/** What a suite sums up of its cases. */
record JunitSuite(List<JunitMark> marks, double seconds) {
  long tests() {
    return marks.size();
  }

  long failures() {
    return count(JunitMark.FAILURE);
  }

  long errors() {
    return count(JunitMark.ERROR);
  }

  long skipped() {
    return count(JunitMark.SKIPPED);
  }

  private long count(JunitMark mark) {
    return marks.stream().filter(mark::equals).count();
  }
}
