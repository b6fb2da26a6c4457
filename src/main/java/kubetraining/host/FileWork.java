package kubetraining.host;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Work with files that nobody expects to fail; if it does, the failure says what was tried. */
public final class FileWork {
  private FileWork() {}

  /** Work that has a result. */
  @FunctionalInterface
  public interface Getting<T> {
    T get() throws IOException;
  }

  /** Work that has none. */
  @FunctionalInterface
  public interface Doing {
    void run() throws IOException;
  }

  /**
   * @param failure says in the exception what could not be done
   * @throws UncheckedIOException if the work fails
   */
  public static <T> T get(String failure, Getting<T> work) {
    try {
      return work.get();
    } catch (IOException e) {
      throw new UncheckedIOException(failure, e);
    }
  }

  /** As above. */
  public static void run(String failure, Doing work) {
    get(
        failure,
        () -> {
          work.run();
          return true;
        });
  }
}
