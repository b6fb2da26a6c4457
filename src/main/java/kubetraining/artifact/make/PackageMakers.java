package kubetraining.artifact.make;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kubetraining.artifact.make.Maker.Lane;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.Recipe;
import kubetraining.host.Commands;
import kubetraining.host.Folders;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Toolbox;

/** What Go, npm, Maven and pip make of pinned packages, with the user's own settings and caches. */
record PackageMakers(Recipe recipe) {
  /**
   * @param programs what must come out, after renaming
   * @param rename from the name Go gives a program to the one it shall have
   * @param moduleFiles what else is taken out of its modules
   */
  record Go(
      List<String> programs,
      Map<String, String> rename,
      boolean cgo,
      List<String> tags,
      List<String> ldflags,
      List<ModuleFiles> moduleFiles) {}

  /**
   * Files that are no program, of a module that a {@code go.mod} pins.
   *
   * @param module its path, without a version: {@code go.mod} has that
   * @param path a file of it, or a folder that is taken whole
   * @param to its path in what is made
   */
  record ModuleFiles(String module, String path, String to) {}

  /**
   * @param project the folder of the module that holds the sources of web pages
   * @param command a program of the npm packages, and its arguments
   * @param keep the folder it makes
   */
  record Npm(ModuleFiles project, List<String> command, String keep) {}

  /**
   * @param arguments {@code {output}} in them is the folder to build into
   * @param keep what is kept of that folder
   */
  record Maven(List<String> arguments, List<String> keep) {}

  /**
   * @param requirements the file with names, versions and digests
   */
  record Python(String requirements, List<String> arguments) {}

  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final Duration GO_LIMIT = Duration.ofMinutes(40);
  private static final Duration QUESTION = Duration.ofMinutes(2);
  private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s+(\\d+) kB");
  private static final long ROOMY_KB = 12L << 20;

  /** Builds the {@code tool} lines of a {@code go.mod}. */
  Maker go() {
    Go settings = recipe.as(Go.class);
    int programs = settings.programs().size();
    var tools = settings.cgo() ? List.of(Toolbox.GO, Toolbox.GCC) : List.of(Toolbox.GO);
    // The more programs, and the more modules they are made of, the longer it takes.
    long weight = programs * recipe.folder().resolve("go.sum").toFile().length();
    int megabytes = 200 + 450 * programs;
    return new Maker(Lane.GO, tools, megabytes, weight, false, bench -> makeGo(settings, bench));
  }

  private void makeGo(Go settings, Workbench bench) throws Exception {
    // Every recipe strips what debuggers read. Not writing it in the first place saves a fifth.
    List<String> line =
        new ArrayList<>(List.of(Toolbox.GO, "install", "-trimpath", "-buildvcs=false", "-gcflags"));
    line.addAll(List.of("all=-dwarf=false", "-ldflags", String.join(" ", settings.ldflags())));
    if (!settings.tags().isEmpty()) {
      line.addAll(List.of("-tags", String.join(",", settings.tags())));
    }
    line.add("tool");
    var environment = new TreeMap<String, String>();
    environment.put("GOBIN", bench.output().toString());
    environment.put("CGO_ENABLED", settings.cgo() ? "1" : "0");
    if (hasMuchMemory()) {
      // The compiler spends a sixth of its time on freeing memory that there is enough of.
      environment.put("GOGC", "400");
    }
    bench.run(line, recipe.folder(), environment, GO_LIMIT);
    Path out = bench.output();
    for (var rename : settings.rename().entrySet()) {
      Files.move(out.resolve(rename.getKey()), out.resolve(rename.getValue()));
    }
    List<String> made = Folders.filesOf(out);
    if (!made.equals(settings.programs().stream().sorted().toList())) {
      throw new ArtifactException(
          "artifact %s: the recipe lists the programs %s, but Go built %s; correct %s",
          bench.artifact().title(), settings.programs(), made, recipe.file());
    }
    for (ModuleFiles files : settings.moduleFiles()) {
      copy(files, bench.output());
    }
  }

