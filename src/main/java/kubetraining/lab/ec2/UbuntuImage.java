package kubetraining.lab.ec2;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import java.util.Comparator;
import kubetraining.host.Texts;
import kubetraining.lab.ImageFacts;
import kubetraining.lab.LabUnavailableException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * Canonical's newest Ubuntu 24.04, which is the machine image of every lab. It is looked up by
 * owner and name: Canonical also publishes it as a parameter of Systems Manager, but that is one
 * more service to have rights for, and not every region and no local API has it.
 *
 * @param rootDevice the device name of its root volume
 */
record UbuntuImage(String id, String name, String rootDevice) {
  private static final String NAMES = "ubuntu/images/hvm-ssd*/ubuntu-noble-24.04-amd64-server-*";
  private static final Comparator<Image> NEWER =
      Comparator.comparing(Image::creationDate, nullsFirst(naturalOrder()))
          .thenComparing(Image::name, nullsFirst(naturalOrder()));

  static UbuntuImage newest(Ec2Client ec2, String where) {
    var request =
        DescribeImagesRequest.builder()
            .owners(ImageFacts.CANONICAL)
            .filters(LabTags.filter("name", NAMES), LabTags.filter("state", "available"))
            .build();
    return ec2.describeImages(request).images().stream()
        .max(NEWER)
        .map(image -> new UbuntuImage(image.imageId(), image.name(), image.rootDeviceName()))
        .orElseThrow(
            () ->
                new LabUnavailableException(
                    Texts.of(
                        "%s has no image named %s of owner %s (Canonical); try another region",
                        where, NAMES, ImageFacts.CANONICAL)));
  }
}
