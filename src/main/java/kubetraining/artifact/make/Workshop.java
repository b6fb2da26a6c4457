package kubetraining.artifact.make;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import kubetraining.artifact.cache.Entry;
import kubetraining.artifact.cache.EntryCache;
import kubetraining.artifact.make.Maker.Lane;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.host.Commands;
import kubetraining.host.Disk;
import kubetraining.host.Folders;
import kubetraining.host.HostException;
import kubetraining.host.Sha256;
import kubetraining.host.Texts;
import kubetraining.host.Toolbox;
import kubetraining.progress.Progress;

/** Makes artifacts that are not in the cache, the longest first, side by side. */
public final class Workshop {
  private static final Pattern NETWORK =
      Pattern.compile(
          "dial tcp|i/o timeout|tls handshake timeout|temporary failure|could not (resolve|transfer)"
              + "|(failed|unable) to fetch|connection (timed out|reset|refused)|read timed out"
              + "|no matching distribution found|502 bad gateway|503 service unavailable|unknown host");

  private final EntryCache cache;
  private final Progress progress;
  private final Runnable afterMaking;
  // Two callers that want the same things must not make them twice.
  private final ReentrantLock one = new ReentrantLock();

  /**
   * @param afterMaking what is done when something has been made
   */
  public Workshop(EntryCache cache, Progress progress, Runnable afterMaking) {
    this.cache = cache;
    this.progress = progress;
    this.afterMaking = afterMaking;
  }

  /** The entries of the artifacts wanted, by artifact name. */
  public Map<String, Entry> have(Collection<Artifact> wanted) {
    Map<String, Entry> entries = find(wanted);
    if (entries.size() == wanted.size()) {
      return entries;
    }
    try {
      one.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArtifactException(e, "interrupted while waiting for artifacts to be made");
    }
    try {
      List<Artifact> missing = missing(wanted);
      if (!missing.isEmpty()) {
        cache.removeLeftovers();
        requireTools(missing);
        boolean go = missing.stream().anyMatch(a -> a.maker().lane() == Lane.GO);
        Room.check(missing, cache.root(), go ? Toolbox.goCache() : Optional.empty());
        makeAll(missing);
        afterMaking.run();
      }
    } finally {
      one.unlock();
    }
    return find(wanted);
  }

  /** Fails if something has to be made and a tool for it is not here. */
  public void requireTools(Collection<Artifact> wanted) {
    Toolbox.mustHave(missing(wanted).stream().flatMap(a -> a.maker().tools().stream()).toList());
  }

  /** What would have to be made for {@code wanted}, needs included. */
  public List<Artifact> missing(Collection<Artifact> wanted) {
    Map<String, Artifact> missing = new LinkedHashMap<>();
    wanted.forEach(artifact -> addMissing(artifact, missing));
    return List.copyOf(missing.values());
  }

  private void addMissing(Artifact artifact, Map<String, Artifact> missing) {
    if (!missing.containsKey(artifact.id()) && cache.find(artifact.id()).isEmpty()) {
      artifact.needs().forEach(need -> addMissing(need, missing));
      missing.put(artifact.id(), artifact);
    }
  }

  private Map<String, Entry> find(Collection<Artifact> wanted) {
    Map<String, Entry> entries = new TreeMap<>();
    for (Artifact artifact : wanted) {
      cache.find(artifact.id()).ifPresent(entry -> entries.put(artifact.name(), entry));
    }
    return entries;
  }

  private void makeAll(List<Artifact> missing) {
    var forecast = new Forecast(missing, System::nanoTime);
    progress.toGo(forecast::toGo);
    try (var lanes = new Lanes()) {
      lanes.runAll(missing, artifact -> make(artifact, forecast));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArtifactException(
          e, "interrupted while artifacts were being made; finished ones are kept");
    } finally {
      progress.toGo(Optional::empty);
    }
  }

