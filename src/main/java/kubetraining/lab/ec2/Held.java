package kubetraining.lab.ec2;

import java.util.List;
import kubetraining.lab.Leftover;
import software.amazon.awssdk.services.ec2.model.Tag;

/** One thing of a lab, or of nobody, as the EC2 API holds it. */
record Held(HeldKind kind, String id, List<Tag> tags) {
  Leftover leftover() {
    return new Leftover(kind.word(), id, LabTags.value(tags, LabTags.LAB).orElse(""));
  }

  @Override
  public String toString() {
    return leftover().toString();
  }
}
