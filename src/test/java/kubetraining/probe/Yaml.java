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

  /**
   * An object of a kind, with its metadata and the rest of it.
   *
   * @param kind with its version, as in {@code apps/v1 Deployment}
   */
  public static Yaml object(String kind, String metadata, String rest) {
    String pattern = "apiVersion: %s\nkind: %s\nmetadata: {%s}\n%s";
    return of(pattern, kind.split(" ")[0], kind.split(" ")[1], metadata, rest);
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
