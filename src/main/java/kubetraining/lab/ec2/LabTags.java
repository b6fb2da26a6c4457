package kubetraining.lab.ec2;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import kubetraining.lab.LabSpec;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * The tags that everything of a lab carries, so that whoever comes later finds all of it, even
 * after a killed run.
 */
record LabTags(LabSpec spec) {
  static final String LAB = "kube-training/lab";
  static final String OWNER = "kube-training/owner";
  static final String EXPIRES_AT = "kube-training/expires-at";
  static final String MACHINES = "kube-training/machines";
  static final String NAME = "Name";

  /** Things of one lab. */
  static Filter ofLab(String lab) {
    return filter("tag:" + LAB, lab);
  }

  /** Things of any lab. */
  static Filter ofAnyLab() {
    return filter("tag-key", LAB);
  }

  static Filter filter(String name, String... values) {
    return Filter.builder().name(name).values(values).build();
  }

  static Filter machines(Collection<String> ids) {
    return filter("instance-id", ids.toArray(String[]::new));
  }

  static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  static Optional<String> value(List<Tag> tags, String key) {
    return tags.stream().filter(tag -> tag.key().equals(key)).map(Tag::value).findFirst();
  }

  /** The tags of something that is being created. */
  TagSpecification on(ResourceType type) {
    return TagSpecification.builder().resourceType(type).tags(named()).build();
  }

  /**
   * The tags of machines that are being created. Their {@code Name} follows when their addresses,
   * which decide it, are known.
   */
  TagSpecification onMachines() {
    return TagSpecification.builder().resourceType(ResourceType.INSTANCE).tags(common()).build();
  }

  private List<Tag> named() {
    var tags = new ArrayList<>(common());
    tags.add(tag(NAME, "kube-training " + spec.name()));
    return tags;
  }

  private List<Tag> common() {
    return List.of(
        tag(LAB, spec.name()),
        tag(OWNER, spec.owner()),
        tag(EXPIRES_AT, spec.lease().until().toString()),
        tag(MACHINES, Integer.toString(spec.machines())));
  }
}
