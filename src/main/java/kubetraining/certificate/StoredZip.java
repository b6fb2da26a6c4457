package kubetraining.certificate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The one way in which a certificate is packed: files by name, not compressed, without times. So
 * the same content is the same zip, byte for byte, whatever library of whatever version reads it;
 * what differs in a single byte was changed.
 */
final class StoredZip {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LOCAL_LENGTH = 30;
  private static final int CENTRAL_LENGTH = 46;
  private static final int END_LENGTH = 22;
  private static final short VERSION = 20;
  private static final short UTF_8 = 0x0800;
  private static final short FIRST_DAY = 0x21;
  private static final short UNIX = 0x0314;
  private static final int PLAIN_FILE = 0x81A40000;
  private static final int MOST_FILES = 65_535;

  private StoredZip() {}

  static byte[] write(Map<String, byte[]> files) {
    var sorted = new TreeMap<>(files);
    long size = END_LENGTH;
    for (var each : sorted.entrySet()) {
      size += LOCAL_LENGTH + CENTRAL_LENGTH + 2L * name(each.getKey()).length;
      size += each.getValue().length;
    }
    if (size > Integer.MAX_VALUE || sorted.size() > MOST_FILES) {
      throw new CertificateException(
          "%d files of %d bytes are too much for a zip", sorted.size(), size);
    }
    var local = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    var central = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    sorted.forEach((name, content) -> add(local, central, name(name), content));
    return end(local, central, (short) sorted.size());
  }

  private static void add(ByteBuffer local, ByteBuffer central, byte[] name, byte[] content) {
    var crc = new CRC32();
    crc.update(content);
    int at = local.position();
    local.putInt(LOCAL);
    common(local, (int) crc.getValue(), content.length, name.length);
    local.put(name).put(content);
    central.putInt(CENTRAL).putShort(UNIX);
    common(central, (int) crc.getValue(), content.length, name.length);
    // No comment, disk or inner mark.
    central.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    central.putInt(PLAIN_FILE).putInt(at).put(name);
  }

  private static void common(ByteBuffer out, int crc, int size, int name) {
    out.putShort(VERSION).putShort(UTF_8).putShort((short) 0).putShort((short) 0);
    out.putShort(FIRST_DAY).putInt(crc).putInt(size).putInt(size);
    out.putShort((short) name).putShort((short) 0);
  }

  private static byte[] end(ByteBuffer local, ByteBuffer central, short files) {
    int start = local.position();
    local.put(central.array(), 0, central.position());
    local.putInt(END).putShort((short) 0).putShort((short) 0).putShort(files).putShort(files);
    local.putInt(central.position()).putInt(start).putShort((short) 0);
    return local.array();
  }

  /** Which file a byte of the zip belongs to, in words; empty if it is the end of the whole. */
  static String nameAt(Map<String, byte[]> files, int at) {
    var sorted = new TreeMap<>(files);
    long end = 0;
    for (var each : sorted.entrySet()) {
      end += LOCAL_LENGTH + name(each.getKey()).length + each.getValue().length;
      if (at < end) {
        return ", in the header of " + each.getKey();
      }
    }
    for (String each : sorted.keySet()) {
      end += CENTRAL_LENGTH + name(each).length;
      if (at < end) {
        return ", in the directory's entry for " + each;
      }
    }
    return "";
  }

  private static byte[] name(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
