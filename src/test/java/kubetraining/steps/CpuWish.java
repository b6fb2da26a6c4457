package kubetraining.steps;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Optional;

/** How much CPU a pod asks for, and how much it may use at most. */
record CpuWish(String request, Optional<String> limit) {
  private static final Quantity MEMORY = new Quantity("100Mi");

  ResourceRequirements resources() {
    var resources =
        new ResourceRequirementsBuilder()
            .addToRequests("cpu", new Quantity(request))
            .addToLimits("memory", MEMORY);
    limit.ifPresent(most -> resources.addToLimits("cpu", new Quantity(most)));
    return resources.build();
  }
}
