package kubetraining.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.host.Texts;

/**
 * Takes a zip apart and puts it together again: where the two differ, it was changed after it was
 * packed, though every program that unpacks zips may pass over that in silence.
 */
final class ZipReading {
  private static final String ZIP = "the zip";
  private final byte[] zip;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private ZipReading(byte[] zip) {
    this.zip = zip;
  }

  static BundleContents read(byte[] zip) {
    var reading = new ZipReading(zip);
    reading.read();
    return new BundleContents(reading.files, reading.findings);
  }

  private void read() {
    int end = endOfZip();
    if (end < zip.length) {
      found(ZIP, Texts.of("%d bytes follow its end", zip.length - end));
    }
    byte[] whole = end < zip.length ? Arrays.copyOf(zip, end) : zip;
    var listing = new ZipListing(whole);
    List<ZipListing.Entry> entries = entries(listing);
    if (entries.isEmpty()) {
      found(ZIP, "no file can be read in it; it is no zip, or its beginning was changed");
      return;
    }
    entries.forEach(entry -> take(whole, entry));
    compare(whole, entries);
  }

  // The directory, unless the headers know more: a single change spoils at most one of the two.
  private static List<ZipListing.Entry> entries(ZipListing listing) {
    var byHeaders = listing.byHeaders();
    return listing
        .byDirectory()
        .filter(
            listed ->
                listed.size() > byHeaders.size()
                    || listed.stream().allMatch(each -> listing.isHeader(each.at())))
        .filter(listed -> listed.stream().allMatch(each -> each.at() >= 0))
        .orElse(byHeaders);
  }

  private int endOfZip() {
    int earliest = Math.max(0, zip.length - StoredZip.END_LENGTH - 0xFFFF);
    for (int at = zip.length - StoredZip.END_LENGTH; at >= earliest; at--) {
      if (startsWith(at, StoredZip.END)) {
        return at + StoredZip.END_LENGTH;
      }
    }
    return zip.length;
  }

  private boolean startsWith(int at, int signature) {
    for (int i = 0; i < Integer.BYTES; i++) {
      if (zip[at + i] != (byte) (signature >> (8 * i))) {
        return false;
      }
    }
    return true;
  }

  private void take(byte[] whole, ZipListing.Entry entry) {
    problem(entry.name()).ifPresent(what -> found(entry.name(), what));
    if (entry.size() < 0 || entry.end() > whole.length) {
      found(entry.name(), "it is cut off, or its size in the zip was changed");
    } else if (files.containsKey(entry.name())) {
      found(entry.name(), "it is in the zip twice");
    } else {
      files.put(entry.name(), Arrays.copyOfRange(whole, entry.contentAt(), (int) entry.end()));
    }
  }

  /** Names that would lead out of the folder into which somebody unpacks the zip. */
  private static Optional<String> problem(String name) {
    boolean outside =
        name.isEmpty()
            || name.startsWith("/")
            || name.contains("\\")
            || name.contains(":")
            || Arrays.asList(name.split("/", -1)).contains("..");
    return outside
        ? Optional.of("unpacked, it would lie outside of the folder; do not unpack this zip")
        : Optional.empty();
  }

  private void compare(byte[] whole, List<ZipListing.Entry> entries) {
    byte[] rebuilt = StoredZip.write(files);
    if (Arrays.equals(rebuilt, whole)) {
      return;
    }
    int before = findings.size();
    var expected = new ZipListing(rebuilt).byDirectory().orElseThrow();
    var names = entries.stream().map(ZipListing.Entry::name).toList();
    if (!names.equals(expected.stream().map(ZipListing.Entry::name).toList())) {
      found(ZIP, "its files are not in the order in which they were packed, or one is there twice");
      return;
    }
    for (int i = 0; i < expected.size(); i++) {
      compare(rebuilt, expected.get(i), whole, entries.get(i));
    }
    compareDirectory(rebuilt, whole, expected);
    if (findings.size() == before) {
      found(ZIP, "it is not packed as it was: " + lengths(rebuilt, whole));
    }
  }

  private void compare(
      byte[] rebuilt, ZipListing.Entry expected, byte[] whole, ZipListing.Entry seen) {
    if (expected.at() != seen.at()) {
      long more = (long) seen.at() - expected.at();
      found(
          seen.name(),
          Texts.of(
              "%d bytes were %s before it in the zip",
              Math.abs(more), more > 0 ? "put in" : "taken out"));
    }
    if (!Arrays.equals(
        rebuilt, expected.at(), expected.contentAt(), whole, seen.at(), seen.contentAt())) {
      found(seen.name(), "its header in the zip does not fit it");
    }
  }

  private void compareDirectory(byte[] rebuilt, byte[] whole, List<ZipListing.Entry> expected) {
    int mine = (int) expected.get(expected.size() - 1).end();
    int theirs = mine + whole.length - rebuilt.length;
    for (ZipListing.Entry entry : expected) {
      int length = StoredZip.CENTRAL_LENGTH + StoredZip.name(entry.name()).length;
      if (!same(rebuilt, mine, whole, theirs, length)) {
        found(entry.name(), "its line in the directory of the zip does not fit it");
        if (whole.length != rebuilt.length) {
          return;
        }
      }
      mine += length;
      theirs += length;
    }
    if (!same(rebuilt, mine, whole, theirs, StoredZip.END_LENGTH)) {
      found(
          ZIP,
          Texts.of("its last %d bytes, which say how long it is", StoredZip.END_LENGTH)
              + ", do not fit it: "
              + lengths(rebuilt, whole));
    }
  }

  private static boolean same(byte[] rebuilt, int mine, byte[] whole, int theirs, int length) {
    return theirs >= 0
        && theirs + length <= whole.length
        && Arrays.equals(rebuilt, mine, mine + length, whole, theirs, theirs + length);
  }

  private static String lengths(byte[] rebuilt, byte[] whole) {
    return Texts.of(
        "it has %d bytes, its files packed anew have %d; the first that differs is byte %d",
        whole.length, rebuilt.length, Arrays.mismatch(rebuilt, whole));
  }

  private void found(String where, String what) {
    findings.add(new Finding(where, what));
  }
}
