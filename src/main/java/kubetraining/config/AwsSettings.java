package kubetraining.config;

import java.util.Optional;
import java.util.Set;
import kubetraining.host.Environment;
import kubetraining.host.Texts;

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
  static final Set<String> KNOWN =
      Set.of(
          "lab.aws.account",
          "lab.aws.caller",
          "lab.aws.credits",
          "lab.aws.instance-type",
          "lab.aws.max-cost",
          "lab.aws.price",
          "lab.aws.region",
          "lab.aws.rehearsal");

  /** The type that the guide tells of, which the machines of other labs resemble, too. */
  static final String GUIDE_TYPE = "t2.medium";

  /** More than any machine of this training costs by the hour, in USD. */
  private static final double MOST = 100;

  static AwsSettings read(Settings settings, Environment environment) {
    var type = instanceType(settings);
    return new AwsSettings(
        settings
            .text("lab.aws.region")
            .or(() -> environment.get("AWS_REGION").map(String::strip))
            .or(() -> environment.get("AWS_DEFAULT_REGION").map(String::strip)),
        settings.text("lab.aws.account").map(AwsSettings::account),
        settings.text("lab.aws.caller"),
        type,
        settings.text("lab.aws.credits").map(credits -> credits(credits, type)),
        settings.text("lab.aws.price").map(any -> settings.decimal("lab.aws.price", MOST, 0, MOST)),
        settings.decimal("lab.aws.max-cost", 5, 0, 10 * MOST));
  }

  private static String account(String account) {
    if (!account.matches("\\d{12}")) {
      throw new ConfigException(
          Texts.of(
              "setting lab.aws.account is '%s'; use the twelve digits of an account, without dashes",
              account));
    }
    return account;
  }

  private static String instanceType(Settings settings) {
    var type = settings.text("lab.aws.instance-type").orElse(GUIDE_TYPE);
    if (!type.matches("[a-z][a-z0-9-]*\\.[a-z0-9-]+")) {
      throw new ConfigException(
          Texts.of("setting lab.aws.instance-type is '%s'; use a type such as t3.medium", type));
    }
    return type;
  }

  private static String credits(String credits, String type) {
    if (!credits.equals("standard") && !credits.equals("unlimited")) {
      throw new ConfigException(
          Texts.of("setting lab.aws.credits is '%s'; use one of standard, unlimited", credits));
    }
    if (!type.matches("t\\d[a-z]*\\..+")) {
      throw new ConfigException(
          Texts.of(
              "setting lab.aws.credits is for T types; %s has no credits, leave it out", type));
    }
    return credits;
  }
}
