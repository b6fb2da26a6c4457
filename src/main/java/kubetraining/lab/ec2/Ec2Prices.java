package kubetraining.lab.ec2;

import java.util.Optional;
import java.util.Properties;
import kubetraining.host.Texts;

/** What AWS takes, as far as the table that comes with this build knows it. */
public final class Ec2Prices {
  private static final double HOURS_A_MONTH = 730;
  private static final Properties TABLE = Texts.properties(Ec2Prices.class, "prices.properties");

  private Ec2Prices() {}

  /** Of when the figures are. */
  public static String date() {
    return TABLE.getProperty("date");
  }

  /** USD for a vCPU-hour that a machine with unlimited credits takes beyond its share. */
  public static double creditHour() {
    return number("credits").orElseThrow();
  }

  /**
   * USD for an hour of one machine with its public address and its volume.
   *
   * @param machineHour that of the machine alone, if somebody knows better than the table
   * @return empty if nobody knows that of the machine
   */
  public static Optional<Double> hour(String region, String type, Optional<Double> machineHour) {
    var volume = number(region + ".gp3").or(() -> number("gp3")).orElseThrow();
    var rest = number("address").orElseThrow() + volume * MachineOrder.ROOT_GIB / HOURS_A_MONTH;
    return machineHour.or(() -> number(region + "." + type)).map(machine -> machine + rest);
  }

  private static Optional<Double> number(String name) {
    return Optional.ofNullable(TABLE.getProperty(name)).map(Double::valueOf);
  }
}
