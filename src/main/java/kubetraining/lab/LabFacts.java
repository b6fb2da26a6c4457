package kubetraining.lab;

import java.util.List;

/** What the provider itself says about a lab, asked anew at each call; nothing from memory. */
public interface LabFacts {
  /** Every instance of the lab that is not terminated, in the order of their names. */
  List<InstanceFacts> instances();

  /** The rules of the lab's security group for traffic that comes in. */
  List<IngressRule> ingress();

  /** The image that instances are started from. */
  ImageFacts image(String imageId);
}
