package kubetraining.artifact.recipe;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kubetraining.host.Texts;

/**
 * What machines that know nothing fetch themselves: by the same recipes, so in the same versions,
 * as machines of the embedded lab are made of. Nothing is made or fetched here.
 */
public record MachineDownloads(
    RecipeBook book, Wanted wanted, Optional<URI> imageMirror, Optional<URI> binaryMirror) {
  /** Stands for the architecture of the machine, which it knows itself. */
  static final String ARCHITECTURE = "@ARCH@";

  private static final String PAUSE = "registry.k8s.io/pause:";

  /** What the recipes of {@code settings} say, with its mirrors in the place of public sites. */
  public static MachineDownloads of(ArtifactSettings settings, Wanted wanted) {
    var book = RecipeBook.read(settings.recipes());
    var images = MirrorAddress.ofImages(settings);
    return new MachineDownloads(book, wanted, images, MirrorAddress.ofBinaries(settings));
  }

  /**
   * What every machine gets, a line each, its words parted by tabs: {@code package NAME}, or {@code
   * file ADDRESS CHECKSUM MEMBER PATH MODE}. The checksum is a sha256, or what is to be added to
   * the address to get it; the member is what is taken from an archive, or a dash if what is
   * fetched is the file itself; a folder ends with a slash.
   */
  public String everywhere() {
    List<String> packages =
        new ArrayList<>(book.recipe(book.rootFileSystem()).as(RootfsPackages.class).packages());
    book.packagesFor().values().forEach(packages::removeAll);
    return table(packages, book.labFiles());
  }

  /** What node1, where the guide is followed, gets besides for the sections wanted. */
  public String onFirst() {
    List<FileRule> rules = book.sectionFiles(wanted);
    var artifacts = rules.stream().map(FileRule::artifact).distinct();
    var packages = artifacts.map(one -> book.packagesFor().getOrDefault(one, List.of()));
    return table(packages.flatMap(List::stream).toList(), rules);
  }

  private record RootfsPackages(List<String> packages) {}

  private String table(List<String> packages, List<FileRule> rules) {
    var lines = new ArrayList<String>();
    packages.forEach(name -> lines.add("package\t" + name));
    for (FileRule rule : rules) {
      String version = book.recipe(rule.artifact()).version();
      for (Download download : book.downloadsOf(rule.artifact())) {
        placements(rule, download, version)
            .forEach((member, path) -> lines.add(line(rule, download, member, path)));
      }
    }
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private String line(FileRule rule, Download download, String member, String path) {
    URI address = download.address(book.recipe(rule.artifact()).version(), ARCHITECTURE);
    String from = MirrorAddress.ofDownload(binaryMirror, address).toString();
    String checksum = download.pinned() ? download.sha256() : download.checksum();
    return String.join("\t", "file", from, checksum, member, path, rule.mode());
  }

  /** Where a rule places what is in a download, by its name in the archive. */
  private static Map<String, String> placements(FileRule rule, Download download, String version) {
    Map<String, String> made =
        download.members().isEmpty()
            ? Map.of("-", download.target(version))
            : download.members(version);
    var placements = new TreeMap<String, String>();
    made.forEach(
        (member, file) -> {
          if (rule.holds(file)) {
            placements.put(member, rule.path() + file.substring(rule.file().length()));
          }
        });
    return placements;
  }

  /** Files for containerd that lead it to the mirror of images, by host; none without a mirror. */
  public Map<String, String> mirrorHosts() {
    var hosts = new TreeMap<String, String>();
    imageMirror.ifPresent(
        mirror ->
            pulled().stream()
                .map(MirrorAddress::hostOf)
                .forEach(host -> hosts.put(host, hostsToml(mirror, host))));
    return hosts;
  }

  private static String hostsToml(URI mirror, String host) {
    return Texts.of(
        """
        # What is named %1$s/... comes from a mirror, and from nowhere else.
        server = "%2$s"
        override_path = true
        capabilities = ["pull", "resolve"]
        """,
        host, MirrorAddress.ofRegistry(mirror, host));
  }

  /** All images that machines pull themselves as they need them, also for sections not wanted. */
  public List<String> pulled() {
    var all = book.images().stream().filter(image -> !image.own());
    return all.map(ImageRecipe::reference).toList();
  }

  /** The image of the container that holds a pod's network. */
  public String pauseImage() {
    return pulled().stream().filter(one -> one.startsWith(PAUSE)).findFirst().orElseThrow();
  }

  /** The full name of an image that a lab does without where machines cannot pull it. */
  public Optional<String> optional(String reference) {
    return book.images().stream()
        .filter(image -> image.optional() && MirrorAddress.same(image.reference(), reference))
        .map(image -> MirrorAddress.withHost(image.reference()))
        .findFirst();
  }
}
