package kubetraining.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The checksum by which content is known again. */
public final class Sha256 {
  private Sha256() {}

  /** As 64 hexadecimal digits. */
  public static String of(byte[] content) {
    return HexFormat.of().formatHex(digest(content));
  }

  /** As above, of a text in UTF-8. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Its 32 bytes. */
  public static byte[] digest(byte[] content) {
    return by("SHA-256").digest(content);
  }

  /** Of the content of a file. */
  public static String of(Path file) throws IOException {
    MessageDigest digest = by("SHA-256");
    try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return hex(digest);
  }

  /** What computes a checksum bit by bit, by the name that Java has for how. */
  public static MessageDigest by(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }

  /** The checksum that was computed, in hexadecimal digits. */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The digest of words; unlike that of their concatenation it tells "a","bc" from "ab","c". */
  public static String ofWords(List<String> words) {
    MessageDigest digest = by("SHA-256");
    for (String word : words) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
    return hex(digest);
  }

  /** A key short enough for a folder name. */
  public static String keyOf(List<String> words) {
    return ofWords(words).substring(0, 16);
  }
}
