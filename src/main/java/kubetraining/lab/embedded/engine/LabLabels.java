package kubetraining.lab.embedded.engine;

import java.util.Map;
import kubetraining.host.Ipv4Range;

/** The labels and names by which what belongs to a lab is found again, by this run or a later. */
public record LabLabels(String lab) {
  /** Also the tag that marks a lab's resources in the EC2 API. */
  public static final String LAB = "kube-training/lab";

  public static final String INSTANCE = "kube-training/instance";
  public static final String SUBNET = "kube-training/subnet";

  /** The tag that says, in the EC2 API, until when a machine may be used. */
  public static final String EXPIRES_AT = "kube-training/expires-at";

  /** On the container of the EC2 API: the network range that the lab was given. */
  public static final String RANGE = "kube-training/range";

  /** On the container of the EC2 API: the fingerprint of the image that its machines are of. */
  public static final String MACHINE = "kube-training/machine";

  /** On the container that serves a mirror to the machines of its lab. */
  public static final String MIRROR = "kube-training/mirror";

  /** On what is only there while a machine image is made. */
  public static final String BAKE = "kube-training/bake";

  /** On what is kept from lab to lab: machine images and their volumes of container images. */
  public static final String CACHE = "kube-training/cache";

  /** What all that is of this lab bears, as a filter. */
  public String filter() {
    return LAB + "=" + lab;
  }

  public Map<String, String> ofLab() {
    return Map.of(LAB, lab);
  }

  /** Those of what is of this lab and has one label more. */
  public Map<String, String> with(String label, String value) {
    return Map.of(LAB, lab, label, value);
  }

  public Map<String, String> ofApi(Ipv4Range range, String fingerprint) {
    return Map.of(LAB, lab, RANGE, range.toString(), MACHINE, fingerprint);
  }

  /** The name of what is this of the lab: an instance, a subnet, {@code ec2-api}. */
  public String name(String what) {
    return "kube-training-" + lab + "-" + what;
  }

  public String volumeName(String instanceId, String what) {
    return name(instanceId + "-" + what);
  }
}
