package kubetraining.lab;

import java.util.List;
import java.util.Map;

/** What the provider itself says about a lab, asked anew at each call; nothing from memory. */
public interface LabFacts {
  /** Every instance that carries the tag of the lab and is not terminated, by name. */
  List<InstanceFacts> instances();

  /** These instances, whatever tags they carry, terminated ones too while they are listed. */
  List<InstanceFacts> instances(List<String> ids);

  /**
   * The rules for traffic that comes in, of every security group that one of these instances has,
   * by instance; tags of groups play no part.
   */
  Map<String, List<IngressRule>> ingress(List<String> ids);

  /** The image that instances are started from. */
  ImageFacts image(String imageId);
}
