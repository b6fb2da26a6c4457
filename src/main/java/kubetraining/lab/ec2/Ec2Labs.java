package kubetraining.lab.ec2;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kubetraining.lab.HeldLab;
import kubetraining.lab.HeldLab.HeldMachine;
import kubetraining.lab.Lease;
import kubetraining.lab.Leftover;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The labs that are in a region, whoever made them, and until when they are meant to be there. */
record Ec2Labs(Ec2Client ec2, Ec2Holdings holdings) {
  private static final String KEY_PAIR = HeldKind.KEY_PAIR.word();

  /** All of them, in the order of their names. */
  List<HeldLab> all() {
    var things = new LinkedHashMap<String, List<Leftover>>();
    holdings.look(LabTags.ofAnyLab()).stream()
        .forEach(thing -> things.computeIfAbsent(thing.lab(), any -> new ArrayList<>()).add(thing));
    return things.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(lab -> lab(lab.getKey(), lab.getValue()))
        .toList();
  }

  /** Its tags are read from what it was made of first and last, of which one is always there. */
  private HeldLab lab(String name, List<Leftover> things) {
    var filter = LabTags.ofLab(name);
    var tags = new ArrayList<List<Tag>>();
    var machines = holdings.listed(filter);
    machines.forEach(machine -> tags.add(machine.tags()));
    holdings.tags(filter).forEach(tags::add);
    return new HeldLab(
        name,
        first(tags, LabTags.OWNER).orElse(""),
        latest(tags),
        machines.stream()
            .filter(machine -> machine.launchTime() != null)
            .map(machine -> new HeldMachine(machine.instanceTypeAsString(), machine.launchTime()))
            .toList(),
        things);
  }

  private static Optional<String> first(List<List<Tag>> tags, String key) {
    return tags.stream().flatMap(each -> LabTags.value(each, key).stream()).findFirst();
  }

  /** If its things say different times, somebody may still be at work until the last of them. */
  private static Optional<Instant> latest(List<List<Tag>> tags) {
    return tags.stream()
        .flatMap(each -> LabTags.value(each, LabTags.EXPIRES_AT).stream())
        .flatMap(text -> time(text).stream())
        .max(Instant::compareTo);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes another end of its lease on all that a lab holds.
   *
   * @param except names of machines that did not take it
   */
  void extend(String lab, Lease lease, Set<String> except) {
    var filter = LabTags.ofLab(lab);
    var ids = new ArrayList<String>();
    for (Instance machine : holdings.instances(filter)) {
      if (!except.contains(LabTags.value(machine.tags(), LabTags.NAME).orElse(""))) {
        ids.add(machine.instanceId());
      }
    }
    holdings.look(filter).stream()
        .filter(thing -> !thing.kind().equals(HeldKind.INSTANCE.word()))
        .filter(thing -> !thing.kind().equals(KEY_PAIR))
        .forEach(thing -> ids.add(thing.id()));
    // Key pairs go by their names elsewhere, but tags know identifiers only.
    holdings.keyPairs(filter).stream().map(KeyPairInfo::keyPairId).forEach(ids::add);
    if (!ids.isEmpty()) {
      ec2.createTags(
          CreateTagsRequest.builder()
              .resources(ids)
              .tags(LabTags.tag(LabTags.EXPIRES_AT, lease.until().toString()))
              .build());
    }
  }

  /** The regions that the account may use. */
  List<String> regions() {
    return ec2.describeRegions().regions().stream().map(Region::regionName).sorted().toList();
  }
}
