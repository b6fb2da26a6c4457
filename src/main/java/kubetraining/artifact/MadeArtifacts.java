package kubetraining.artifact;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.host.Texts;

/** Artifacts that are made here on demand, from packages or from registries. */
final class MadeArtifacts implements Artifacts {
  private final SourceChoice choice;
  private final Catalog catalog;
  private final Workshop workshop;
  private final OptionalImages optional;

  MadeArtifacts(SourceChoice choice, Catalog catalog, Workshop workshop, ImportedImages brought) {
    this.choice = choice;
    this.catalog = catalog;
    this.workshop = workshop;
    this.optional =
        new OptionalImages(
            catalog.optionalImages(),
            image -> brought.find(image).or(() -> pulled(image)),
            this::attempt,
            catalog.lacksOptional().orElse(""));
  }

  private Optional<ImageArchive> pulled(ImageRecipe image) {
    return catalog.lacksOptional().isPresent()
        ? Optional.empty()
        : workshop.find(catalog.image(image.reference())).map(MadeArtifacts::archive);
  }

  private Optional<ImageArchive> attempt(ImageRecipe image) {
    return catalog.lacksOptional().isPresent()
        ? Optional.empty()
        : Optional.of(made(catalog.image(image.reference())));
  }

  /** Fails if something has to be made and a tool for it is not here. */
  void checkTools() {
    Toolbox.mustHave(
        workshop.missing(catalog.all()).stream().flatMap(a -> a.maker().tools().stream()).toList());
  }

  @Override
  public SourceChoice source() {
    return choice;
  }

  @Override
  public MachineParts machineParts() {
    Map<String, Entry> entries = workshop.have(catalog.all());
    List<PlacedFile> files = placed(catalog.labFiles(), entries);
    Entry root = entry(entries, catalog.rootFileSystem().name());
    List<String> words = new ArrayList<>(List.of(root.content()));
    files.forEach(file -> words.add(file.key()));
    return new MachineParts(
        root.folder().resolve(RootfsMaker.TAR),
        files,
        Digests.keyOf(words),
        placed(catalog.sectionFiles(), entries),
        archives(catalog.labImages(), entries),
        sectionImages(entries));
  }

  @Override
  public RehearsalParts rehearsalParts() {
    Artifact bare = catalog.beside(RehearsalParts.BARE);
    Artifact registry = catalog.beside(RehearsalParts.REGISTRY);
    Map<String, Entry> entries = workshop.have(List.of(bare, registry));
    Entry root = entry(entries, bare.name());
    return new RehearsalParts(
        root.folder().resolve(RootfsMaker.TAR),
        root.content(),
        entry(entries, registry.name()).folder().resolve(registry.name()));
  }

  private List<ImageArchive> sectionImages(Map<String, Entry> entries) {
    List<Artifact> ofLab = catalog.labImages();
    List<Artifact> ofSections =
        catalog.machineImages().stream().filter(image -> !ofLab.contains(image)).toList();
    List<ImageArchive> images = new ArrayList<>(archives(ofSections, entries));
    images.addAll(optional.had());
    return List.copyOf(images);
  }

  private static List<PlacedFile> placed(List<FileRule> rules, Map<String, Entry> entries) {
    return rules.stream()
        .map(
            rule -> {
              Entry entry = entry(entries, rule.artifact());
              return new PlacedFile(
                  entry.folder().resolve(rule.file()).normalize(),
                  rule.path(),
                  rule.mode(),
                  Digests.keyOf(List.of(entry.content(), rule.toString())));
            })
        .toList();
  }

  private static List<ImageArchive> archives(List<Artifact> images, Map<String, Entry> entries) {
    return images.stream().map(image -> archive(entry(entries, image.name()))).toList();
  }

  @Override
  public ImageArchive image(String reference) {
    return catalog
        .optionalImage(reference)
        .map(optional::require)
        .orElseGet(() -> made(catalog.image(reference)));
  }

  @Override
  public Map<String, String> unavailable() {
    return optional.unavailable();
  }

  private ImageArchive made(Artifact image) {
    return archive(entry(workshop.have(List.of(image)), image.name()));
  }

  @Override
  public List<ImageArchive> images() {
    Map<String, Entry> entries = workshop.have(catalog.machineImages());
    List<ImageArchive> images = new ArrayList<>(archives(catalog.machineImages(), entries));
    images.addAll(optional.had());
    return List.copyOf(images);
  }

  private static Entry entry(Map<String, Entry> entries, String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new ArtifactException(
          Texts.of("artifact %s was made and is gone from the cache; run again", name));
    }
    return entry;
  }

  static ImageArchive archive(Entry entry) {
    return new ImageArchive(
        entry.fact(ImageMaker.REFERENCE),
        entry.folder().resolve(ImageMaker.TAR),
        entry.fact(ImageMaker.DIGEST),
        entry.version(),
        entry.source());
  }

  @Override
  public List<ArtifactEntry> list() {
    var all = new LinkedHashMap<String, Artifact>();
    catalog.all().forEach(artifact -> addWithNeeds(artifact, all));
    List<ArtifactEntry> list = new ArrayList<>();
    all.values().forEach(artifact -> list.add(entry(artifact)));
    list.addAll(optional.list());
    return list;
  }

  private ArtifactEntry entry(Artifact artifact) {
    Optional<Entry> found = workshop.find(artifact);
    return new ArtifactEntry(
        artifact.name(),
        artifact.version(),
        artifact.source(),
        found.isPresent(),
        found.map(Entry::bytes).orElse(0L),
        "");
  }

  private static void addWithNeeds(Artifact artifact, Map<String, Artifact> all) {
    artifact.needs().forEach(need -> addWithNeeds(need, all));
    all.put(artifact.id(), artifact);
  }

  @Override
  public void exportTo(Path archive) {
    new ArchiveWriter(machineParts(), catalog.recipes()).write(archive);
  }
}
