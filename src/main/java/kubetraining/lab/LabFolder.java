package kubetraining.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;

/**
 * What a computer knows of one lab: its key, its host keys, its kubeconfig and a record of what it
 * is. Only its owner may read any of it.
 */
public record LabFolder(Path labs, String lab) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  public LabFolder {
    LabSpec.requireName(lab);
  }

  /** The folder of a lab below the state folder; it need not exist yet. */
  public static LabFolder of(Path state, String lab) {
    return new LabFolder(state.resolve("labs"), lab);
  }

  /** The folders of all labs this computer knows, by name. */
  public static List<LabFolder> all(Path state) {
    var labs = state.resolve("labs");
    if (!Files.isDirectory(labs)) {
      return List.of();
    }
    try (var entries = Files.list(labs)) {
      var folders = entries.filter(one -> Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS));
      var names = folders.map(one -> one.getFileName().toString()).filter(LabSpec::isName);
      return names.sorted().map(name -> new LabFolder(labs, name)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("could not list the labs in " + labs, e);
    }
  }

  public Path path() {
    return labs.resolve(lab);
  }

  public boolean exists() {
    return Files.isDirectory(path());
  }

  public Path privateKey() {
    return path().resolve("id");
  }

  public Path knownHosts() {
    return path().resolve("known_hosts");
  }

  public Path kubeconfig() {
    return path().resolve("kubeconfig");
  }

  /** Where is noted what commands of the guide have made in the lab's cluster. */
  public Path ledger() {
    return path().resolve("made-by-commands");
  }

  /** Keeps what the lab is. */
  public void writeRecord(LabRecord lab) {
    var node = JSON.createObjectNode().put("kind", lab.kind());
    node.put("networkRange", lab.networkRange()).put("createdAt", lab.createdAt().toString());
    lab.kubernetes().ifPresent(version -> node.put("kubernetes", version));
    lab.engine().ifPresent(engine -> node.set("engine", JSON.valueToTree(engine)));
    lab.owner().ifPresent(owner -> node.put("owner", owner));
    lab.expiresAt().ifPresent(when -> node.put("expiresAt", when.toString()));
    lab.hourlyPrice().ifPresent(price -> node.put("hourlyPrice", price));
    FileWork.run(
        "could not write " + recordFile(),
        () -> WholeFile.writePrivate(recordFile(), node.toPrettyString() + "\n"));
  }

  /**
   * What the lab is, if that was kept.
   *
   * @throws DamagedRecordException if it was, and cannot be understood
   */
  public Optional<LabRecord> readRecord() {
    try {
      var node = JSON.readTree(Files.readString(recordFile()));
      return Optional.of(
          new LabRecord(
              required(node, "kind"),
              required(node, "networkRange"),
              Instant.parse(required(node, "createdAt")),
              optional(node, "kubernetes"),
              Optional.ofNullable(node.get("engine"))
                  .map(engine -> JSON.convertValue(engine, LabEngine.class)),
              optional(node, "owner"),
              optional(node, "expiresAt").map(Instant::parse),
              Optional.ofNullable(node.get("hourlyPrice")).map(JsonNode::asDouble)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      throw new DamagedRecordException(
          Texts.of("%s is damaged (%s)", recordFile(), e.getMessage()), lab, e);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + recordFile(), e);
    }
  }

  private static String required(JsonNode node, String field) {
    return optional(node, field)
        .orElseThrow(() -> new IllegalArgumentException(Texts.of("it has no '%s'", field)));
  }

  private static Optional<String> optional(JsonNode node, String field) {
    return Optional.ofNullable(node.get(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private Path recordFile() {
    return path().resolve("lab.json");
  }

  /** A file of the lab that outlives its folder. */
  Path beside(String ending) {
    return labs.resolve(lab + ending);
  }

  /** Makes the folder, if it is not there. */
  public LabFolder create() {
    FileWork.run(
        Texts.of("could not make the folder of lab '%s'", lab),
        () -> Files.createDirectories(path(), WholeFile.PRIVATE_FOLDER));
    return this;
  }

  /** Forgets the lab. Safe to repeat. */
  public void delete() {
    FileWork.run("could not delete " + path(), () -> WholeFile.delete(path()));
  }
}
