package kubetraining.lab.ec2;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * The tags that everything of a lab carries, so that whoever comes later finds all of it, even
 * after a killed run.
 */
final class LabTags {
  static final String LAB = "kube-training/lab";
  static final String OWNER = "kube-training/owner";
  static final String EXPIRES_AT = "kube-training/expires-at";
  static final String MACHINES = "kube-training/machines";
  static final String NAME = "Name";

  private LabTags() {}

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

  /** What a machine is called, {@code node1}; empty if it has no name. */
  static String name(List<Tag> tags) {
    return value(tags, NAME).orElse("");
  }

  static Optional<String> value(List<Tag> tags, String key) {
    return tags.stream().filter(tag -> tag.key().equals(key)).map(Tag::value).findFirst();
  }
}
