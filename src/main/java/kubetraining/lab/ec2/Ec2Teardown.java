package kubetraining.lab.ec2;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import kubetraining.host.Texts;
import kubetraining.lab.Leftover;
import kubetraining.lab.Teardown;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Gives back what a lab holds, in an order that EC2 accepts, and proves that it is gone. */
final class Ec2Teardown {
  private static final int LOOKS = 2;
  private final Ec2Holdings holdings;
  private final Ec2Deletions deletions;
  private final Ec2Endpoint endpoint;
  private final Waits waits;
  private final Progress progress;

  Ec2Teardown(Ec2Connection connection, Ec2Endpoint endpoint, Waits waits, Progress progress) {
    this.holdings = new Ec2Holdings(connection.calls());
    this.deletions = new Ec2Deletions(connection.calls(), holdings);
    this.endpoint = endpoint;
    this.waits = waits;
    this.progress = progress;
  }

  /** Finds everything of a lab by its tag, not from memory, and gives it back. */
  void release(String lab) {
    if (left(lab).isEmpty()) {
      return;
    }
    // Everything else depends on the machines: if they stay, going on only wastes time.
    giveBack(HeldKind.INSTANCE, lab, deadline());
    var shared = deadline();
    var lastFirst = Arrays.asList(HeldKind.values());
    Collections.reverse(lastFirst);
    try (var rest = new Teardown()) {
      for (HeldKind kind : lastFirst) {
        rest.push(
            Texts.of("give back each %s of lab '%s'", kind.word(), lab),
            () -> giveBack(kind, lab, shared));
      }
    }
    left(lab, shared.left(NewlyMade.KNOWN_WITHIN), true);
  }

  /** What is left of a lab: nothing only if two looks, apart, find nothing. */
  List<Leftover> left(String lab) {
    return left(lab, NewlyMade.KNOWN_WITHIN, false);
  }

  /** What was made, or let go, a moment ago may be missing from one look and be in the next. */
  private List<Leftover> left(String lab, Duration limit, boolean untilGone) {
    var what = Texts.of("nothing of lab '%s' to be left", lab);
    var empty = new AtomicInteger();
    progress.awaiting(what);
    return waits
        .upTo(limit)
        .every(endpoint.quickPoll())
        .see(
            what,
            () -> holdings.look(LabTags.ofLab(lab)),
            left -> {
              if (left.isEmpty()) {
                return empty.incrementAndGet() == LOOKS;
              }
              empty.set(0);
              if (untilGone) {
                left.forEach(late -> deletions.tryDelete(HeldKind.of(late.kind()), late.id()));
              }
              return !untilGone;
            });
  }

  /** Gives back things by their identifiers, also those that no tag leads to yet. */
  void giveBack(HeldKind kind, List<String> ids) {
    giveBack(kind, ids, deadline());
  }

  private void giveBack(HeldKind kind, String lab, Deadline deadline) {
    var held = holdings.look(kind, LabTags.ofLab(lab));
    giveBack(kind, held.stream().map(Leftover::id).toList(), deadline);
  }

  private void giveBack(HeldKind kind, List<String> ids, Deadline deadline) {
    for (String id : ids) {
      if (deletions.tryDelete(kind, id).isEmpty()) {
        continue;
      }
      see(
          Texts.of("%s %s to be let go", kind.word(), id),
          () -> deletions.tryDelete(kind, id),
          Optional::isEmpty,
          deadline);
    }
    if (kind == HeldKind.INSTANCE && !ids.isEmpty()) {
      var those = LabTags.filter("instance-id", ids.toArray(String[]::new));
      see(
          Texts.of("machines %s to be terminated", String.join(", ", ids)),
          () -> holdings.instances(those).stream().map(this::ending).toList(),
          List::isEmpty,
          deadline);
    }
  }

  /** A new machine may not be known yet where it is ended, so one that goes on is told again. */
  private String ending(Instance instance) {
    if (instance.state().name() != InstanceStateName.SHUTTING_DOWN) {
      deletions.tryDelete(HeldKind.INSTANCE, instance.instanceId());
    }
    return instance.instanceId() + " is " + instance.state().nameAsString();
  }

  private Deadline deadline() {
    return Deadline.in(endpoint.machineTerminated());
  }

  private <T> void see(
      String what, Callable<T> look, Predicate<? super T> satisfied, Deadline deadline) {
    progress.awaiting(what);
    waits.upTo(deadline.left(endpoint.poll())).every(endpoint.poll()).see(what, look, satisfied);
  }
}
