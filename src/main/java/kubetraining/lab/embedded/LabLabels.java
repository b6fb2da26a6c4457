package kubetraining.lab.embedded;

import java.util.Map;
import kubetraining.lab.Ipv4Range;

/** The labels and names by which what belongs to a lab is found again, by this run or a later. */
final class LabLabels {
  /** Also the tag that marks a lab's resources in the EC2 API. */
  static final String LAB = "kube-training/lab";

  static final String INSTANCE = "kube-training/instance";
  static final String SUBNET = "kube-training/subnet";

  /** The tag that says, in the EC2 API, until when a machine may be used. */
  static final String EXPIRES_AT = "kube-training/expires-at";

  /** On the container of the EC2 API: the network range that the lab was given. */
  static final String RANGE = "kube-training/range";

  /** On the container of the EC2 API: the fingerprint of the image that its machines are of. */
  static final String MACHINE = "kube-training/machine";

  /** On the container that serves a mirror to the machines of its lab. */
  static final String MIRROR = "kube-training/mirror";

  /** On what is only there while a machine image is made. */
  static final String BAKE = "kube-training/bake";

  /** On what is kept from lab to lab: machine images and their volumes of container images. */
  static final String CACHE = "kube-training/cache";

  private final String lab;

  LabLabels(String lab) {
    this.lab = lab;
  }

  String lab() {
    return lab;
  }

  /** What all that is of this lab bears, as a filter. */
  String filter() {
    return LAB + "=" + lab;
  }

  Map<String, String> ofLab() {
    return Map.of(LAB, lab);
  }

  Map<String, String> ofMachine(String instanceId) {
    return Map.of(LAB, lab, INSTANCE, instanceId);
  }

  Map<String, String> ofNetwork(String subnetId) {
    return Map.of(LAB, lab, SUBNET, subnetId);
  }

  Map<String, String> ofApi(Ipv4Range range, MachineImage image) {
    return Map.of(LAB, lab, RANGE, range.toString(), MACHINE, image.fingerprint());
  }

  Map<String, String> ofMirror() {
    return Map.of(LAB, lab, MIRROR, lab);
  }

  /** The name of what is this of the lab: an instance, a subnet, {@code ec2-api}. */
  String name(String what) {
    return "kube-training-" + lab + "-" + what;
  }

  String volumeName(String instanceId, String what) {
    return name(instanceId + "-" + what);
  }
}
