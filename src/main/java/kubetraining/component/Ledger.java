package kubetraining.component;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kubetraining.host.Texts;

/**
 * What the commands of the guide have made without a manifest, and so without our label: the UIDs
 * of all that took a name of theirs after that name was claimed. Kept in a file from the first
 * moment, so that a later run knows what a killed one has made.
 */
public final class Ledger implements AutoCloseable {
  private final Path file;
  private final Set<String> made = new HashSet<>();
  private final Set<String> transients = new HashSet<>();
  private final Map<Claim<?>, Watched> claimed = new HashMap<>();

  /** What was there when a name was claimed, if anything was, and the watch on the name since. */
  private record Watched(Optional<String> before, SharedIndexInformer<?> watch) {}

  /** The ledger in this file, which need not exist yet. */
  public Ledger(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      try (var lines = Files.lines(file)) {
        lines.map(Ledger::key).forEach(made::add);
      } catch (IOException e) {
        throw new UncheckedIOException("could not read " + file, e);
      }
    }
  }

  /** Whether an object is of this training: by its label, or because our commands made it. */
  public synchronized boolean isOurs(HasMetadata object) {
    return OurLabel.isOn(object) || made.contains(object.getMetadata().getUid());
  }

  /** From now on what takes this name is ours. Safe to repeat. */
  <T extends HasMetadata> void claim(KubernetesClient client, Claim<T> claim) {
    synchronized (this) {
      if (claimed.containsKey(claim)) {
        return;
      }
    }
    var before = Optional.ofNullable(claim.to(client).get()).map(Ledger::uid);
    var watch =
        claim
            .to(client)
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(T object) {
                    appeared(object, before);
                  }

                  @Override
                  public void onUpdate(T old, T now) {
                    appeared(now, before);
                  }

                  @Override
                  public void onDelete(T object, boolean lastStateUnknown) {}
                });
    synchronized (this) {
      claimed.put(claim, new Watched(before, watch));
    }
  }

  /** What has this name now; entered first if it came after the claim. */
  <T extends HasMetadata> Optional<T> look(KubernetesClient client, Claim<T> claim) {
    claim(client, claim);
    var found = Optional.ofNullable(claim.to(client).get());
    synchronized (this) {
      var watched = claimed.get(claim);
      found.ifPresent(object -> appeared(object, watched.before()));
    }
    return found;
  }

  private synchronized void appeared(HasMetadata object, Optional<String> before) {
    if (!before.equals(Optional.of(uid(object)))) {
      enter(uid(object), object.getKind() + " " + object.getMetadata().getName());
    }
  }

  /**
   * Notes that something is ours.
   *
   * @param key by which it is asked for, without a space
   */
  synchronized void enter(String key, String what) {
    if (made.add(key)) {
      try {
        Files.writeString(
            file,
            Texts.of("%s %s\n", key, what),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND,
            StandardOpenOption.SYNC);
      } catch (IOException e) {
        throw new UncheckedIOException("could not write " + file, e);
      }
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
    Map<Claim<?>, Watched> ended;
    synchronized (this) {
      ended = Map.copyOf(claimed);
      claimed.clear();
      forgetTransients();
    }
    ended.values().forEach(each -> each.watch().close());
  }

  private void forgetTransients() {
    if (transients.isEmpty()) {
      return;
    }
    made.removeAll(transients);
    try {
      var kept =
          Files.readAllLines(file).stream().filter(line -> made.contains(key(line))).toList();
      var draft = file.resolveSibling(file.getFileName() + ".draft");
      Files.write(draft, kept);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + file, e);
    }
    transients.clear();
  }

  private static String key(String line) {
    return line.split(" ", 2)[0];
  }
}
