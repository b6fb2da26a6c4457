package kubetraining.extender;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads requests into one buffer that is kept, since a list of a thousand nodes takes 20 MB and the
 * heap is small. Not for two threads at a time.
 */
final class BodyBuffer {
  private static final int FIRST = 64 * 1024;
  private final int most;
  private byte[] bytes = new byte[FIRST];

  /**
   * @param most bytes of the longest request that is read
   */
  BodyBuffer(int most) {
    this.most = most;
  }

  /**
   * @param announced the length that the header names, or less than 0
   */
  Body read(InputStream in, long announced) throws IOException, TooLongException {
    if (announced > most) {
      throw new TooLongException(most);
    }
    if (announced > bytes.length) {
      bytes = new byte[(int) announced];
    }
    int length = 0;
    int got;
    while ((got = in.read(bytes, length, bytes.length - length)) > 0) {
      length += got;
      if (length == bytes.length && length != announced) {
        grow();
      }
      if (length == bytes.length) {
        break;
      }
    }
    return new Body(bytes, length);
  }

  private void grow() throws TooLongException {
    if (bytes.length >= most) {
      throw new TooLongException(most);
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(most, bytes.length * 2L));
  }

  /** A request is longer than we are willing to hold. */
  static final class TooLongException extends Exception {
    private static final long serialVersionUID = 1L;

    TooLongException(int most) {
      super(String.format(Locale.ROOT, "the body is longer than %d bytes", most));
    }
  }
}
