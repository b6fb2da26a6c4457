package kubetraining.artifact.recipe;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import kubetraining.host.Platforms;

/**
 * What {@code artifacts/downloads.json} says of one public download.
 *
 * @param artifact the recipe that it stands for
 * @param url its official address; {@code {version}}, {@code {number}} (the version without a
 *     leading v) and {@code {arch}} are filled in
 * @param checksum what to append to the address to get its published checksum: {@code .sha256},
 *     {@code .sha256sum} or {@code .sha512}; empty if {@code sha256} says what it must be
 * @param sha256 the digest that it must have; empty if the site publishes one
 * @param folder where it goes in what the recipe makes; empty for the top
 * @param members of a tar.gz, what is taken from it and the name it gets: a file, or a folder with
 *     a slash at its end; empty if the download itself is the file
 */
public record Download(
    String artifact,
    String url,
    String checksum,
    String sha256,
    String folder,
    Map<String, String> members) {
  public Download {
    // Sorted: the order reaches the key of the cache entry.
    members = Collections.unmodifiableMap(new TreeMap<>(members));
    boolean pinned = sha256.matches("[0-9a-f]{64}") && checksum.isEmpty();
    if (!pinned && !checksum.matches("\\.sha(256|256sum|512)")) {
      throw new ArtifactException(
          "download of %s: checksum '%s' is none of .sha256, .sha256sum, .sha512, nor is '%s' a"
              + " sha256",
          artifact, checksum, sha256);
    }
  }

  public URI address(String version) {
    return address(version, Platforms.architecture());
  }

  /** The address of the file for machines of that architecture. */
  URI address(String version, String architecture) {
    return URI.create(filled(url, version, architecture));
  }

  /** What is taken from the tar.gz, and the names it gets. */
  public Map<String, String> members(String version) {
    String architecture = Platforms.architecture();
    Map<String, String> filled = new TreeMap<>();
    members.forEach(
        (from, to) ->
            filled.put(filled(from, version, architecture), filled(to, version, architecture)));
    return filled;
  }

  private static String filled(String text, String version, String architecture) {
    return text.replace("{version}", version)
        .replace("{number}", version.replaceFirst("^v", ""))
        .replace("{arch}", architecture);
  }

  /** Whether its digest is known here, so that the site need not publish it. */
  public boolean pinned() {
    return checksum.isEmpty();
  }

  /** Where the file, if it is no archive, goes in what the recipe makes. */
  public String target(String version) {
    return folder.isEmpty() ? fileName(version) : folder + "/" + fileName(version);
  }

  /** The name of the file that is downloaded. */
  public String fileName(String version) {
    String path = address(version).getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The Java name of the checksum's algorithm. */
  public String algorithm() {
    return checksum.startsWith(".sha512") ? "SHA-512" : "SHA-256";
  }
}
