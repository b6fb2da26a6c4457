package kubetraining.host;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** This computer lacks something or refuses it; the message says what, and what to do. */
public class HostException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> packages;

  public HostException(String message) {
    this(message, List.of());
  }

  /**
   * @param packages what would have to be installed, by the names that Debian's packages have
   */
  HostException(String message, List<String> packages) {
    super(message);
    this.packages = packages;
  }

  /** With a message whose values are filled in as {@link Texts#of} does. */
  HostException(@Nullable Throwable cause, String pattern, @Nullable Object... values) {
    super(Texts.of(pattern, values), cause);
    this.packages = List.of();
  }

  /** What would have to be installed, by the names that Debian's packages have. */
  public List<String> packages() {
    return packages;
  }
}
