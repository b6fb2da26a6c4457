package kubetraining.component;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;
import kubetraining.probe.ClusterTraces;
import kubetraining.probe.TracesProbe;
import org.jspecify.annotations.Nullable;

/**
 * What the trainee has made without a manifest, and so without our label: the UIDs of all that took
 * a name of the guide's commands after that name was claimed, and of what else appeared while he
 * typed. Kept in a file from the first moment, so that a later run knows what a killed one has
 * made.
 */
public final class Ledger implements AutoCloseable {
  /** So long after the last command we still may hear of what it has made. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(2);

  /** Shorter than the pause before anything is looked at once more. */
  private static final Duration MOMENT = Duration.ofMillis(250);

  private final Path file;
  private final Duration afterwards;
  private final Set<String> made = new HashSet<>();
  private final Set<String> transients = new HashSet<>();
  private final Map<Claim<?>, Set<String>> claimed = new HashMap<>();
  private final Map<Claim<?>, SharedIndexInformer<?>> watches = new ConcurrentHashMap<>();
  private final Map<String, Optional<String>> firstSeen = new HashMap<>();
  private Predicate<HasMetadata> wasThere = each -> true;
  private int typing;
  private boolean open;
  private boolean amongOthers;
  private @Nullable Lists last;
  private long typedUntil;

  /** The ledger in this file, which need not exist yet. */
  public Ledger(Path file) {
    this(file, AFTERWARDS);
  }

  Ledger(Path file, Duration afterwards) {
    this.file = file;
    this.afterwards = afterwards;
    this.typedUntil = System.nanoTime() - afterwards.toNanos();
    if (Files.exists(file)) {
      lines().forEach(line -> made.add(key(line)));
    }
  }

  /** Whether an object is of this training: by its label, or because our commands made it. */
  public synchronized boolean isOurs(HasMetadata object) {
    return OurLabel.isOn(object) || made.contains(object.getMetadata().getUid());
  }

  /**
   * As above, for what has a name of a manifest: also what took that name after we first looked,
   * with our label or without it.
   *
   * @param name of the object, with its kind and namespace
   */
  synchronized boolean isOurs(String name, HasMetadata object) {
    var first = firstSeen.get(name);
    return isOurs(object) || (first != null && !first.equals(Optional.of(uid(object))));
  }

  /** From now on what takes this name of a manifest is ours. Safe to repeat. */
  synchronized void claim(String name, Optional<? extends HasMetadata> there) {
    firstSeen.putIfAbsent(name, there.map(Ledger::uid));
  }

  /** What appears meanwhile of a kind that is claimed is the trainee's work, and so ours. */
  public <T> T whileTyping(Supplier<T> typed) {
    typing(1);
    try {
      return typed.get();
    } finally {
      typing(-1);
    }
  }

  /** Others work on the cluster, too: only what takes a name of the guide is ours. */
  public synchronized void amongOthers() {
    amongOthers = true;
  }

  /** Somebody may type at any time from now on. */
  public synchronized void whileOpen() {
    open = true;
    typing(1);
  }

  /**
   * What the cluster holds now. Where only somebody else changes it, components that are looked at
   * one after the other share what they see.
   */
  synchronized Lists now(KubernetesClient client) {
    var seen = last;
    if (!open || seen == null || !seen.isNewerThan(MOMENT)) {
      seen = new Lists(client);
      last = seen;
    }
    return seen;
  }

  /**
   * What takes a name of the guide, and was not there at this time, is ours, too: nobody may have
   * watched when it was made.
   */
  public void since(ClusterTraces then) {
    wasThere = each -> then.things().containsKey(TracesProbe.name(each));
  }

  private synchronized void typing(int change) {
    typing += change;
    typedUntil = System.nanoTime();
  }

  /**
   * What has these names now, entered first if it came after it was claimed; and what the trainee
   * has made of these kinds. From the first look on, what takes a name is ours.
   */
  List<HasMetadata> look(Lists now, Collection<? extends Claim<?>> claims) {
    claims.forEach(each -> claim(now, each));
    return claims.stream().<HasMetadata>flatMap(each -> found(each, now).stream()).toList();
  }

