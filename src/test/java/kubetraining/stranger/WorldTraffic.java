package kubetraining.stranger;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import kubetraining.artifact.OutwardWays;
import kubetraining.lab.AccessKey;
import kubetraining.lab.ec2.CallerRange;
import kubetraining.lab.ec2.Ec2Endpoint;

/** A program that goes every way to the outside world, and says what each came to. */
final class WorldTraffic {
  private static final AccessKey NO_KEY =
      new AccessKey("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

  private WorldTraffic() {}

  /**
   * @param arguments a folder for files, and a mirror
   */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    URI mirror = URI.create(arguments[1]);
    LabTraffic.say("download", () -> OutwardWays.download(folder, mirror).toFile().length());
    LabTraffic.say("look", () -> OutwardWays.look(URI.create("https://registry.invalid")));
    LabTraffic.say(
        "pull",
        () -> {
          OutwardWays.pull(folder, mirror);
          return "done";
        });
    LabTraffic.say(
        "caller",
        () -> CallerRange.asSeenBy(URI.create("http://echo.invalid/ip")).ofSubnetWith(""));
    var amazon = Ec2Endpoint.aws(Optional.of("eu-west-1"), Optional.empty());
    LabTraffic.say("amazon", () -> LabTraffic.regions(amazon, NO_KEY));
    System.exit(0);
  }
}
