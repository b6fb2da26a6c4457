package kubetraining.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kubetraining.artifact.cache.PlacedFile;
import kubetraining.config.Limit;
import kubetraining.existing.AdaptedGuide;
import kubetraining.host.Commands;
import kubetraining.host.FileWork;
import kubetraining.host.Programs;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;
import kubetraining.lab.LabUnavailableException;
import kubetraining.remote.LocalShell;
import kubetraining.remote.RemoteShell;
import kubetraining.run.TypingPlace.Lack;
import kubetraining.wait.Waits;

/**
 * A home on this computer that is laid out as that of a trainee on node1: kubectl, the manifests,
 * Spark. What is typed here reaches the cluster by its API server, and no machine of it.
 *
 * @param home a folder of the lab's own
 */
record Workstation(Path home) {
  private static final String GUIDE_HOME = "/home/ubuntu/";
  private static final long SCRIPT = 1 << 20;
  private static final String NO_MACHINE =
      "it is for a machine of the cluster, and commands are typed on this computer; lab.ssh.user,"
          + " lab.ssh.key and lab.ssh.hosts name machines to type on";

  /** Where the home is on a machine that is not ours, in the home of the user there. */
  private static final String THERE = ".kube-training";

  /** What has to be there besides what we bring, by the commands that need it. */
  private static final Map<String, String> PROGRAMS =
      Map.of(
          "jq", "(?m)\\| *jq ",
          "curl", "(?m)^curl ",
          "hey", "(?m)^(hey |command -v hey)",
          "java", "bin/spark-submit ");

  /** Commands that tell of the computer they are typed on, or that only reach from within. */
  private static final List<Lack> LACKS =
      Stream.of(
              "sudo ",
              "(?m)^hostname",
              "(?m)^docker ",
              "export GOROOT=",
              "/sys/fs/cgroup",
              "systemctl ",
              "\\.spec\\.clusterIP",
              "\\.podIP",
              "127\\.0\\.0\\.1:",
              // Looks of ours, from a machine to pods.
              "^sh -c 'for i in",
              "/dev/udp/")
          .map(command -> Lack.of(command, NO_MACHINE))
          .toList();

  /** The home on a machine where this user logs in. */
  static String there(String user) {
    return (user.equals("root") ? "/root/" : Texts.of("/home/%s/", user)) + THERE;
  }

  /** Which files of the guide's machines belong here. */
  static boolean takes(String path) {
    return path.startsWith(GUIDE_HOME) || path.endsWith("/kubectl");
  }

  /** Lays out the home, anew. */
  void layOut(Path manifests, List<PlacedFile> files, Path given, String context) {
    FileWork.run(
        "could not lay out the home " + home,
        () -> {
          WholeFile.delete(home);
          for (Path file : ProjectFiles.below(manifests)) {
            Path to = home.resolve("training").resolve(manifests.relativize(file));
            Files.createDirectories(to.getParent());
            Files.copy(file, to);
          }
          for (PlacedFile file : files) {
            String path = file.path();
            place(
                file.source(),
                path.startsWith(GUIDE_HOME)
                    ? home.resolve(path.substring(GUIDE_HOME.length()))
                    : home.resolve("bin").resolve(Path.of(path).getFileName()));
          }
          WholeFile.delete(home.resolveSibling("home.tar"));
          WholeFile.writePrivate(home.resolve(".kube/config"), kubeconfig(given, context));
          own("pgrep", "echo \"$pid\"");
          own("pkill", "kill \"-${signal:-TERM}\" \"$pid\"");
        });
  }

  /** That of one context alone, with the content of the files that it names. */
  private String kubeconfig(Path given, String context) {
    var view = new ArrayList<>(List.of(home.resolve("bin/kubectl").toString()));
    view.addAll(List.of("config view --minify --flatten --raw".split(" ")));
    view.addAll(List.of("--kubeconfig=" + given, "--context=" + context));
    return Commands.ask(view, Limit.COMMAND.duration())
        .orElseThrow(() -> new LabUnavailableException("kubectl could not read %s", given));
  }

