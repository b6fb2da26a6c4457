package kubetraining.lab.ec2;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import kubetraining.host.Texts;
import kubetraining.lab.Callers;
import kubetraining.lab.HeldLab;
import kubetraining.lab.Ipv4Range;
import kubetraining.lab.Lease;

/** Looks after labs that are there: which there are, how long they live, who may reach them. */
public final class Ec2Caretaker {
  private final Ec2Endpoint endpoint;
  private final Ec2Labs labs;
  private final Ec2Ingress ingress;
  private final Ec2Account account;
  private final Ec2Failures failures;

  Ec2Caretaker(Ec2Connection connection, Ec2Endpoint endpoint) {
    this.endpoint = endpoint;
    this.labs = new Ec2Labs(connection.calls(), new Ec2Holdings(connection.calls()));
    this.ingress = new Ec2Ingress(connection.calls());
    this.account = new Ec2Account(connection, endpoint);
    this.failures = new Ec2Failures(endpoint);
  }

  /** The region that it looks after. */
  public String region() {
    return endpoint.region();
  }

  /** The labs that are in the region, whoever made them. */
  public List<HeldLab> labs() {
    return told("look for labs", labs::all);
  }

  /** The regions that the account may use. */
  public List<String> regions() {
    return told("ask for regions", labs::regions);
  }

  /**
   * Whose credentials these are; empty for an API on this computer.
   *
   * @throws LabUnavailableException if another account has to be it
   */
  public Optional<String> account() {
    return told("ask whose the credentials are", () -> account.required());
  }

  /**
   * Notes another end of a lab's lease on all that it holds.
   *
   * @param except names of machines that did not take it
   */
  public void extend(String labName, Lease lease, Set<String> except) {
    told(
        Texts.of("note the new lease of lab '%s'", labName),
        () -> {
          labs.extend(labName, lease, except);
          return true;
        });
  }

  /** From where the caller comes now, and from where a lab is reached. */
  public Callers callers(String labName, String networkRange) {
    return told(
        Texts.of("see who may reach lab '%s'", labName),
        () -> new Callers(caller(networkRange), ingress.letIn(labName)));
  }

  /** Lets in the caller as the address is now, and no longer as it was; says what was before. */
  public Callers allow(String labName, String networkRange) {
    return told(
        Texts.of("let the caller in to lab '%s'", labName),
        () -> {
          var before = new Callers(caller(networkRange), ingress.letIn(labName));
          ingress.allow(labName, before.now());
          return before;
        });
  }

  private String caller(String networkRange) {
    return endpoint.caller().ofSubnetWith(Ipv4Range.parse(networkRange).labSubnet().gateway());
  }

  private <T> T told(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (Exception e) {
      throw failures.told(what, e);
    }
  }
}
