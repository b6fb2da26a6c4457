package kubetraining.probe;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Kubernetes' amounts as numbers. */
public final class Quantities {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  private Quantities() {}

  public static long milli(@Nullable Quantity quantity) {
    return quantity == null ? 0 : quantity.getNumericalAmount().multiply(THOUSAND).longValue();
  }

  static long bytes(@Nullable Quantity quantity) {
    return quantity == null ? 0 : quantity.getNumericalAmount().longValue();
  }
}
