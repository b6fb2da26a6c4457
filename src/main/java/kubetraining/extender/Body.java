package kubetraining.extender;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * The bytes of one request, in an array that may be longer than they are.
 *
 * @param length how many of the bytes belong to it
 */
record Body(byte[] bytes, int length) {
  /**
   * @param announced the length that the header names, or less than 0
   * @param most bytes that we are willing to hold
   */
  static Body read(InputStream in, long announced, int most) throws IOException, Refused {
    var bytes = new byte[size(announced, most)];
    int length = in.readNBytes(bytes, 0, bytes.length);
    if (announced < 0 && length == most && in.read() >= 0) {
      throw tooLong(most);
    }
    return new Body(bytes, length);
  }

  /** How much memory it takes until it has been answered. */
  static int size(long announced, int most) throws Refused {
    if (announced > most) {
      throw tooLong(most);
    }
    return announced < 0 ? most : (int) announced;
  }

  private static Refused tooLong(int most) {
    return new Refused(413, String.format(Locale.ROOT, "the body is longer than %d bytes", most));
  }
}
