package kubetraining.certificate;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import kubetraining.course.ProvenChecks;
import kubetraining.host.FileWork;
import org.jspecify.annotations.Nullable;

/**
 * The whole of {@code manifest.json}, which is what is signed.
 *
 * @param schema the name and version of this contract
 * @param verdict CERTIFIED, FAILED or INCOMPLETE
 * @param reason why, in words
 * @param troubles what went wrong beside the scenarios
 * @param versions of the programs that took part, by name
 * @param lab as in progress.json; the null of JSON if there was none
 * @param images with their digests, as in progress.json
 * @param inputs what else the run stood on when it began: manifests, recipes, the program; null in
 *     the first version
 * @param features the feature files there were, run or not
 * @param scenarios all scenarios there were, in their order
 * @param checks how many of the guide's checks were proven; null if the report does not tell
 * @param files everything else in the bundle
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Manifest(
    String schema,
    String verdict,
    String reason,
    Run run,
    List<String> troubles,
    Map<String, String> versions,
    JsonNode lab,
    JsonNode images,
    List<Section> sections,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Hashed> inputs,
    List<Hashed> features,
    List<Scenario> scenarios,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ProvenChecks checks,
    List<Entry> files,
    Key key) {
  static final String SCHEMA = "kube-training/certificate/3";
  private static final String SECOND = "kube-training/certificate/2";
  private static final String FIRST = "kube-training/certificate/1";
  static final String FILE = "manifest.json";
  static final String SIGNATURE = "manifest.sig";
  static final String PUBLIC_KEY = "public-key.pem";

  /** Anybody can sign anything: a list or a map with nothing in a place is refused. */
  static final JsonMapper JSON =
      JsonMapper.builder().defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL)).build();

  /**
   * The run.
   *
   * @param selection the tag expression it was started with, empty for everything
   * @param endedAt empty if it had not ended
   * @param owner who ran it, as they say themselves; null in the first version
   * @param challenge the word that was said before it; null in the first version
   * @param trainee {@code person} if one typed the guide; null if the suite did
   */
  record Run(
      String id,
      String startedAt,
      String endedAt,
      String selection,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String owner,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String challenge,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String trainee) {
    Run {
      // Certificates from before people were watched do not say who typed.
      trainee = "person".equals(trainee) ? trainee : null;
      startedAt = requireNonNullElse(startedAt, "");
      endedAt = requireNonNullElse(endedAt, "");
      selection = requireNonNullElse(selection, "");
    }

    /** The word that was said before it; empty if none was given, or nobody knows. */
    String word() {
      return requireNonNullElse(challenge, "");
    }

    /** Who says that they ran it; empty if nobody does. */
    String by() {
      return requireNonNullElse(owner, "");
    }
  }

  /** One section and its verdict. */
  record Section(String id, String title, String verdict) {
    Section {
      title = requireNonNullElse(title, "");
      verdict = requireNonNullElse(verdict, "");
    }
  }

  /** A file, or what counts as one. */
  record Hashed(String file, String sha256) {
    static List<Hashed> of(SortedMap<String, String> digests) {
      return digests.entrySet().stream()
          .map(each -> new Hashed(each.getKey(), each.getValue()))
          .toList();
    }
  }

  /**
   * One scenario.
   *
   * @param sha256 of its text and tags
   * @param outcome empty if it was not asked for
   */
  record Scenario(
      String id,
      String name,
      String file,
      String section,
      List<String> tags,
      String sha256,
      String outcome) {
    Scenario {
      outcome = requireNonNullElse(outcome, "");
    }

    /** The same, as it ended in a run. */
    Scenario in(RunFacts run) {
      var ended = run.scenarios().get(id);
      return new Scenario(
          id, name, file, section, tags, sha256, ended == null ? "" : ended.outcome().name());
    }
  }

  /** One file of the bundle. */
  record Entry(String path, long size, String sha256) {}

  /** The key that signed. */
  record Key(String algorithm, String fingerprint) {}

  byte[] json() {
    var indent = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
    String failure = "a manifest cannot be written down";
    String json = FileWork.get(failure, () -> JSON.writer(printer).writeValueAsString(this));
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Reads it; null if nothing can be said of it, and then it is found why. */
  static @Nullable Manifest of(BundleContents contents) {
    if (!contents.files().containsKey(FILE)) {
      return null;
    }
    try {
      var manifest = JSON.readValue(contents.files().get(FILE), Manifest.class);
      // The word null alone is JSON, too.
      String schema = manifest == null ? SCHEMA : manifest.schema;
      if (!SCHEMA.equals(schema) && !SECOND.equals(schema) && !FIRST.equals(schema)) {
        String what =
            "its schema is '%s'; this program knows %s to %s. The manifest says under 'versions' which version of kube-training can check it";
        contents.found(Refusal.VERSION, FILE, what, schema, FIRST, SCHEMA);
        return null;
      }
      if (manifest != null && !manifest.missing()) {
        return manifest;
      }
      contents.found(FILE, "it lacks parts that every manifest has");
    } catch (IOException e) {
      contents.found(FILE, "it cannot be read: %s", e.getMessage());
    }
    return null;
  }

  /** Whether it is of the version before inputs, challenges and {@link Sums}. */
  boolean isOfFirstVersion() {
    return FIRST.equals(schema);
  }

  /** Whether it is of the version before the words of {@link Summary} changed. */
  boolean isOfSecondVersion() {
    return SECOND.equals(schema);
  }

  private boolean missing() {
    return Stream.of(verdict, reason, run, troubles, versions, lab, images, sections, features)
            .anyMatch(Objects::isNull)
        || Stream.of(scenarios, files, key).anyMatch(Objects::isNull)
        || (inputs == null) != isOfFirstVersion()
        || files.stream().anyMatch(each -> each.path() == null);
  }
}
