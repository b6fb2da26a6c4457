package kubetraining.lab.embedded;

import java.nio.file.Path;
import java.util.List;
import kubetraining.host.Texts;

/**
 * A limit of the kernel of which a lab needs a part. All processes of root share it, those in
 * containers too.
 *
 * <p>A lab without lessons was measured with 70 watchers, 456 watched files and 520 threads;
 * lessons add to that. kind asks for 512 watchers and 524288 watched files, for clusters of any
 * size (kind.sigs.k8s.io/docs/user/known-issues, "too many open files"). What is not here stops no
 * lab: dockerd itself raises the number of root's keys, a node has a table of connections of its
 * own, no program of a lab maps many areas of memory, and kubelet is told to live with swap.
 *
 * @param what the thing limited, in words
 * @param name as sysctl calls it
 * @param least what one lab needs
 * @param enough what it is raised to where we may
 */
record KernelLimit(String what, String name, long least, long enough) {
  static final List<KernelLimit> ALL =
      List.of(
          // Linux starts with 128; without one kube-proxy ends with "too many open files".
          new KernelLimit("file watchers", "fs.inotify.max_user_instances", 128, 512),
          // Without one kubelet ends with "no space left on device".
          new KernelLimit("watched files", "fs.inotify.max_user_watches", 4096, 65536),
          new KernelLimit("process numbers", "kernel.pid_max", 4096, 32768),
          new KernelLimit("threads", "kernel.threads-max", 4096, 32768));

  /** Where the kernel shows it, below a folder such as /proc/sys. */
  Path file(Path root) {
    return root.resolve(name.replace('.', '/'));
  }

  String cure() {
    return Texts.of("sudo sysctl %s=%s   (a file in /etc/sysctl.d makes it last)", name, enough);
  }
}
