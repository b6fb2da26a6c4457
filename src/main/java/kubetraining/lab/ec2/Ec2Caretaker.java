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
import kubetraining.lab.HeldLab;
import kubetraining.lab.HeldLab.HeldMachine;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Lease;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Looks after labs that are there: which there are, how long they live, who may reach them. */
public record Ec2Caretaker(Ec2Session session) {
  /**
   * From where a lab is reached.
   *
   * @param now the range that the caller's address is in, as in {@code 203.0.113.7/32}
   * @param letIn the ranges that the lab lets in
   */
  public record Callers(String now, List<String> letIn) {

    /** Whether the caller is let in, and nobody else. */
    public boolean fit() {
      return letIn.equals(List.of(now));
    }
  }

  /** The region that it looks after. */
  public String region() {
    return session.endpoint().region();
  }

  /** The labs that are in the region, whoever made them, in the order of their names. */
  public List<HeldLab> labs() {
    return session.telling(
        "look for labs",
        () -> {
          var things = session.holdings().look(LabTags.ofAnyLab()).stream();
          var byLab = things.collect(groupingBy(it -> it.leftover().lab(), TreeMap::new, toList()));
          return byLab.entrySet().stream().map(it -> lab(it.getKey(), it.getValue())).toList();
        });
  }

  /** Machines that have ended are not among its things, but still tell of it. */
  private HeldLab lab(String name, List<Held> things) {
    var machines = session.holdings().listed(LabTags.ofLab(name));
    var tags = new ArrayList<List<Tag>>();
    machines.forEach(machine -> tags.add(machine.tags()));
    things.forEach(thing -> tags.add(thing.tags()));
    String owner = values(tags, LabTags.OWNER).findFirst().orElse("");
    // If its things say different times, somebody may still be at work until the last of them.
    var times = values(tags, LabTags.EXPIRES_AT).flatMap(text -> time(text).stream());
    var launched = machines.stream().filter(machine -> machine.launchTime() != null);
    var held = launched.map(one -> new HeldMachine(one.instanceTypeAsString(), one.launchTime()));
    var leftovers = things.stream().map(Held::leftover).toList();
    return new HeldLab(name, owner, times.max(Instant::compareTo), held.toList(), leftovers);
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
    return session.telling(
        "ask for regions",
        () -> ec2().describeRegions().regions().stream().map(Region::regionName).sorted().toList());
  }

  /**
   * Whose credentials these are; empty for an API on this computer.
   *
   * @throws LabUnavailableException if another account has to be it
   */
  public Optional<String> account() {
    return session.telling("find out whose credentials these are", session.connection()::payer);
  }

  /**
   * Notes another end of a lab's lease on all that it holds.
   *
   * @param except names of machines that did not take it
   */
  public void extend(String labName, Lease lease, Set<String> except) {
    session.telling(
        Texts.of("record the new lease of lab '%s'", labName),
        () -> {
          var those = LabTags.ofLab(labName);
          var held = session.holdings().look(those).stream();
          // Key pairs go by their names elsewhere, but tags know identifiers only.
          var keys = ec2().describeKeyPairs(r -> r.filters(those)).keyPairs().stream();
          var others = held.filter(it -> it.kind() != HeldKind.KEY_PAIR);
          var taking = others.filter(it -> !except.contains(LabTags.name(it.tags())));
          var ids = Stream.concat(taking.map(Held::id), keys.map(KeyPairInfo::keyPairId)).toList();
          var until = LabTags.tag(LabTags.EXPIRES_AT, lease.until().toString());
          if (!ids.isEmpty()) {
            ec2().createTags(r -> r.resources(ids).tags(until));
          }
          return ids;
        });
  }

  /** From where the caller comes now, and from where a lab is reached. */
  public Callers callers(String labName, String networkRange) {
    return session.telling(
        Texts.of("see who can reach lab '%s'", labName), () -> look(labName, networkRange));
  }

  private Callers look(String lab, String networkRange) {
    var gateway = Ipv4Range.parse(networkRange).labSubnet().gateway();
    var ssh = LabRequests.rules("").get(0);
    var letIn = groups(lab).stream().flatMap(group -> ranges(group, ssh)).distinct().toList();
    return new Callers(session.endpoint().caller().ofSubnetWith(gateway), letIn);
  }

  /** Lets in the caller as the address is now, and no longer as it was; says what was before. */
  public Callers allow(String labName, String networkRange) {
    return session.telling(
        Texts.of("admit the caller to lab '%s'", labName),
        () -> {
          var before = look(labName, networkRange);
          groups(labName).forEach(group -> allow(group, before.now()));
          return before;
        });
  }

  /**
   * Lets in one range of callers, and then no longer those that were let in before. Rules of other
   * ports are somebody's own, and stay.
   */
  private void allow(SecurityGroup group, String caller) {
    var missing = new ArrayList<IpPermission>();
    var old = new ArrayList<IpPermission>();
    for (IpPermission wanted : LabRequests.rules(caller)) {
      var ranges = ranges(group, wanted).toList();
      if (!ranges.contains(caller)) {
        missing.add(wanted);
      }
      for (String other : ranges.stream().filter(range -> !range.equals(caller)).toList()) {
        old.add(LabRequests.rule(wanted.fromPort(), wanted.toPort(), other, null));
      }
    }
    var id = group.groupId();
    if (!missing.isEmpty()) {
      ec2().authorizeSecurityGroupIngress(r -> r.groupId(id).ipPermissions(missing));
    }
    if (!old.isEmpty()) {
      ec2().revokeSecurityGroupIngress(r -> r.groupId(id).ipPermissions(old));
    }
  }

  private Ec2Client ec2() {
    return session.calls();
  }

  private List<SecurityGroup> groups(String lab) {
    var groups = session.holdings().groups(LabTags.ofLab(lab));
    if (groups.isEmpty()) {
      throw new LabUnavailableException(
          "there is no security group of lab '%s'; is it in another region?", lab);
    }
    return groups;
  }

  /** The ranges that a group lets in to the ports of a rule. */
  private static Stream<String> ranges(SecurityGroup group, IpPermission wanted) {
    return group.ipPermissions().stream()
        .filter(rule -> wanted.ipProtocol().equals(rule.ipProtocol()))
        .filter(rule -> wanted.fromPort().equals(rule.fromPort()))
        .filter(rule -> wanted.toPort().equals(rule.toPort()))
        .flatMap(rule -> rule.ipRanges().stream())
        .map(IpRange::cidrIp);
  }
}
