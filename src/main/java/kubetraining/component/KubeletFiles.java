package kubetraining.component;

import com.fasterxml.jackson.core.type.TypeReference;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import kubetraining.host.Texts;
import kubetraining.remote.RemoteShell;

/** The configuration of the kubelet of one machine, and its original, which is kept beside it. */
final class KubeletFiles {
  static final String CONFIG = "/var/lib/kubelet/config.yaml";
  static final String ORIGINAL = CONFIG + ".training-original";
  private static final String COPY = CONFIG + ".training-copy";
  // What is noted under one policy keeps the kubelet from starting under another.
  private static final String RECORDS =
      "/var/lib/kubelet/cpu_manager_state /var/lib/kubelet/memory_manager_state";
  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private final RemoteShell shell;
  private final Duration limit;

  KubeletFiles(RemoteShell shell, Duration limit) {
    this.shell = shell;
    this.limit = limit;
  }

  /** Whether the original was kept, by this run or by one that was killed. */
  boolean originalKept() {
    return shell.run("sudo -n test -s " + ORIGINAL, limit).succeeded();
  }

  /** Keeps it, whole or not at all; one that is kept already stays. */
  void keepOriginal() {
    if (!originalKept()) {
      asRoot(Texts.of("cp --preserve %s %s && sudo -n mv %s %s", CONFIG, COPY, COPY, ORIGINAL));
    }
  }

  /** Puts the original back, byte for byte. */
  void restoreOriginal() {
    asRoot(Texts.of("cp --preserve %s %s && sudo -n mv %s %s", ORIGINAL, COPY, COPY, CONFIG));
  }

  /** Removes all that the training has put beside the configuration. */
  void forgetOriginal() {
    asRoot(Texts.of("sh -c 'rm -f %s.training-*'", CONFIG));
  }

  void removeRecords() {
    asRoot("rm -f " + RECORDS);
  }

  /** Whether the configuration says what {@link #writeStatic} would write. */
  boolean isStatic(String reserve, String period) {
    return originalKept() && read(CONFIG).equals(withStatic(reserve, period));
  }

  /** Writes the original with the policy static, and so much CPU kept for the kubelet. */
  void writeStatic(String reserve, String period) {
    shell.write(
        CONFIG, YAML.asYaml(withStatic(reserve, period)).getBytes(StandardCharsets.UTF_8), "0644");
  }

  private Map<String, Object> withStatic(String reserve, String period) {
    var config = read(ORIGINAL);
    config.put("cpuManagerPolicy", "static");
    config.put("cpuManagerReconcilePeriod", period);
    var reserved = new LinkedHashMap<String, Object>();
    if (config.get("kubeReserved") instanceof Map<?, ?> before) {
      before.forEach((resource, amount) -> reserved.put(String.valueOf(resource), amount));
    }
    reserved.put("cpu", reserve);
    config.put("kubeReserved", reserved);
    return config;
  }

  private Map<String, Object> read(String file) {
    String text = asRoot("cat " + file);
    Map<String, Object> config = YAML.unmarshal(text, new TypeReference<>() {});
    if (config == null) {
      throw new IllegalStateException(Texts.of("%s on %s is empty", file, shell.machine()));
    }
    return config;
  }

  private String asRoot(String command) {
    return shell.mustRun("sudo -n " + command, limit).stdout();
  }
}