  private void claim(Lists now, Claim<?> claim) {
    var kind = claim.ofAnyName();
    var there = claim.among(now.of(kind));
    synchronized (this) {
      claimed.computeIfAbsent(claim, first -> before(there));
    }
    watches.computeIfAbsent(kind, first -> watch(now, kind));
  }

  private Set<String> before(List<? extends HasMetadata> there) {
    return there.stream().filter(wasThere).map(Ledger::uid).collect(Collectors.toSet());
  }

  private <T extends HasMetadata> SharedIndexInformer<T> watch(Lists now, Claim<T> kind) {
    return kind.all(now.client())
        .inform(
            new ResourceEventHandler<>() {
              @Override
              public void onAdd(T object) {
                appeared(kind, object);
              }

              @Override
              public void onUpdate(T old, T later) {
                if (!uid(old).equals(uid(later))) {
                  appeared(kind, later); // another one, by a watch that began again
                }
              }

              @Override
              public void onDelete(T object, boolean lastStateUnknown) {}
            });
  }

  private synchronized List<? extends HasMetadata> found(Claim<?> claim, Lists now) {
    var there = claim.among(now.of(claim.ofAnyName()));
    if (claim.name() == null) {
      return there.stream().filter(object -> has(uid(object))).toList();
    }
    there.forEach(object -> enterIfNew(claim, object));
    return there;
  }

  private synchronized void appeared(Claim<?> kind, HasMetadata object) {
    claimed.keySet().stream()
        .filter(claim -> claim.ofAnyName().equals(kind) && claim.isAbout(object))
        .filter(claim -> claim.name() != null || (isTyped() && isNobodysPart(object)))
        .forEach(claim -> enterIfNew(claim, object));
  }

  private void enterIfNew(Claim<?> claim, HasMetadata object) {
    var before = claimed.get(claim);
    if (before != null && !before.contains(uid(object))) {
      enter(uid(object), WorkloadState.nameOf(object));
    }
  }

  private boolean isTyped() {
    return !amongOthers && (typing > 0 || System.nanoTime() - typedUntil < afterwards.toNanos());
  }

  /** What a controller makes has an owner and goes with it; a scout is removed by who sent it. */
  private static boolean isNobodysPart(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().isEmpty()
        && !object.getMetadata().getLabels().containsKey(Scout.LABEL);
  }

  /**
   * Notes that something is ours.
   *
   * @param key by which it is asked for, without a space
   */
  synchronized void enter(String key, String what) {
    if (made.add(key)) {
      FileWork.run(
          "could not write " + file,
          () -> Files.writeString(file, Texts.of("%s %s\n", key, what), CREATE, APPEND, SYNC));
    }
  }

  /** As above, until the claims end. */
  synchronized void enterUntilClosed(String key, String what) {
    transients.add(key);
    enter(key, what);
  }

  synchronized boolean has(String key) {
    return made.contains(key);
  }

  private static String uid(HasMetadata object) {
    return object.getMetadata().getUid();
  }

  /** Ends all claims; what was made stays entered. */
  @Override
  public void close() {
    List<SharedIndexInformer<?>> ended;
    synchronized (this) {
      ended = List.copyOf(watches.values());
      watches.clear();
      claimed.clear();
      firstSeen.clear();
      forgetTransients();
    }
    ended.forEach(SharedIndexInformer::close);
  }

  private void forgetTransients() {
    if (transients.isEmpty()) {
      return;
    }
    made.removeAll(transients);
    var kept = lines().filter(line -> made.contains(key(line))).map(line -> line + "\n");
    byte[] all = kept.collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8);
    FileWork.run("could not write " + file, () -> WholeFile.write(file, all));
    transients.clear();
  }

  private Stream<String> lines() {
    return FileWork.get("could not read " + file, () -> Files.readAllLines(file)).stream();
  }

  private static String key(String line) {
    return line.split(" ", 2)[0];
  }
}
