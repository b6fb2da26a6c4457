package kubetraining.probe;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import kubetraining.host.Texts;

/** An object of a test, as YAML. */
public record Yaml(String text) {
  /** With values filled in as {@link Texts#of} does. */
  public static Yaml of(String pattern, Object... values) {
    return new Yaml(Texts.of(pattern, values));
  }

  /** Puts it into a cluster, or changes the one of its name; the UID that a new one was given. */
  @CanIgnoreReturnValue
  public String in(KubernetesClient client) {
    return client.resource(text).createOr(NonDeletingOperation::update).getMetadata().getUid();
  }

  /** It alone, in no cluster. */
  public <T> T as(Class<T> kind) {
    return Serialization.unmarshal(text, kind);
  }
}
