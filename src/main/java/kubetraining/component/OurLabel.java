package kubetraining.component;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * The label of everything in {@code manifests}, and of all that we make without a manifest. An
 * object with it is of this training, no matter who put it into the cluster.
 */
public final class OurLabel {
  public static final String KEY = "kube-training/part-of";
  public static final String VALUE = "training";

  private OurLabel() {}

  /** Whether an object has it. */
  public static boolean isOn(HasMetadata object) {
    return VALUE.equals(object.getMetadata().getLabels().get(KEY));
  }
}