  private static boolean hasMuchMemory() {
    try {
      Matcher total = MEMORY.matcher(Files.readString(Path.of("/proc/meminfo")));
      return total.find() && Long.parseLong(total.group(1)) >= ROOMY_KB;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Copies what is asked for to {@code output}. The module must have been fetched, which checked it
   * against {@code go.sum}.
   */
  void copy(ModuleFiles files, Path output) throws IOException {
    Path source = folderOf(files.module()).resolve(files.path());
    Path target = Tars.inside(output, files.to());
    if (!Files.exists(source)) {
      throw new ArtifactException(
          "module %s has no %s (looked at %s); correct moduleFiles in %s",
          files.module(), files.path(), source, recipe.file());
    }
    for (String file : Folders.filesOf(source)) {
      Path to = target.resolve(file);
      Folders.copy(source.resolve(file), to);
      // Go keeps its modules read-only.
      Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  private Path folderOf(String module) {
    List<String> line =
        List.of(
            Toolbox.GO, "-C", recipe.folder().toString(), "list", "-m", "-f", "{{.Dir}}", module);
    Optional<Path> folder =
        Commands.ask(line, QUESTION).filter(text -> !text.isBlank()).map(Path::of);
    if (folder.filter(Files::isDirectory).isEmpty()) {
      String printed = folder.map(Path::toString).orElse("nothing");
      throw new ArtifactException(
          "the location of module %s is not known: '%s' printed %s. Does %s require it?",
          module, String.join(" ", line), printed, recipe.folder().resolve("go.mod"));
    }
    return folder.get();
  }

  /** Builds web pages: their sources from a Go module, what they are built with from npm. */
  Maker npm() {
    Npm settings = recipe.as(Npm.class);
    var tools = List.of(Toolbox.GO, Toolbox.NPM);
    return new Maker(Lane.NETWORK, tools, 500, 20_000, false, bench -> makePages(settings, bench));
  }

  private void makePages(Npm settings, Workbench bench) throws Exception {
    var fetch = List.of(Toolbox.GO, "mod", "download", settings.project().module());
    bench.run(fetch, recipe.folder(), Map.of(), LIMIT);
    copy(settings.project(), bench.scratch());
    Path project = bench.scratch().resolve(settings.project().to());
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(recipe.folder().resolve(file), project.resolve(file), REPLACE_EXISTING);
    }
    // Without the scripts of packages: whatever they would run, nobody has pinned or read.
    var install = List.of(Toolbox.NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    bench.run(install, project, Map.of(), LIMIT);
    List<String> line = new ArrayList<>(settings.command());
    line.set(0, project.resolve("node_modules/.bin").resolve(line.get(0)).toString());
    bench.run(line, project, Map.of("NODE_ENV", "production"), LIMIT);
    keep(project, List.of(settings.keep()), settings.command().toString(), bench);
  }

  /** Runs Maven on a copy of the recipe's folder. */
  Maker maven() {
    Maven settings = recipe.as(Maven.class);
    var tools = List.of(Toolbox.JAVAC, Toolbox.MAVEN);
    // Downloads more than any root file system, but only the largest of these takes longer.
    return new Maker(
        Lane.NETWORK, tools, 800, 30_000, false, bench -> makeByMaven(settings, bench));
  }

  private void makeByMaven(Maven settings, Workbench bench) throws Exception {
    Path project = bench.scratch().resolve("project");
    Path built = bench.scratch().resolve("built");
    for (String file : ProjectFiles.namesBelow(recipe.folder())) {
      Folders.copy(recipe.folder().resolve(file), project.resolve(file), COPY_ATTRIBUTES);
    }
    List<String> line = new ArrayList<>(List.of(Toolbox.MAVEN));
    settings.arguments().forEach(one -> line.add(one.replace("{output}", built.toString())));
    // It runs with the Java of this program, which need not be on the path.
    bench.run(line, project, Map.of("JAVA_HOME", Toolbox.JAVA_HOME.toString()), LIMIT);
    keep(built, settings.keep(), "Maven", bench);
  }

  private void keep(Path built, List<String> kept, String who, Workbench bench) throws IOException {
    for (String one : kept) {
      if (!Files.exists(built.resolve(one))) {
        throw new ArtifactException(
            "artifact %s: %s succeeded but made no '%s'; correct %s",
            bench.artifact().title(), who, one, recipe.file());
      }
      Path to = bench.output().resolve(one);
      Files.createDirectories(to.getParent());
      Files.move(built.resolve(one), to);
    }
  }

  /** Installs Python packages, each with its pinned digest, to one folder. */
  Maker python() {
    Python settings = recipe.as(Python.class);
    if (!settings.arguments().contains("--require-hashes")) {
      throw new ArtifactException(
          "%s: its arguments lack --require-hashes, so anything could be installed", recipe.file());
    }
    return new Maker(
        Lane.NETWORK, List.of(Toolbox.PIP), 100, 0, false, bench -> install(settings, bench));
  }

  private void install(Python settings, Workbench bench) throws InterruptedException {
    List<String> line = new ArrayList<>(List.of("python3", "-m", "pip", "install", "--quiet"));
    line.addAll(List.of("--disable-pip-version-check", "--root-user-action=ignore"));
    line.addAll(settings.arguments());
    line.addAll(List.of("--target", bench.output().resolve("packages").toString()));
    line.addAll(
        List.of("--requirement", recipe.folder().resolve(settings.requirements()).toString()));
    bench.run(line, bench.scratch(), Map.of(), LIMIT);
  }
}
