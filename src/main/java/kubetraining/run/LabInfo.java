package kubetraining.run;

import java.util.List;
import kubetraining.lab.Machine;

/**
 * What the report says about the lab of a run.
 *
 * @param kind {@code embedded}, {@code aws} or {@code existing}
 * @param kubernetes the version of the API server, as in {@code v1.36.3}
 * @param images the images its machines know, with their digests
 */
public record LabInfo(
    String kind, String name, String kubernetes, List<Machine> machines, List<Image> images) {
  /** One image, by the name manifests use. */
  public record Image(String reference, String digest) {}

  public LabInfo {
    machines = List.copyOf(machines);
    images = List.copyOf(images);
  }
}
