package kubetraining.config;

import java.util.Optional;

/**
 * Settings for AWS.
 *
 * @param region the region machines are started in; if empty, that of the profile
 * @param account the account that has to pay; if empty, whichever the credentials belong to
 * @param caller the addresses that may reach the lab, as CIDR; looked up when absent
 * @param instanceType the type of the machines
 * @param credits how machines of a T type may use more than their share of the CPU, {@code
 *     unlimited} or {@code standard}; if empty, as AWS does by default
 * @param price USD for an hour of one machine; if empty, as a table has it
 * @param maxCost the most that a lab may cost in its time, in USD
 */
public record AwsSettings(
    Optional<String> region,
    Optional<String> account,
    Optional<String> caller,
    String instanceType,
    Optional<String> credits,
    Optional<Double> price,
    double maxCost) {
  /** The type that the guide tells of, which the machines of other labs resemble, too. */
  static final String GUIDE_TYPE = "t2.medium";

  /** More than any machine of this training costs by the hour, in USD. */
  private static final double MOST = 100;

  static AwsSettings read(Settings settings) {
    var type =
        settings
            .matching(
                "lab.aws.instance-type", "[a-z][a-z0-9-]*\\.[a-z0-9-]+", "a type such as t3.medium")
            .orElse(GUIDE_TYPE);
    var credits = settings.oneOf("lab.aws.credits", "standard", "unlimited");
    if (credits.isPresent() && !type.matches("t\\d[a-z]*\\..+")) {
      throw new ConfigException(
          "setting lab.aws.credits is for T types; %s has no credits, so leave the setting out",
          type);
    }
    var variables = settings.environment();
    return new AwsSettings(
        settings
            .text("lab.aws.region")
            .or(() -> variables.get("AWS_REGION").map(String::strip))
            .or(() -> variables.get("AWS_DEFAULT_REGION").map(String::strip)),
        settings.matching(
            "lab.aws.account", "\\d{12}", "the twelve digits of an account, without dashes"),
        settings.text("lab.aws.caller"),
        type,
        credits,
        settings.decimal("lab.aws.price", 0, MOST),
        settings.decimal("lab.aws.max-cost", 0, 10 * MOST).orElse(5.0));
  }
}
