package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import kubetraining.probe.Yaml;
import org.junit.jupiter.api.Test;

final class HeatSchedulerTest {
  @Test
  void aPodWithAnotherImageOrASilentExtenderIsBroken() {
    var template = new PodTemplateSpec(null, extender("one", "heat:1", true).getSpec());
    var wanted = new DeploymentBuilder().withNewSpec().withTemplate(template).endSpec().build();

    assertThat(
            HeatScheduler.broken(
                wanted,
                List.of(
                    extender("whole", "heat:1", true),
                    extender("silent", "heat:1", false),
                    extender("mistyped", "heat:l", true))))
        .extracting(pod -> pod.getMetadata().getName())
        .containsExactly("silent", "mistyped");
  }

  private static Pod extender(String name, String image, boolean ready) {
    return Yaml.of(
            """
        metadata: {name: %s}
        spec: {containers: [{name: extender, image: "%s"}]}
        status: {containerStatuses: [{name: extender, ready: %s}]}
        """,
            name, image, ready)
        .as(Pod.class);
  }
}
