package kubetraining.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Texts;
import kubetraining.lab.LabRecord;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Lease;
import kubetraining.lab.ec2.Ec2Prices;

/**
 * What a lab on AWS costs, and whether that is too much.
 *
 * @param machines of how many machines the lab is
 * @param hourly USD for an hour of all of them; empty if the price of the type is not known
 */
record Budget(TrainingConfig config, String region, int machines, Optional<Double> hourly) {

  static Budget of(TrainingConfig config, String region, int machines) {
    var hour = Ec2Prices.hour(region, config.instanceType(), config.aws().price());
    return new Budget(config, region, machines, hour.map(each -> each * machines));
  }

  /**
   * Says the price of a lab, in words.
   *
   * @param length for how long it is to live, from its first hour on
   * @throws LabUnavailableException if that is more than may be spent, or nobody knows
   */
  String require(Duration length) {
    var most = config.aws().maxCost();
    var what = Texts.of("%d x %s in %s", machines, config.instanceType(), region);
    if (hourly.isEmpty()) {
      throw new LabUnavailableException(
          "the price of %s is not known here, so it cannot be compared with lab.aws.max-cost=%s;"
              + " give it in USD per hour for one machine, as AWS's page"
              + " https://aws.amazon.com/ec2/pricing/on-demand/ has it: -Dlab.aws.price=0.05",
          what, usd(most));
    }
    double cost = cost(hourly.get(), length);
    if (cost > most) {
      throw new LabUnavailableException(
          "%s for %s costs about %s USD (%s an hour), and lab.aws.max-cost allows %s;"
              + " shorten it, as by -Dlab.lease=%s, or allow more: -Dlab.aws.max-cost=%s",
          what,
          LabStatus.inWords(length),
          usd(cost),
          usd(hourly.get()),
          usd(most),
          affordable(most),
          usd(Math.ceil(cost)));
    }
    return Texts.of(
        "%s cost about %s USD an hour, %s USD for %s (%s)%s",
        what, usd(hourly.get()), usd(cost), LabStatus.inWords(length), source(), credits());
  }

  /**
   * Holds what a lab has cost and will cost against what may be spent.
   *
   * @throws LabUnavailableException if that is too much
   */
  static void requireTotal(TrainingConfig config, LabRecord lab, Lease lease) {
    var most = config.aws().maxCost();
    var life = Duration.between(lab.createdAt(), lease.until());
    double cost = lab.hourlyPrice().map(hour -> cost(hour, life)).orElse(0.0);
    if (cost > most) {
      throw new LabUnavailableException(
          "from its start until %s UTC the lab would cost about %s USD, and lab.aws.max-cost allows %s;"
              + " nothing was changed. Allow more: -Dlab.aws.max-cost=%s",
          lease.calendar(), usd(cost), usd(most), usd(Math.ceil(cost)));
    }
  }

  private String affordable(double most) {
    long minutes = (long) (most / hourly.orElseThrow() * 60);
    return Math.max(5, minutes) + "m";
  }

  private String source() {
    return config.aws().price().isPresent()
        ? "by lab.aws.price"
        : Texts.of("list prices of %s; AWS's bill is what counts", Ec2Prices.date());
  }

  /** T2 is standard by default, all later ones are unlimited. */
  private String credits() {
    var type = config.instanceType();
    boolean unlimited =
        type.matches("t\\d[a-z]*\\..+")
            && config.cpuCredits().map("unlimited"::equals).orElse(!type.startsWith("t2."));
    return unlimited
        ? Texts.of(
            "; with unlimited credits %s USD more for each vCPU-hour beyond what they saved",
            usd(Ec2Prices.creditHour()))
        : "";
  }

  /** What a lab has cost by now, in words; empty for one that costs nothing. */
  static Optional<String> soFar(LabRecord lab, Instant now) {
    // Its machines end themselves, and then only little costs on.
    var end = lab.expiresAt().filter(until -> until.isBefore(now)).orElse(now);
    var life = Duration.between(lab.createdAt(), end);
    return lab.hourlyPrice()
        .map(hour -> Texts.of("cost so far: about %s USD", usd(cost(hour, life))));
  }

  static double cost(double hourly, Duration length) {
    return hourly * length.toSeconds() / 3600;
  }

  static String usd(double amount) {
    return Texts.of("%.2f", amount);
  }
}
