package kubetraining.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/** Kubernetes' amounts as numbers, and lengths of time as programs in Go write them. */
public final class Quantities {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final Pattern PART = Pattern.compile("([0-9.]+)(h|ms|m|s|µs|ns)");
  private static final Map<String, Double> NANOS =
      Map.of("h", 3600e9, "m", 60e9, "s", 1e9, "ms", 1e6, "µs", 1e3, "ns", 1.0);

  private Quantities() {}

  public static long milli(@Nullable Quantity quantity) {
    return quantity == null ? 0 : quantity.getNumericalAmount().multiply(THOUSAND).longValue();
  }

  static long bytes(@Nullable Quantity quantity) {
    return quantity == null ? 0 : quantity.getNumericalAmount().longValue();
  }

  /** CPU in thousandths, and bytes of everything else; 0 if there is none. */
  static long of(String resource, @Nullable Quantity quantity) {
    return resource.equals("cpu") ? milli(quantity) : bytes(quantity);
  }

  static long of(String resource, JsonNode written) {
    return of(resource, written.isMissingNode() ? null : new Quantity(written.asText()));
  }

  /** A length such as {@code 1m10.5s} or {@code 980.5ms}; zero if nothing is written. */
  static Duration time(String written) {
    if (!written.isEmpty() && !PART.matcher(written).find()) {
      throw new IllegalStateException(Texts.of("'%s' is not a length of time", written));
    }
    return PART.matcher(written)
        .results()
        .map(part -> Double.parseDouble(part.group(1)) * NANOS.get(part.group(2)))
        .map(nanos -> Duration.ofNanos(Math.round(nanos)))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
