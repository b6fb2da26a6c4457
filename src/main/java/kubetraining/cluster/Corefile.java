package kubetraining.cluster;

import java.util.ArrayList;

/** CoreDNS's configuration text. */
final class Corefile {
  private Corefile() {}

  /**
   * The same server, refusing names outside the cluster instead of asking resolvers of the host
   * ({@code forward}) and watching over that ({@code loop}). A {@code template} that answers
   * NXDOMAIN instead would swallow the cluster's own names: CoreDNS runs it before {@code
   * kubernetes}.
   */
  static String withoutOutside(String corefile) {
    var kept = new ArrayList<String>();
    int skippedDepth = 0;
    for (String line : corefile.lines().toList()) {
      var words = line.strip().split("\\s+");
      boolean opens = line.strip().endsWith("{");
      if (skippedDepth > 0) {
        skippedDepth += (opens ? 1 : 0) - (line.strip().equals("}") ? 1 : 0);
      } else if (words[0].equals("forward")) {
        skippedDepth = opens ? 1 : 0;
      } else if (!words[0].equals("loop")) {
        kept.add(line);
      }
    }
    return String.join("\n", kept) + "\n";
  }
}
