package kubetraining.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kubetraining.artifact.cache.EntryCache;
import kubetraining.artifact.carry.ImportedImages;
import kubetraining.artifact.make.Artifact;
import kubetraining.artifact.make.Maker;
import kubetraining.artifact.make.PackageSource;
import kubetraining.artifact.make.Source;
import kubetraining.artifact.make.Workbench;
import kubetraining.artifact.make.Workshop;
import kubetraining.artifact.recipe.ArtifactSettings;
import kubetraining.artifact.recipe.RecipeBook;
import kubetraining.artifact.recipe.SourceChoice;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.host.Commands;
import kubetraining.host.Texts;
import kubetraining.progress.Progress;

/** A folder of recipes as small as they get. */
public final class TinyRecipes {
  private final Path folder;

  public TinyRecipes(Path folder) throws IOException {
    this.folder = folder;
    recipe("machine", "rootfs", "12");
    recipe("base", "rootfs", "12");
    recipe("tools", "go", "v1.2.3");
    write("tools/go.mod", "module tools\n");
    write("tools/go.sum", "h1:abc\n");
    recipe("other", "go", "v0.1.0");
    write("other/go.mod", "module other\n");
    write(
        "images.json",
        """
        [{"reference": "example.org/tool:v1.2.3", "version": "v1.2.3", "source": "Go module tools",
          "base": "scratch", "entrypoint": ["/tool"], "environment": {"B": "2", "A": "1"},
          "files": [{"artifact": "tools", "file": "tool", "path": "/tool", "mode": "755"}]},
         {"reference": "server:1", "version": "1", "source": "Go module tools", "base": "base",
          "files": [{"artifact": "tools", "file": "tool", "path": "/usr/bin/tool", "mode": "755"}]},
         {"reference": "docker.io/boards/board:1", "version": "1", "source": "only registries",
          "onlyFrom": "registries"}]
        """);
    write(
        "machine.json",
        """
        {"rootFileSystem": "machine",
         "files": [
           {"artifact": "tools", "file": "tool", "path": "/usr/local/bin/tool", "mode": "0755"},
           {"artifact": "tools", "file": "share", "path": "/usr/share/tool", "mode": "0644"}]}
        """);
    write(
        "sections.json",
        """
        {"every lab": {"files": ["tools"], "images": ["example.org/tool", "server"]},
         "@boards": {"images": ["boards/board"]}}
        """);
    write(
        "downloads.json",
        """
        [{"artifact": "tools", "url": "https://dl.example.org/{version}/tool-{number}.tar.gz",
          "checksum": ".sha256", "members": {"tool-{version}/bin/tool": "tool",
          "tool-{version}/share/": "share/"}}]
        """);
  }

  public Path folder() {
    return folder;
  }

  public RecipeBook book() {
    return RecipeBook.read(folder);
  }

  /** How artifacts are obtained from these recipes, without mirrors. */
  public ArtifactSettings settings(SourceChoice source, Path cache) {
    return ArtifactSettings.of(source, folder, cache);
  }

  /** All artifacts, made of a source of the test. */
  public Artifacts made(Path cache, Source source) {
    return made(cache, source, Wanted.EVERYTHING, Progress.SILENT);
  }

  public Artifacts made(Path cache, Source source, Wanted wanted, Progress progress) {
    return new Artifacts(
        SourceChoice.PACKAGES,
        new Catalog(book(), wanted, source),
        new Workshop(new EntryCache(cache), progress, () -> {}),
        new ImportedImages(cache, book()),
        () -> new Catalog(book(), wanted, PackageSource.portable(book())));
  }

  /** Makes one artifact by itself in a folder. */
  public static Workbench make(Path folder, Maker maker, Map<String, Path> needs) throws Exception {
    var artifact = new Artifact("made", "1", "test", "key", List.of(), maker);
    Path out = Files.createDirectories(folder.resolve("out"));
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    var commands = new Commands("made", folder.resolve("log"));
    var bench = new Workbench(artifact, out, scratch, needs, commands);
    maker.work().make(bench);
    return bench;
  }

  public void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void recipe(String name, String kind, String version) throws IOException {
    write(
        name + "/recipe.json",
        Texts.of(
            """
            {"kind": "%s", "name": "%s", "version": "%s", "source": "%s package",
             "programs": ["tool"], "cgo": false, "suite": "bookworm", "variant": "minbase",
             "components": ["main"], "packages": [], "options": []}
            """,
            kind, name, version, kind));
  }
}