  private void make(Artifact artifact, Forecast forecast) throws Exception {
    String title = artifact.title();
    try {
      EntryCache.Filler filler =
          building -> {
            forecast.begun(artifact);
            return progress.phase("artifact " + title, () -> makeIn(building, artifact));
          };
      Runnable awaiting = () -> progress.awaiting("another run to finish " + title);
      cache.keep(artifact.id(), awaiting, filler);
    } catch (IOException e) {
      throw new ArtifactException(e, "artifact %s: %s", title, e);
    }
    forecast.done(artifact);
  }

  private Entry.Written makeIn(Path building, Artifact artifact) throws Exception {
    Path output = building.resolve("entry");
    Path scratch = Files.createDirectories(building.resolve("scratch"));
    Path log = building.resolve("output.log");
    Map<String, Path> needs = new TreeMap<>();
    for (Artifact need : artifact.needs()) {
      needs.put(need.name(), cache.root().resolve(need.id()));
    }
    var bench =
        new Workbench(artifact, output, scratch, needs, new Commands(artifact.title(), log));
    try {
      artifact.maker().work().make(bench);
      return written(artifact, output, bench.facts());
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new ArtifactException(e, "%s", messageOf(artifact, e));
    } finally {
      keepLog(log, artifact);
    }
  }

  private String messageOf(Artifact artifact, Exception failure) {
    boolean told = failure instanceof HostException || failure instanceof ArtifactException;
    String words = "artifact %s could not be made from %s: %s";
    String what =
        told ? failure.getMessage() : Texts.of(words, artifact.title(), artifact.source(), failure);
    boolean logged = failure instanceof Commands.Failure;
    String where = logged ? " All its output: " + kept(artifact) : "";
    return Texts.of("%s\n%s%s", what, cure(failure, cache.root()), where);
  }

  /** What to do about a failed build, as far as its output tells: one sentence. */
  private static String cure(Throwable failure, Path folder) {
    Optional<String> disk = Disk.cure(folder);
    if (disk.isPresent()) {
      return disk.get();
    }
    String words =
        (failure instanceof Commands.Failure command ? command.tail() : String.valueOf(failure))
            .toLowerCase(Locale.ROOT);
    if (words.contains("no space left on device") || words.contains("disk quota")) {
      return Disk.full(folder);
    }
    if (network(failure) || NETWORK.matcher(words).find()) {
      return "The package registry did not answer as it should: check the network (and proxy"
          + " settings) and run again; finished artifacts are kept.";
    }
    return "Run again once that is fixed; finished artifacts are kept.";
  }

  /** By its type, since what the system says of it is in the language of the computer. */
  private static boolean network(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SocketException
          || each instanceof UnknownHostException
          || each instanceof SocketTimeoutException
          || each instanceof HttpTimeoutException) {
        return true;
      }
    }
    return false;
  }

  private static Entry.Written written(Artifact artifact, Path output, Map<String, String> facts)
      throws IOException {
    Map<String, String> digests = new TreeMap<>();
    long bytes = 0;
    for (String file : Folders.filesOf(output)) {
      digests.put(file, Sha256.of(output.resolve(file)));
      bytes += Files.size(output.resolve(file));
    }
    if (digests.isEmpty()) {
      throw new ArtifactException(
          "artifact %s: %s made nothing", artifact.title(), artifact.source());
    }
    String content = Entry.contentOf(digests);
    return new Entry.Written(
        artifact.name(), artifact.version(), artifact.source(), content, bytes, facts);
  }

  private Path kept(Artifact artifact) {
    return cache.logFolder().resolve(artifact.name() + ".log");
  }

  private void keepLog(Path log, Artifact artifact) throws IOException {
    if (Files.exists(log)) {
      Files.createDirectories(cache.logFolder());
      Files.move(log, kept(artifact), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  public Optional<Entry> find(Artifact artifact) {
    return cache.find(artifact.id());
  }
}
