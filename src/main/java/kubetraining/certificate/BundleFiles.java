package kubetraining.certificate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kubetraining.host.Sha256;
import kubetraining.host.Texts;

/** Compares the files of a bundle with the list of them that was signed. */
final class BundleFiles {
  private static final Set<String> FIRST_VERSION =
      Set.of(Manifest.FILE, Manifest.SIGNATURE, Manifest.PUBLIC_KEY);
  private static final Set<String> BESIDE =
      Set.of(Manifest.FILE, Manifest.SIGNATURE, Manifest.PUBLIC_KEY, Sums.FILE, Sums.SIGNATURE);

  private BundleFiles() {}

  static List<Finding> differences(Manifest manifest, Map<String, byte[]> files) {
    var findings = new ArrayList<Finding>();
    var listed = new LinkedHashSet<String>();
    var owner = new LinkedHashMap<String, String>();
    manifest.files().forEach(each -> owner.putIfAbsent(each.sha256(), each.path()));
    for (Manifest.Entry entry : manifest.files()) {
      if (!listed.add(entry.path())) {
        findings.add(new Finding(entry.path(), "the manifest lists it twice"));
      }
      byte[] content = files.get(entry.path());
      if (content == null) {
        findings.add(new Finding(entry.path(), "it is missing" + movedTo(entry, files, manifest)));
      } else if (content.length != entry.size() || !Sha256.of(content).equals(entry.sha256())) {
        findings.add(new Finding(entry.path(), changed(entry, content, owner)));
      }
    }
    var beside = manifest.isOfFirstVersion() ? FIRST_VERSION : BESIDE;
    files.keySet().stream()
        .filter(name -> !listed.contains(name) && !beside.contains(name))
        .forEach(
            name -> findings.add(new Finding(name, "it was added: the manifest does not list it")));
    return findings;
  }

  private static String changed(Manifest.Entry entry, byte[] content, Map<String, String> owner) {
    String other = owner.get(Sha256.of(content));
    String length =
        content.length == entry.size()
            ? Texts.of("%d bytes as before, with different content", content.length)
            : Texts.of("%d bytes instead of %d", content.length, entry.size());
    return "it was changed: " + (other == null ? length : "it has the content of " + other);
  }

  private static String movedTo(
      Manifest.Entry entry, Map<String, byte[]> files, Manifest manifest) {
    var listed = manifest.files().stream().map(Manifest.Entry::path).toList();
    return files.entrySet().stream()
        .filter(each -> !listed.contains(each.getKey()))
        .filter(each -> Sha256.of(each.getValue()).equals(entry.sha256()))
        .map(each -> "; its content is now called " + each.getKey())
        .findFirst()
        .orElse("");
  }
}
