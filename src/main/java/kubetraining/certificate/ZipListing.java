package kubetraining.certificate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which files a zip says that it has: twice, in its directory and before each file. */
final class ZipListing {
  private static final int SIZE_IN_LOCAL = 22;
  private static final int NAME_IN_LOCAL = 26;
  private static final int SIZE_IN_CENTRAL = 24;
  private static final int NAME_IN_CENTRAL = 28;
  private static final int EXTRA_IN_CENTRAL = 30;
  private static final int COMMENT_IN_CENTRAL = 32;
  private static final int OFFSET_IN_CENTRAL = 42;
  private static final int SIZE_IN_END = 12;
  private final ByteBuffer zip;

  /**
   * One file.
   *
   * @param at where its header begins
   */
  record Entry(String name, int at, int size) {
    int contentAt() {
      return at + StoredZip.LOCAL_LENGTH + StoredZip.name(name).length;
    }

    long end() {
      return (long) contentAt() + size;
    }
  }

  ZipListing(byte[] zip) {
    this.zip = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** By its directory, if that can be read; bytes put in or taken out elsewhere do not matter. */
  Optional<List<Entry>> byDirectory() {
    int end = zip.capacity() - StoredZip.END_LENGTH;
    if (end < 0 || zip.getInt(end) != StoredZip.END) {
      return Optional.empty();
    }
    long start = (long) end - Integer.toUnsignedLong(zip.getInt(end + SIZE_IN_END));
    if (start < 0) {
      return Optional.empty();
    }
    int moved = (int) start - zip.getInt(end + SIZE_IN_END + Integer.BYTES);
    var entries = new ArrayList<Entry>();
    int at = (int) start;
    while (at < end) {
      if (at + StoredZip.CENTRAL_LENGTH > end || zip.getInt(at) != StoredZip.CENTRAL) {
        return Optional.empty();
      }
      int name = number(at + NAME_IN_CENTRAL);
      int next =
          at
              + StoredZip.CENTRAL_LENGTH
              + name
              + number(at + EXTRA_IN_CENTRAL)
              + number(at + COMMENT_IN_CENTRAL);
      if (next > end) {
        return Optional.empty();
      }
      int header = zip.getInt(at + OFFSET_IN_CENTRAL);
      entries.add(
          new Entry(
              text(at + StoredZip.CENTRAL_LENGTH, name),
              isHeader(header) ? header : header + moved,
              zip.getInt(at + SIZE_IN_CENTRAL)));
      at = next;
    }
    return Optional.of(entries);
  }

  /** One file after the other, from the start, as far as that goes. */
  List<Entry> byHeaders() {
    var entries = new ArrayList<Entry>();
    int at = 0;
    while (isHeader(at)) {
      int name = number(at + NAME_IN_LOCAL);
      if (at + StoredZip.LOCAL_LENGTH + name > zip.capacity()) {
        return entries;
      }
      var entry =
          new Entry(text(at + StoredZip.LOCAL_LENGTH, name), at, zip.getInt(at + SIZE_IN_LOCAL));
      entries.add(entry);
      if (entry.size() < 0 || entry.end() > zip.capacity()) {
        return entries;
      }
      at = (int) entry.end();
    }
    return entries;
  }

  boolean isHeader(int at) {
    return at >= 0
        && at <= zip.capacity() - StoredZip.LOCAL_LENGTH
        && zip.getInt(at) == StoredZip.LOCAL;
  }

  private int number(int at) {
    return Short.toUnsignedInt(zip.getShort(at));
  }

  private String text(int at, int length) {
    return new String(zip.array(), at, length, StandardCharsets.UTF_8);
  }
}
