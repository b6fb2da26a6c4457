package kubetraining.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kubetraining.host.Environment;
import kubetraining.host.Texts;

/**
 * Every setting of a run, checked.
 *
 * @param lab where machines come from
 * @param labName the name of the lab; two labs of different names do not touch
 * @param keepLab whether the lab stays up after the run
 * @param allowNotAttempted a tag expression: scenarios that need not be attempted; empty for none
 * @param labOwner goes into the owner tag
 * @param timeToLive after this long the machines of a lab power themselves off
 * @param patience how many times as long as the catalogue of limits says a wait may take
 * @param aws settings that only matter for AWS
 * @param embedded settings that only matter for the embedded lab
 * @param existing settings for a cluster that exists already; empty for every other kind of lab
 * @param artifacts where binaries and images come from
 * @param folders where the project and the run keep files
 * @param signing by which key certificates are signed
 * @param observe whether a person does what the guide says, and the run only watches
 * @param solve whether the guide is then typed for them, to see how it is done
 */
public record TrainingConfig(
    LabKind lab,
    String labName,
    boolean keepLab,
    String allowNotAttempted,
    String labOwner,
    Duration timeToLive,
    double patience,
    AwsSettings aws,
    Embedded embedded,
    Optional<ExistingSettings> existing,
    Artifacts artifacts,
    Folders folders,
    Signing signing,
    boolean observe,
    boolean solve) {

  /** The tag of what a cluster that exists already cannot show, in the guide made for it. */
  public static final String ELSEWHERE = "@elsewhere";

  /** The setting that names what need not be attempted. */
  public static final String ALLOW_NOT_ATTEMPTED = "training.allow-not-attempted";

  /** The setting that names the file with the key that signs certificates. */
  public static final String SIGNING_KEY = "training.signing-key";

  /** The setting for the word that an instructor says, so that a run shows that it came after. */
  public static final String CHALLENGE = "training.challenge";

  /** The release of Kubernetes that labs run. */
  public static final String KUBERNETES = "v1.36.3";

  // Their programs are images, which no package registry has.
  private static final String ALLOWED_BY_DEFAULT = "@grafana or @headlamp";

  private static final Set<String> KNOWN =
      Set.of(
          """
          lab lab.kind lab.name lab.keep lab.owner lab.hours lab.lease lab.patience
          lab.aws.account lab.aws.caller lab.aws.credits lab.aws.instance-type
          lab.aws.max-cost lab.aws.price lab.aws.region lab.aws.rehearsal
          lab.embedded.install lab.embedded.port
          lab.kubeconfig lab.context lab.ssh.user lab.ssh.key lab.ssh.hosts lab.nodes lab.images lab.change-nodes
          artifacts.source artifacts.cache artifacts.mirror.images artifacts.mirror.binaries
          training.allow-not-attempted training.signing-key training.challenge training.mode
          training.state training.home training.terminal training.columns training.screen training.log
          """
              .split("\\s+"));

  /**
   * Settings for the embedded lab.
   *
   * @param install whether a missing Docker engine may be installed and started
   * @param port the port of the EC2 API on this computer, 0 for any free one
   */
  public record Embedded(boolean install, int port) {}

  /**
   * Where binaries and images come from.
   *
   * @param source auto, registries, packages or archive
   */
  public record Artifacts(String source, Optional<URI> imageMirror, Optional<URI> binaryMirror) {}

  /**
   * Where files are.
   *
   * @param project the folder of the project, with features, artifacts and manifests
   * @param cache what can be built again
   * @param state what labs need to be found and reached again
   * @param reports what a run writes
   */
  public record Folders(Path project, Path cache, Path state, Path reports) {}

  /**
   * The key that signs certificates.
   *
   * @param given whether somebody named it; one of ours is made when it is first needed
   * @param challenge a word that goes into all that the run writes; empty if none was said
   */
  public record Signing(Path key, boolean given, String challenge) {}

  /**
   * Reads the settings of this process.
   *
   * @throws ConfigException naming the first setting that is wrong and what would do
   */
  public static TrainingConfig load() {
    return load(Path.of("").toAbsolutePath());
  }

  /**
   * Reads the settings of this process.
   *
   * @param project the folder of the project, unless {@code training.home} names it
   * @throws ConfigException naming the first setting that is wrong and what would do
   */
  public static TrainingConfig load(Path project) {
    return load(Settings.systemProperties(), Environment.ofProcess(), project);
  }

  /**
   * These settings and no others, whatever this process was started with.
   *
   * @param home stands for the user's home and for the project
   */
  public static TrainingConfig of(Map<String, String> settings, Path home) {
    var properties = new HashMap<>(settings);
    properties.put("user.home", home.toString());
    return load(properties, new Environment(Map.of()), home);
  }

  /** The variables of the environment that hold settings. */
  public static Set<String> variables() {
    return KNOWN.stream().map(Settings::variable).collect(Collectors.toCollection(TreeSet::new));
  }

  static TrainingConfig load(
      Map<String, String> properties, Environment environment, Path workingFolder) {
    Path project =
        Optional.ofNullable(properties.get("training.home"))
            .filter(home -> !home.isBlank())
            .map(Path::of)
            .orElse(workingFolder);
    var settings = Settings.read(KNOWN, properties, environment, project);
    var kind = kind(settings);
    var user = new UserFolders(properties, environment);
    var existing = ExistingSettings.read(settings, kind);
    var mode = settings.oneOf("training.mode", "suite", "observe", "solve").orElse("suite");
    return new TrainingConfig(
        kind,
        name(settings, kind),
        settings.flag("lab.keep"),
        allowed(settings, existing),
        settings.text("lab.owner").orElse(properties.getOrDefault("user.name", "unknown")),
        timeToLive(settings),
        settings.decimal("lab.patience", 0.01, 20).orElse(kind.patience()),
        AwsSettings.read(settings),
        new Embedded(
            settings.oneOf("lab.embedded.install", "auto", "never").orElse("auto").equals("auto"),
            settings.number("lab.embedded.port", 0, 0, 65535)),
        existing,
        new Artifacts(
            settings
                .oneOf("artifacts.source", "auto", "registries", "packages", "archive")
                .orElse("auto"),
            settings.address("artifacts.mirror.images"),
            settings.address("artifacts.mirror.binaries")),
        new Folders(
            project,
            settings.path("artifacts.cache").orElseGet(user::cache),
            settings.path("training.state").orElseGet(user::state),
            project.resolve("reports")),
        signing(settings, user),
        !"suite".equals(mode),
        "solve".equals(mode));
  }

  private static String name(Settings settings, LabKind kind) {
    return settings
        .matching(
            "lab.name",
            "(?!.*-spare$)[a-z0-9]([a-z0-9-]{0,24}[a-z0-9])?",
            "1 to 26 lower-case letters, digits and dashes, and not '-spare' at the end")
        .orElse(kind == LabKind.EXISTING ? "existing" : "training");
  }

  /** What a cluster that exists already cannot show need not be attempted there. */
  private static String allowed(Settings settings, Optional<ExistingSettings> existing) {
    String allowed = settings.textOrEmpty(ALLOW_NOT_ATTEMPTED).orElse(ALLOWED_BY_DEFAULT);
    if (existing.isEmpty()) {
      return allowed;
    }
    return allowed.isBlank() ? ELSEWHERE : Texts.of("(%s) or %s", allowed, ELSEWHERE);
  }

  private static LabKind kind(Settings settings) {
    LabKind kind =
        settings
            .text("lab")
            .or(() -> settings.text("lab.kind"))
            .map(LabKind::parse)
            .orElse(LabKind.EMBEDDED);
    boolean rehearsal = settings.flag("lab.aws.rehearsal");
    if (rehearsal && kind != LabKind.AWS) {
      throw new ConfigException(
          "setting lab.aws.rehearsal is for a lab on AWS, not '%s'; add -Dlab=aws, or leave it out",
          kind.word());
    }
    // Machines on AWS fetch what they need themselves; to ignore this setting would mislead.
    if (kind.isAws() && settings.text("artifacts.source").isPresent()) {
      throw new ConfigException(
          "setting artifacts.source has no effect on AWS: machines there fetch released files and images"
              + " themselves. Leave it out, or name mirrors: artifacts.mirror.images, artifacts.mirror.binaries");
    }
    return rehearsal ? LabKind.AWS_REHEARSAL : kind;
  }

  /** What is said in minutes wins; what is said in hours is checked all the same. */
  private static Duration timeToLive(Settings settings) {
    var hours = Duration.ofHours(settings.number("lab.hours", 8, 1, 72));
    return settings
        .text("lab.lease")
        .map(text -> LeaseLength.read("setting lab.lease", text))
        .orElse(hours);
  }

  private static Signing signing(Settings settings, UserFolders user) {
    // It is said aloud, typed on a command line and printed in tables, so it is a plain word.
    String challenge =
        settings
            .matching(
                CHALLENGE,
                "(?U)[\\w][\\w .-]{0,59}",
                "at most 60 letters, digits, spaces, dots and dashes")
            .orElse("");
    var named = settings.path(SIGNING_KEY);
    return new Signing(
        named.orElseGet(() -> user.config().resolve("signing-key.pem")),
        named.isPresent(),
        challenge);
  }

  /**
   * The same, if it is a lab that can be run on.
   *
   * @throws ConfigException if it is a cluster that exists already
   */
  public TrainingConfig ofLab() {
    if (lab == LabKind.EXISTING) {
      throw new ConfigException(
          "this command is for labs, and a cluster that exists already is none; there is: ./training look, mvn verify"
              + " -Dlab=existing -Dlab.kubeconfig=FILE, and ./training sweep --kubeconfig FILE");
    }
    return this;
  }

  /** The instance type of the machines; a lab that is not AWS has them like those of the guide. */
  public String instanceType() {
    return lab.isAws() ? aws.instanceType() : AwsSettings.GUIDE_TYPE;
  }

  /** The CPU credits to ask for; nobody but AWS has any. */
  public Optional<String> cpuCredits() {
    return lab.isAws() ? aws.credits() : Optional.empty();
  }
}