  /**
   * File by file, since several parts may share a folder; scripts follow links, archives do not.
   */
  private static void place(Path from, Path to) throws IOException {
    if (Files.isDirectory(from)) {
      Files.createDirectories(to);
      try (var parts = Files.list(from)) {
        for (Path part : parts.toList()) {
          place(part, to.resolve(part.getFileName().toString()));
        }
      }
      return;
    }
    Files.createDirectories(to.getParent());
    try {
      if (Files.size(from) < SCRIPT) {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
      } else {
        Files.createSymbolicLink(to, from);
      }
    } catch (FileAlreadyExistsException e) {
      throw new IllegalStateException(Texts.of("two files are placed at %s", to), e);
    }
  }

  /** Like the program of that name, but it sees only what was started from this home. */
  private void own(String program, String action) throws IOException {
    Path file = home.resolve("bin").resolve(program);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        Texts.of(
            """
            #!/bin/bash
            # %s NAME of programs that were started from this home alone: [-SIGNAL] -x NAME
            for word; do case $word in -x) ;; -*) signal=${word#-} ;; *) name=$word ;; esac; done
            found=1
            for folder in /proc/[0-9]*; do
              pid=${folder#/proc/}
              [ "$(cat "$folder/comm" 2>/dev/null)" = "$name" ] || continue
              grep -qzxF "HOME=$HOME" "$folder/environ" 2>/dev/null || continue
              %s && found=0
            done
            exit "$found"
            """,
            program, action));
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make a program of " + file);
    }
  }

  /** A shell in this home that stands for node1. */
  RemoteShell open(AdaptedGuide names, Waits waits, List<Lack> besides) {
    var variables =
        Map.of("KUBECONFIG", "", "JAVA_HOME", System.getProperty("java.home"), "USER", "trainee");
    var shell = new LocalShell("node1", home, variables, waits::patient);
    var lacks = new ArrayList<>(besides);
    lacks.addAll(LACKS);
    lacks.addAll(missing("this computer", Programs::has));
    return new TypingPlace(shell, "", names::command, lacks);
  }

  /**
   * Brings this home to node1, beside the home of the user there.
   *
   * @return a shell in it; {@link #leave} removes it
   */
  RemoteShell openOn(RemoteShell node1, AdaptedGuide names, List<Lack> besides) {
    Path tar = home.resolveSibling("home.tar");
    // Links lead to files that only this computer has.
    var pack = List.of("tar", "-chf", tar.toString(), "-C", home.toString(), ".");
    if (Commands.ask(pack, Limit.MACHINE_SETUP.duration()).isEmpty()) {
      throw new LabUnavailableException("could not pack the home %s with tar", home);
    }
    leave(node1);
    node1.upload(tar, THERE + ".tar");
    String unpack = "mkdir --parents --mode=0700 %1$s && tar -xf %1$s.tar -C %1$s && rm %1$s.tar";
    mustRun(node1, Texts.of(unpack, THERE));
    String before =
        Texts.of("export HOME=~/%s; export PATH=$HOME/bin:$PATH; unset KUBECONFIG; cd\n", THERE);
    Predicate<String> has =
        program -> node1.run("command -v " + program, Limit.COMMAND.duration()).succeeded();
    var lacks = new ArrayList<>(besides);
    lacks.addAll(missing(names.nodes().get("node1"), has));
    return new TypingPlace(node1, before, names::command, lacks);
  }

  /** Removes from node1 what was brought there. */
  static void leave(RemoteShell node1) {
    mustRun(node1, Texts.of("rm --recursive --force %1$s %1$s.tar", THERE));
  }

  private static void mustRun(RemoteShell node1, String command) {
    var unused = node1.mustRun(command, Limit.MACHINE_SETUP.duration());
  }

  /** Packages of Debian with programs that this computer has not. */
  static List<String> packages() {
    return PROGRAMS.keySet().stream()
        .filter(each -> !each.equals("java") && !Programs.has(each))
        .toList();
  }

  private static List<Lack> missing(String place, Predicate<String> has) {
    String why = "%s has no program %s";
    return PROGRAMS.entrySet().stream()
        .filter(each -> !has.test(each.getKey()))
        .map(each -> Lack.of(each.getValue(), Texts.of(why, place, each.getKey())))
        .toList();
  }
}
