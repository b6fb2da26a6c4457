package kubetraining.probe;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kubetraining.host.Texts;
import kubetraining.remote.RemoteShell;

/**
 * Asks one DNS server by its own address from a machine, as a resolver does: a question that gets
 * no answer is asked once more. It needs nothing on the machine but bash.
 *
 * @param shell of the machine that asks
 * @param limit for all questions of one look
 */
public record DnsProbe(RemoteShell shell, Duration limit) {
  /** Its number, one question, nothing else. */
  private static final String HEAD = "\\x4b\\x54\\x01\\x00\\x00\\x01\\x00\\x00\\x00\\x00\\x00\\x00";

  /** The end of the name; an address is asked for, in the internet. */
  private static final String TAIL = "\\x00\\x00\\x01\\x00\\x01";

  private static final String SCRIPT =
      """
      ask() {
        exec 3<>/dev/udp/%1$s/53
        for attempt in 1 2; do
          printf '%2$s' >&3
          got=$(timeout 2 dd bs=512 count=1 <&3 2>/dev/null | od -An -v -tu1 | tr '\\n' ' ')
          [ -z "$got" ] || break
        done
        exec 3>&-
        echo "${got:-none}"
      }
      for time in $(seq %3$d); do ask; done
      """;
  private static final int ADDRESS = 4;
  private static final int HEAD_LENGTH = 12;
  private static final int ERROR_AT = 3;
  private static final int ANSWERS_AT = 7;
  private static final int ERROR_BITS = 0xf;

  /**
   * What a server answers, each time that it is asked: an address, or in words why there is none.
   *
   * @param name in full, as in {@code hello.default.svc.cluster.local}
   */
  public List<String> addresses(String server, String name, int times) {
    String script = Texts.of(SCRIPT, server, HEAD + labels(name) + TAIL, times);
    return shell.run(script, limit).stdout().lines().map(DnsProbe::address).toList();
  }

  private static String labels(String name) {
    return Arrays.stream(name.split("\\."))
        .flatMapToInt(label -> IntStream.concat(IntStream.of(label.length()), label.chars()))
        .mapToObj(each -> Texts.of("\\x%02x", each))
        .collect(Collectors.joining());
  }

  /** The last record of an answer is the address: nothing else was asked for. */
  static String address(String bytes) {
    if (bytes.equals("none")) {
      return "no answer";
    }
    var all = Arrays.stream(bytes.strip().split("\\s+")).map(Integer::parseInt).toList();
    if (all.size() < HEAD_LENGTH + ADDRESS) {
      return "an answer that is cut off";
    }
    int error = all.get(ERROR_AT) & ERROR_BITS;
    if (error != 0 || all.get(ANSWERS_AT) == 0) {
      return error == 0 ? "an answer without an address" : Texts.of("error %d", error);
    }
    return all.subList(all.size() - ADDRESS, all.size()).stream()
        .map(String::valueOf)
        .collect(Collectors.joining("."));
  }
}
