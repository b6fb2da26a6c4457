package kubetraining.component;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * The label that everything in {@code manifests} bears, and all that we make without a manifest.
 * Who bears it is of this training, whoever put it into the cluster.
 */
public final class OurLabel {
  public static final String KEY = "kube-training/part-of";
  public static final String VALUE = "training";

  private OurLabel() {}

  /** Whether an object bears it. */
  public static boolean isOn(HasMetadata object) {
    var labels = object.getMetadata().getLabels();
    return labels != null && VALUE.equals(labels.get(KEY));
  }
}
