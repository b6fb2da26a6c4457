package kubetraining.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who knows the address of this run. The token is a part of the path, not a cookie: a
 * browser would send a cookie to every other server on this computer, too, whatever its port.
 */
record Door(String token, Set<String> hosts) {
  private static final int SECRET_BYTES = 16;

  /** One with a token that nobody knows yet. */
  static Door of(int port) {
    return new Door(secret(), Set.of("127.0.0.1:" + port, "localhost:" + port));
  }

  /** A word that nobody can guess. */
  static String secret() {
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** Where the pages begin, as in {@code /0123/}. */
  String root() {
    return "/" + token + "/";
  }

  /**
   * What is asked for, below the root.
   *
   * @param host who the browser believes this to be; another name is one that leads here by a trick
   * @param origin the page that asks, if the browser tells
   * @return empty for who is not let in
   */
  Optional<String> admitted(String path, @Nullable String host, @Nullable String origin) {
    int end = path.indexOf('/', 1);
    String key = end < 0 ? "" : path.substring(1, end);
    // It takes as long for a token that is nearly right as for any other.
    boolean knows = MessageDigest.isEqual(bytes(key), bytes(token));
    boolean isHere = host != null && hosts.contains(host);
    boolean isOurs = origin == null || isOwn(host, origin);
    return knows && isHere && isOurs ? Optional.of(path.substring(end + 1)) : Optional.empty();
  }

  /** Whether a page of this server asks, and the browser said so. */
  boolean isOwn(@Nullable String host, @Nullable String origin) {
    return origin != null && origin.equals("http://" + host);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
