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
import kubetraining.lab.Teardown;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Gives back what a lab holds, in an order that EC2 accepts, and proves that it is gone. */
record Ec2Teardown(Ec2Session session) {
  private static final int LOOKS = 2;

  /** One limit that several waits share, so that they do not add up. */
  private record Deadline(long nanoTime) {
    static Deadline in(Duration limit) {
      return new Deadline(System.nanoTime() + limit.toNanos());
    }

    /** What is left, but enough for one look at least. */
    Duration left(Duration oneLook) {
      var left = Duration.ofNanos(nanoTime - System.nanoTime());
      return left.compareTo(oneLook) > 0 ? left : oneLook;
    }
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
        String what = Texts.of("give back each %s of lab '%s'", kind.word(), lab);
        rest.push(what, () -> giveBack(kind, lab, shared));
      }
    }
    left(lab, shared.left(Ec2Session.KNOWN_WITHIN), true);
  }

  /** What is left of a lab: nothing only if two looks, apart, find nothing. */
  List<Held> left(String lab) {
    return left(lab, Ec2Session.KNOWN_WITHIN, false);
  }

  /** What was made, or let go, a moment ago may be missing from one look and be in the next. */
  private List<Held> left(String lab, Duration limit, boolean untilGone) {
    var empty = new AtomicInteger();
    return session.see(
        Texts.of("nothing of lab '%s' to be left", lab),
        limit,
        session.endpoint().quickPoll(),
        () -> session.holdings().look(LabTags.ofLab(lab)),
        left -> {
          if (left.isEmpty()) {
            return empty.incrementAndGet() == LOOKS;
          }
          empty.set(0);
          if (untilGone) {
            left.forEach(late -> tryDelete(late.kind(), late.id()));
          }
          return !untilGone;
        });
  }

  /** Gives back things by their identifiers, also those that no tag leads to yet. */
  void giveBack(HeldKind kind, List<String> ids) {
    giveBack(kind, ids, deadline());
  }

  private void giveBack(HeldKind kind, String lab, Deadline deadline) {
    var held = kind.look(session.calls(), LabTags.ofLab(lab));
    giveBack(kind, held.map(Held::id).toList(), deadline);
  }

  private void giveBack(HeldKind kind, List<String> ids, Deadline deadline) {
    for (String id : ids) {
      if (tryDelete(kind, id).isPresent()) {
        String what = Texts.of("%s %s to be let go", kind.word(), id);
        see(what, () -> tryDelete(kind, id), Optional::isEmpty, deadline);
      }
    }
    if (kind == HeldKind.INSTANCE && !ids.isEmpty()) {
      var those = LabTags.machines(ids);
      Callable<List<String>> look =
          () -> session.holdings().instances(those).stream().map(this::ending).toList();
      String what = Texts.of("machines %s to be terminated", String.join(", ", ids));
      see(what, look, List::isEmpty, deadline);
    }
  }

  /** A new machine may not be known yet where it is ended, so one that goes on is told again. */
  private String ending(Instance instance) {
    if (instance.state().name() != InstanceStateName.SHUTTING_DOWN) {
      tryDelete(HeldKind.INSTANCE, instance.instanceId());
    }
    return instance.instanceId() + " is " + instance.state().nameAsString();
  }

  /**
   * Deletes one thing, or finds it deleted.
   *
   * @return empty if it is gone or going, else why it cannot go yet
   */
  private Optional<String> tryDelete(HeldKind kind, String id) {
    try {
      loosen(kind, id);
      kind.delete(session.calls(), id);
      return Optional.empty();
    } catch (SdkException e) {
      var refusal = Refusal.of(e);
      if (refusal.notFound()) {
        return Optional.empty();
      }
      if (refusal.is("DependencyViolation", "VolumeInUse", "IncorrectState", "InvalidGroup.InUse")
          || refusal.is("InvalidNetworkInterface.InUse")
          || refusal.is("InvalidParameterValue") && kind == HeldKind.NETWORK_INTERFACE) {
        return Optional.of(refusal.toString());
      }
      throw e;
    }
  }

  /** AWS ends the association of a table with its subnet; an API that does not must be told. */
  private void loosen(HeldKind kind, String id) {
    Ec2Client ec2 = session.calls();
    if (kind == HeldKind.ROUTE_TABLE) {
      var those = LabTags.filter("route-table-id", id);
      ec2.describeRouteTablesPaginator(r -> r.filters(those)).routeTables().stream()
          .flatMap(table -> table.associations().stream())
          .map(each -> each.routeTableAssociationId())
          .<Runnable>map(each -> () -> ec2.disassociateRouteTable(r -> r.associationId(each)))
          .forEach(loosen -> Refusal.unless("InvalidAssociationID.NotFound", loosen));
    } else if (kind == HeldKind.INTERNET_GATEWAY) {
      var those = LabTags.filter("internet-gateway-id", id);
      ec2.describeInternetGatewaysPaginator(r -> r.filters(those)).internetGateways().stream()
          .flatMap(gateway -> gateway.attachments().stream())
          .map(each -> each.vpcId())
          .<Runnable>map(
              vpc -> () -> ec2.detachInternetGateway(r -> r.internetGatewayId(id).vpcId(vpc)))
          .forEach(loosen -> Refusal.unless("Gateway.NotAttached", loosen));
    }
  }

  private Deadline deadline() {
    return Deadline.in(session.endpoint().machineTerminated());
  }

  private <T> void see(String what, Callable<T> look, Predicate<T> satisfied, Deadline deadline) {
    var poll = session.endpoint().poll();
    session.see(what, deadline.left(poll), poll, look, satisfied);
  }
}
