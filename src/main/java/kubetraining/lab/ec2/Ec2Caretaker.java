package kubetraining.lab.ec2;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import kubetraining.host.Ipv4Range;
import kubetraining.host.Texts;
import kubetraining.lab.Callers;
import kubetraining.lab.HeldLab;
import kubetraining.lab.HeldLab.HeldMachine;
import kubetraining.lab.Lease;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Looks after labs that are there: which there are, how long they live, who may reach them. */
public final class Ec2Caretaker {
  private final Ec2Connection connection;
  private final Ec2Client ec2;
  private final Ec2Holdings holdings;
  private final Ec2Ingress ingress;
  private final Ec2Failures failures;

  Ec2Caretaker(Ec2Connection connection) {
    this.connection = connection;
    this.ec2 = connection.calls();
    this.holdings = new Ec2Holdings(ec2);
    this.ingress = new Ec2Ingress(ec2);
    this.failures = new Ec2Failures(connection.endpoint());
  }

  /** The region that it looks after. */
  public String region() {
    return connection.endpoint().region();
  }

  /** The labs that are in the region, whoever made them, in the order of their names. */
  public List<HeldLab> labs() {
    return failures.telling(
        "look for labs",
        () -> {
          var things = holdings.look(LabTags.ofAnyLab()).stream();
          var byLab = things.collect(groupingBy(it -> it.leftover().lab(), TreeMap::new, toList()));
          return byLab.entrySet().stream().map(it -> lab(it.getKey(), it.getValue())).toList();
        });
  }

  /** Machines that have ended are not among its things, but still tell of it. */
  private HeldLab lab(String name, List<Held> things) {
    var machines = holdings.listed(LabTags.ofLab(name));
    var tags = new ArrayList<List<Tag>>();
    machines.forEach(machine -> tags.add(machine.tags()));
    things.forEach(thing -> tags.add(thing.tags()));
    String owner = values(tags, LabTags.OWNER).findFirst().orElse("");
    // If its things say different times, somebody may still be at work until the last of them.
    var times = values(tags, LabTags.EXPIRES_AT).flatMap(text -> time(text).stream());
    var launched =
        machines.stream()
            .filter(machine -> machine.launchTime() != null)
            .map(machine -> new HeldMachine(machine.instanceTypeAsString(), machine.launchTime()))
            .toList();
    var leftovers = things.stream().map(Held::leftover).toList();
    return new HeldLab(name, owner, times.max(Instant::compareTo), launched, leftovers);
  }

  private static Stream<String> values(List<List<Tag>> tags, String key) {
    return tags.stream().flatMap(each -> LabTags.value(each, key).stream());
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The regions that the account may use. */
  public List<String> regions() {
    return failures.telling(
        "ask for regions",
        () -> ec2.describeRegions().regions().stream().map(Region::regionName).sorted().toList());
  }

  /**
   * Whose credentials these are; empty for an API on this computer.
   *
   * @throws kubetraining.lab.LabUnavailableException if another account has to be it
   */
  public Optional<String> account() {
    return failures.telling("find out whose credentials these are", connection::payer);
  }

  /**
   * Notes another end of a lab's lease on all that it holds.
   *
   * @param except names of machines that did not take it
   */
  public void extend(String labName, Lease lease, Set<String> except) {
    failures.telling(
        Texts.of("record the new lease of lab '%s'", labName),
        () -> {
          var those = LabTags.ofLab(labName);
          var things = holdings.look(those).stream().filter(it -> it.kind() != HeldKind.KEY_PAIR);
          // Key pairs go by their names elsewhere, but tags know identifiers only.
          var keys = ec2.describeKeyPairs(r -> r.filters(those)).keyPairs().stream();
          var others =
              things.filter(it -> it.kind() != HeldKind.INSTANCE || !except.contains(name(it)));
          var ids = Stream.concat(others.map(Held::id), keys.map(KeyPairInfo::keyPairId)).toList();
          var until = LabTags.tag(LabTags.EXPIRES_AT, lease.until().toString());
          if (!ids.isEmpty()) {
            ec2.createTags(r -> r.resources(ids).tags(until));
          }
          return ids;
        });
  }

  private static String name(Held machine) {
    return LabTags.value(machine.tags(), LabTags.NAME).orElse("");
  }

  /** From where the caller comes now, and from where a lab is reached. */
  public Callers callers(String labName, String networkRange) {
    return failures.telling(
        Texts.of("see who can reach lab '%s'", labName), () -> look(labName, networkRange));
  }

  /** Lets in the caller as the address is now, and no longer as it was; says what was before. */
  public Callers allow(String labName, String networkRange) {
    return failures.telling(
        Texts.of("admit the caller to lab '%s'", labName),
        () -> {
          var before = look(labName, networkRange);
          ingress.allow(labName, before.now());
          return before;
        });
  }

  private Callers look(String lab, String networkRange) {
    var gateway = Ipv4Range.parse(networkRange).labSubnet().gateway();
    return new Callers(connection.endpoint().caller().ofSubnetWith(gateway), ingress.letIn(lab));
  }
}
