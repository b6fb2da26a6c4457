package kubetraining.probe;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import kubetraining.host.Texts;

/** Objects of tests as YAML, with values filled in as {@link Texts#of} does. */
public final class Yaml {
  private Yaml() {}

  /** Puts one into a cluster, or changes the one of its name; the UID that a new one was given. */
  @CanIgnoreReturnValue
  public static String make(KubernetesClient client, String yaml, Object... values) {
    return client
        .resource(Texts.of(yaml, values))
        .createOr(NonDeletingOperation::update)
        .getMetadata()
        .getUid();
  }

  /** One that is in no cluster. */
  public static <T> T of(Class<T> kind, String yaml, Object... values) {
    return Serialization.unmarshal(Texts.of(yaml, values), kind);
  }
}
