package kubetraining.lab.ec2;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import kubetraining.host.Ipv4Range;
import kubetraining.host.Texts;
import kubetraining.lab.AccessKey;
import kubetraining.lab.ForeignLabException;
import kubetraining.lab.LabFacts;
import kubetraining.lab.LabSpec;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Leftover;
import kubetraining.lab.Machine;
import kubetraining.lab.Teardown;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;
import software.amazon.awssdk.core.exception.SdkException;

/** Provides machines from an EC2 API: Amazon's, or one on this computer. */
public record Ec2LabProvider(Ec2Session session) implements AutoCloseable {
  /**
   * Finds credentials and checks them for what can be seen from here; calls nobody yet.
   *
   * @throws LabUnavailableException if there are none, or they cannot be right
   */
  public static Ec2LabProvider connect(Ec2Endpoint endpoint, Waits waits, Progress progress) {
    return new Ec2LabProvider(new Ec2Session(Ec2Connection.open(endpoint), waits, progress));
  }

  /** As above, with a key that is named instead of found. */
  public static Ec2LabProvider connect(
      Ec2Endpoint endpoint, AccessKey key, Waits waits, Progress progress) {
    return new Ec2LabProvider(new Ec2Session(Ec2Connection.open(endpoint, key), waits, progress));
  }

  /** The machines of a lab that runs already, whole and healthy; empty if there is none. */
  public Optional<List<Machine>> find(String labName) {
    return session.telling(
        Texts.of("find lab '%s'", labName), () -> new Ec2Machines(session).whole(labName));
  }

  /**
   * Brings up the machines of {@code spec} and waits until the provider says they are healthy. On
   * failure everything made so far is given back before the exception leaves. What an earlier run
   * left under this name is given back first, unless it is somebody else's.
   */
  public List<Machine> provision(LabSpec spec) {
    var what = "bring up %d x %s for lab '%s'";
    what = Texts.of(what, spec.machines(), spec.instanceType(), spec.name());
    return session.telling(what, () -> bringUp(spec));
  }

  private List<Machine> bringUp(LabSpec spec) {
    Ipv4Range.parse(spec.networkRange()).labSubnet();
    var connection = session.connection();
    connection.payer().ifPresent(account -> announce(spec, account));
    var requests = new LabRequests(spec);
    new RightsCheck(connection).demandAll(requests);
    var image = MachineOrder.newestUbuntu(session.calls(), session.endpoint().where());
    var order = MachineOrder.of(requests, image);
    var machines = new Ec2Machines(session);
    var zones = machines.zonesWith(spec.instanceType());
    machines.rehearse(order);
    clearRemains(spec);
    var undo = new Teardown();
    // First in, so last out: also finds what was made by a call whose answer got lost.
    undo.push("give back everything with its tags", () -> teardown().release(spec.name()));
    try {
      var network = new Ec2Network(session, requests, undo);
      var base = network.create(session.endpoint().caller());
      importKey(order, network);
      var made = machines.run(order, zones, network, base);
      undo.keep();
      return made;
    } catch (Throwable e) {
      undo(undo, spec.name(), e);
      throw e;
    }
  }

  private void announce(LabSpec spec, String account) {
    String where = session.endpoint().where();
    String credits = spec.cpuCredits().orElse("AWS's default for the type");
    String words = "%d x %s from %s, paid by account %s; CPU credits: %s";
    words = Texts.of(words, spec.machines(), spec.instanceType(), where, account, credits);
    session.progress().note(words);
  }

  private void importKey(MachineOrder order, Ec2Network network) {
    var name = order.keyName();
    // Its name is this run's own: who finds it there has put it there by a call without an answer.
    Refusal.unless(
        "InvalidKeyPair.Duplicate",
        () -> session.calls().importKeyPair(r -> order.requests().key(r.keyName(name))));
    network.made(HeldKind.KEY_PAIR, name);
  }

  private void clearRemains(LabSpec spec) {
    var remains = look(spec.name());
    if (remains.isEmpty()) {
      return;
    }
    for (Held vpc : remains.stream().filter(each -> each.kind() == HeldKind.VPC).toList()) {
      var owner = LabTags.value(vpc.tags(), LabTags.OWNER).orElse("nobody known");
      if (!owner.equals(spec.owner())) {
        throw new ForeignLabException(
            "lab '%s' in %s belongs to %s, not to %s; use another name: -Dlab.name=...",
            spec.name(), session.endpoint().where(), owner, spec.owner());
      }
    }
    String more = remains.size() == 1 ? "" : Texts.of(" and %d more", remains.size() - 1);
    String note = "First giving back what an earlier run left of lab '%s': %s%s";
    session.progress().note(Texts.of(note, spec.name(), named(remains.get(0)), more));
    giveBack(spec.name());
  }

  private List<Held> look(String lab) {
    return session.holdings().look(LabTags.ofLab(lab));
  }

  private static String named(Held thing) {
    return thing.kind().word() + " " + thing.id();
  }

  private Ec2Teardown teardown() {
    return new Ec2Teardown(session);
  }

  private void giveBack(String lab) {
    try {
      teardown().release(lab);
    } catch (RuntimeException e) {
      throw session.notGivenBack(lab, left(lab), e);
    }
  }

  private String left(String lab) {
    try {
      return look(lab).stream().map(Ec2LabProvider::named).collect(joining(", "));
    } catch (SdkException e) {
      return Texts.of("it is not known what (%s)", Refusal.of(e));
    }
  }

  /** Undoes all, interrupted or not: what is not given back costs money. */
  private void undo(Teardown undo, String lab, Throwable failure) {
    boolean interrupted = Thread.interrupted();
    try {
      undo.close();
    } catch (RuntimeException e) {
      // What one step could not delete, a later one may have: only a look tells.
      var left = left(lab);
      if (!left.isEmpty()) {
        failure.addSuppressed(session.notGivenBack(lab, left, e));
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Gives back everything of a lab, by its tag, and waits until it is gone. Safe to repeat. */
  public void release(String labName) {
    session.telling(
        Texts.of("give back lab '%s'", labName),
        () -> {
          giveBack(labName);
          return true;
        });
  }

  /** What still exists of this lab, by its tag. Empty is the proof that nothing is left. */
  public List<Leftover> leftovers(String labName) {
    return session.telling(
        Texts.of("look for leftovers of lab '%s'", labName),
        () -> teardown().left(labName).stream().map(Held::leftover).toList());
  }

  /** Who looks after labs that are there. */
  public Ec2Caretaker caretaker() {
    return new Ec2Caretaker(session);
  }

  /** What the API itself says about a lab. */
  public LabFacts facts(String labName) {
    return new Ec2LabFacts(session.calls(), labName);
  }

  @Override
  public void close() {
    session.connection().close();
  }
}
