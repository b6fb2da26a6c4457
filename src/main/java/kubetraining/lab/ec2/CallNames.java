package kubetraining.lab.ec2;

import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Notes in each failure which call failed; the SDK's exceptions do not say. */
final class CallNames implements ExecutionInterceptor {
  /** Rides along as a suppressed exception: the SDK lets no exception be replaced. */
  private static final class Called extends Exception {
    private static final long serialVersionUID = 1L;

    Called(String action) {
      super(action, null, false, false);
    }
  }

  @Override
  public Throwable modifyException(
      Context.FailedExecution context, ExecutionAttributes attributes) {
    var failure = context.exception();
    failure.addSuppressed(
        new Called(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)));
    return failure;
  }

  /** The name of the call that failed, for instance {@code RunInstances}. */
  static Optional<String> of(Throwable failure) {
    return Arrays.stream(failure.getSuppressed())
        .filter(Called.class::isInstance)
        .map(Throwable::getMessage)
        .findFirst();
  }
}
