package kubetraining.lab.ec2;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kubetraining.host.Texts;
import kubetraining.lab.AccessKey;
import kubetraining.lab.ForeignLabException;
import kubetraining.lab.Ipv4Range;
import kubetraining.lab.LabFacts;
import kubetraining.lab.LabProvider;
import kubetraining.lab.LabSpec;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Leftover;
import kubetraining.lab.Machine;
import kubetraining.lab.Teardown;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Provides machines from an EC2 API: Amazon's, or one on this computer. */
public final class Ec2LabProvider implements LabProvider, AutoCloseable {
  private final Ec2Endpoint endpoint;
  private final Ec2Connection connection;
  private final Progress progress;
  private final Ec2Holdings holdings;
  private final Ec2Teardown teardown;
  private final Ec2Roster roster;
  private final Ec2Instances instances;
  private final Ec2Failures failures;
  private final NewlyMade newlyMade;
  private final Ec2Account account;
  private final Ec2Caretaker caretaker;

  private Ec2LabProvider(
      Ec2Endpoint endpoint, Ec2Connection connection, Waits waits, Progress progress) {
    this.endpoint = endpoint;
    this.connection = connection;
    this.progress = progress;
    this.holdings = new Ec2Holdings(connection.calls());
    this.teardown = new Ec2Teardown(connection, endpoint, waits, progress);
    this.roster = new Ec2Roster(connection.calls(), endpoint, waits, progress);
    this.instances = new Ec2Instances(connection, endpoint, waits, progress, roster);
    this.failures = new Ec2Failures(endpoint);
    this.newlyMade = new NewlyMade(endpoint, waits);
    this.account = new Ec2Account(connection, endpoint);
    this.caretaker = new Ec2Caretaker(connection, endpoint);
  }

  /**
   * Finds credentials and checks them for what can be seen from here; calls nobody yet.
   *
   * @throws LabUnavailableException if there are none, or they cannot be right
   */
  public static Ec2LabProvider connect(Ec2Endpoint endpoint, Waits waits, Progress progress) {
    return new Ec2LabProvider(endpoint, Ec2Connection.open(endpoint), waits, progress);
  }

  /** As above, with a key that is named instead of found. */
  public static Ec2LabProvider connect(
      Ec2Endpoint endpoint, AccessKey key, Waits waits, Progress progress) {
    return new Ec2LabProvider(endpoint, Ec2Connection.open(endpoint, key), waits, progress);
  }

  @Override
  public Optional<List<Machine>> find(String labName) {
    return told(Texts.of("find lab '%s'", labName), () -> roster.whole(labName));
  }

  /**
   * {@inheritDoc}
   *
   * <p>What an earlier run left under this name is given back first, unless it is somebody else's.
   */
  @Override
  public List<Machine> provision(LabSpec spec) {
    var what =
        Texts.of(
            "bring up %d x %s for lab '%s'", spec.machines(), spec.instanceType(), spec.name());
    return told(what, () -> bringUp(spec));
  }

  private List<Machine> bringUp(LabSpec spec) {
    Ipv4Range.parse(spec.networkRange()).labSubnet();
    account.announcement(spec).ifPresent(progress::note);
    var tags = new LabTags(spec);
    new RightsCheck(connection, endpoint).demandAll(tags);
    var image = UbuntuImage.newest(connection.calls(), endpoint.where());
    var order = MachineOrder.of(spec, tags, image);
    var zones = instances.zonesWith(spec.instanceType());
    instances.rehearse(order);
    clearRemains(spec);
    var undo = new Teardown();
    // First in, so last out: also finds what was made by a call whose answer got lost.
    undo.push("give back what its tags lead to", () -> teardown.release(spec.name()));
    try {
      var network = new Ec2Network(connection.calls(), newlyMade, tags, teardown, undo);
      var base = network.create(endpoint.caller());
      importKey(order, undo);
      var machines = instances.run(order, zones, network, base, teardown, undo);
      undo.keep();
      return machines;
    } catch (Throwable e) {
      undo(undo, spec.name(), e);
      throw e;
    }
  }

  private void importKey(MachineOrder order, Teardown undo) {
    var request =
        ImportKeyPairRequest.builder()
            .keyName(order.keyName())
            .publicKeyMaterial(SdkBytes.fromUtf8String(order.spec().publicKey()))
            .tagSpecifications(order.tags().on(ResourceType.KEY_PAIR))
            .build();
    var name = order.keyName();
    // Its name is this run's own: who finds it there has put it there by a call without an answer.
    Ec2Deletions.unless(
        "InvalidKeyPair.Duplicate", () -> connection.calls().importKeyPair(request));
    undo.push(
        "give back key pair " + name, () -> teardown.giveBack(HeldKind.KEY_PAIR, List.of(name)));
  }

  private void clearRemains(LabSpec spec) {
    var remains = holdings.look(LabTags.ofLab(spec.name()));
    if (remains.isEmpty()) {
      return;
    }
    for (var vpc : holdings.vpcs(LabTags.ofLab(spec.name()))) {
      var owner = LabTags.value(vpc.tags(), LabTags.OWNER).orElse("nobody known");
      if (!owner.equals(spec.owner())) {
        throw new ForeignLabException(
            Texts.of(
                "lab '%s' in %s belongs to %s, not to %s; use another name: -Dlab.name=...",
                spec.name(), endpoint.where(), owner, spec.owner()));
      }
    }
    progress.note(
        Texts.of(
            "Giving back first what an earlier run left of lab '%s': %s %s%s",
            spec.name(),
            remains.get(0).kind(),
            remains.get(0).id(),
            remains.size() == 1 ? "" : Texts.of(" and %d more", remains.size() - 1)));
    giveBack(spec.name());
  }

  private void giveBack(String lab) {
    try {
      teardown.release(lab);
    } catch (RuntimeException e) {
      throw failures.notGivenBack(lab, left(lab), e);
    }
  }

  private String left(String lab) {
    try {
      return holdings.look(LabTags.ofLab(lab)).stream()
          .map(left -> left.kind() + " " + left.id())
          .collect(joining(", "));
    } catch (SdkException e) {
      return Texts.of("nobody knows what (%s)", Refusal.of(e));
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
        failure.addSuppressed(failures.notGivenBack(lab, left, e));
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void release(String labName) {
    told(
        Texts.of("give back lab '%s'", labName),
        () -> {
          giveBack(labName);
          return true;
        });
  }

  @Override
  public List<Leftover> leftovers(String labName) {
    return told(Texts.of("look for leftovers of lab '%s'", labName), () -> teardown.left(labName));
  }

  @Override
  public List<Leftover> leftovers() {
    return told("look for leftovers", () -> holdings.look(LabTags.ofAnyLab()));
  }

  /** Who looks after labs that are there. */
  public Ec2Caretaker caretaker() {
    return caretaker;
  }

  /** What the API itself says about a lab. */
  public LabFacts facts(String labName) {
    return new Ec2LabFacts(connection.calls(), labName);
  }

  private <T> T told(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (Exception e) {
      throw failures.told(what, e);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
