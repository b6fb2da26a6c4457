package kubetraining.host;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text with values filled in, the same on every computer, whatever its language is. */
public final class Texts {
  private Texts() {}

  /**
   * Fills a pattern of {@link java.util.Formatter} in. {@code String.formatted} asks the language
   * of the computer: {@code %d} gives Persian digits on a Persian one, which nobody's program
   * reads, and {@code %.1f} a comma on a German one.
   */
  public static String of(String pattern, @Nullable Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
