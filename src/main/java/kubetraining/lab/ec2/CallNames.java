package kubetraining.lab.ec2;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Turns each failed call into an {@link Ec2CallException}, which knows the name of the call. */
final class CallNames implements ExecutionInterceptor {
  @Override
  public Throwable modifyException(
      Context.FailedExecution context, ExecutionAttributes attributes) {
    return Ec2CallException.of(
        attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), context.exception());
  }
}
