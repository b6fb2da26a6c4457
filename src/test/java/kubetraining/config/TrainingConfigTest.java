package kubetraining.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kubetraining.host.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingConfigTest {
  @TempDir Path project;
  private final Map<String, String> properties = new HashMap<>(Map.of("user.home", "/home/ann"));
  private final Map<String, String> environment = new HashMap<>();

  private TrainingConfig load() {
    return TrainingConfig.load(properties, new Environment(environment), project);
  }

  private void set(String lines) {
    lines.lines().map(each -> each.split("=", 2)).forEach(it -> properties.put(it[0], it[1]));
  }

  @Test
  void withoutAnySettingTheLabIsEmbeddedAndGivenBackAfterTheRun() {
    var config = load();
    assertThat(config.lab()).isEqualTo(LabKind.EMBEDDED);
    assertThat(config.keepLab()).isFalse();
    assertThat(config.labName()).isEqualTo("training");
    assertThat(config.artifacts().source()).isEqualTo("auto");
    assertThat(config.folders().cache()).isEqualTo(Path.of("/home/ann/.cache/kube-training"));
  }

  @Test
  void aPropertyBeatsTheEnvironmentWhichBeatsTheFile() throws IOException {
    Files.writeString(project.resolve("training.properties"), "lab.name=from-file\nlab.hours=3\n");
    assertThat(load().labName()).isEqualTo("from-file");
    environment.put("TRAINING_LAB_NAME", "from-environment");
    assertThat(load().labName()).isEqualTo("from-environment");
    properties.put("lab.name", "from-property");
    assertThat(load().labName()).isEqualTo("from-property");
    assertThat(load().timeToLive()).hasHours(3);
  }

  @Test
  void theLabKindHasThreeWaysToBeSet() throws IOException {
    environment.put("TRAINING_LAB", "aws");
    assertThat(load().lab()).isEqualTo(LabKind.AWS);
    environment.clear();
    Files.writeString(project.resolve("training.properties"), "lab.kind=aws\n");
    assertThat(load().lab()).isEqualTo(LabKind.AWS);
    properties.put("lab", "embedded");
    assertThat(load().lab()).isEqualTo(LabKind.EMBEDDED);
  }

  @Test
  void aRehearsalIsOfAwsAndOfNothingElse() {
    properties.put("lab.aws.rehearsal", "true");
    assertThatThrownBy(this::load)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("lab.aws.rehearsal is for a lab on AWS, not 'embedded'");
    properties.put("lab", "aws");
    assertThat(load().lab()).isEqualTo(LabKind.AWS_REHEARSAL);
    assertThat(load().lab().isAws()).isTrue();
    assertThat(load().lab().word()).as("in records and reports").isEqualTo("aws-rehearsal");
    assertThat(LabKind.settings("aws-rehearsal"))
        .as("what to type for the kind that a record names")
        .isEqualTo("-Dlab=aws -Dlab.aws.rehearsal=true");
    properties.put("lab.aws.rehearsal", "false");
    assertThat(load().lab()).isEqualTo(LabKind.AWS);
  }

  @Test
  void whatNeedNotBeAttemptedCanBeNamedAndAlsoBeNothing() {
    assertThat(load().allowNotAttempted()).isEqualTo("@grafana or @headlamp");
    environment.put("TRAINING_ALLOW_NOT_ATTEMPTED", "@spark");
    assertThat(load().allowNotAttempted()).isEqualTo("@spark");
    properties.put("training.allow-not-attempted", "");
    assertThat(load().allowNotAttempted()).isEmpty();
  }

  @Test
  void whatIsGivenButHoldsNothingIsNotGiven() throws IOException {
    Files.writeString(
        project.resolve("training.properties"),
        "lab.name=from-file\ntraining.allow-not-attempted=@spark\n");
    environment.put("TRAINING_LAB_NAME", "");
    environment.put("TRAINING_LAB_KEEP", " ");
    environment.put("TRAINING_ALLOW_NOT_ATTEMPTED", "");
    properties.put("lab.hours", "");
    assertThat(load().labName()).isEqualTo("from-file");
    assertThat(load().keepLab()).isFalse();
    assertThat(load().timeToLive()).hasHours(8);
    assertThat(load().allowNotAttempted()).isEqualTo("@spark");
  }

  @Test
  void aFolderOfXdgIsAbsoluteOrElseBelowTheHome() {
    for (String value : List.of("", " ", "somewhere", "./there")) {
      List.of("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
          .forEach(name -> environment.put(name, value));
      assertThat(load().folders().cache()).isEqualTo(Path.of("/home/ann/.cache/kube-training"));
      assertThat(load().folders().state())
          .isEqualTo(Path.of("/home/ann/.local/state/kube-training"));
      assertThat(load().signing().key())
          .isEqualTo(Path.of("/home/ann/.config/kube-training/signing-key.pem"));
    }
    environment.put("XDG_CONFIG_HOME", "/else where");
    assertThat(load().signing().key())
        .isEqualTo(Path.of("/else where/kube-training/signing-key.pem"));
  }

  @Test
  void whoHasNoHomeIsAskedForOneUnlessAllFoldersAreNamed() {
    properties.put("user.home", "?");
    assertThatThrownBy(this::load)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'?'")
        .hasMessageContaining("set HOME");
    environment.put("HOME", "/home/bob");
    assertThat(load().folders().cache()).isEqualTo(Path.of("/home/bob/.cache/kube-training"));
    environment.put("HOME", "");
    properties.putAll(
        Map.of("artifacts.cache", "/c", "training.state", "/s", "training.signing-key", "/k"));
    assertThat(load().folders().state()).isEqualTo(Path.of("/s"));
  }

  @Test
  void aPathMayBeginAtTheHomeAndThoseInTheFileBeginBesideIt() throws IOException {
    Files.writeString(
        project.resolve("training.properties"),
        "artifacts.cache=cache\ntraining.state=~/state\ntraining.signing-key=/k\n");
    assertThat(load().folders().cache()).isEqualTo(project.resolve("cache"));
    assertThat(load().folders().state()).isEqualTo(Path.of("/home/ann/state"));
    assertThat(load().signing().key()).isEqualTo(Path.of("/k"));
    environment.put("TRAINING_ARTIFACTS_CACHE", "typed");
    properties.put("training.signing-key", "~/k");
    assertThat(load().folders().cache()).isEqualTo(Path.of("typed"));
    assertThat(load().signing().key()).isEqualTo(Path.of("/home/ann/k"));
    properties.put("training.state", "a\0b");
    assertThatThrownBy(this::load)
        .isInstanceOf(ConfigException.class)
        .hasMessage("setting training.state is 'a\0b'; use %s", "the path of a file or folder");
  }

  @Test
  void aLabOfAnotherKindIsGivenMoreTimeUnlessSaidOtherwise() {
    assertThat(load().patience()).isEqualTo(1);
    properties.put("lab", "aws");
    assertThat(load().patience()).isEqualTo(1.5);
    properties.put("lab.patience", "0.05");
    assertThat(load().patience()).isEqualTo(0.05);
  }

  @Test
  void theRegionIsThatOfTheSettingElseOfTheVariablesThatAwsToolsRead() {
    assertThat(load().aws().region()).isEmpty();
    environment.put("AWS_DEFAULT_REGION", "eu-west-3");
    assertThat(load().aws().region()).contains("eu-west-3");
    environment.put("AWS_REGION", "");
    assertThat(load().aws().region()).contains("eu-west-3");
    environment.put("AWS_REGION", "eu-west-2");
    assertThat(load().aws().region()).contains("eu-west-2");
    environment.put("TRAINING_LAB_AWS_REGION", "eu-west-1");
    assertThat(load().aws().region()).contains("eu-west-1");
  }

  @Test
  void onAwsMachinesAreOfTheTypeAndWithTheCreditsThatAreSet() {
    properties.putAll(Map.of("lab.aws.instance-type", "t3.medium", "lab.aws.credits", "unlimited"));
    assertThat(load().instanceType()).as("of the embedded lab").isEqualTo("t2.medium");
    assertThat(load().cpuCredits()).as("of the embedded lab").isEmpty();
    properties.put("lab", "aws");
    assertThat(load().instanceType()).isEqualTo("t3.medium");
    assertThat(load().cpuCredits()).contains("unlimited");
    properties.put("lab.aws.instance-type", "m5.large");
    assertThatThrownBy(this::load)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("lab.aws.credits is for T types; m5.large has no credits");
    properties.keySet().removeIf(name -> name.startsWith("lab.aws."));
    assertThat(load().instanceType()).isEqualTo("t2.medium");
    assertThat(load().cpuCredits()).isEmpty();
  }

  @Test
  void aLeaseOfMinutesBeatsWholeHours() {
    properties.put("lab.hours", "3");
    for (String lease : List.of("90m", "1h30m", "PT1H30M", "1H30M")) {
      properties.put("lab.lease", lease);
      assertThat(load().timeToLive()).as(lease).hasMinutes(90);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          lab                     | azure          | lab kind 'azure' is unknown; use -Dlab=embedded, -Dlab=aws or -Dlab=existing
          lab.keeep               | true           | setting 'lab.keeep' (-Dlab.keeep) is unknown; known: artifacts.cache,
          lab.keep                | yes            | setting lab.keep is 'yes'; use true or false
          lab.name                | My Lab         | lab.name is 'My Lab'; use 1 to 26 lower-case letters
          lab.name                | a-spare        | lab.name is 'a-spare'; use 1 to 26 lower-case letters
          lab.patience            | long           | setting lab.patience is 'long'; use a number from 0.01 to 20.0
          lab.patience            | NaN            | setting lab.patience is 'NaN'; use
          lab.embedded.port       | 70000          | '70000'; use a whole number from 0 to 65535
          lab.embedded.install    | perhaps        | 'perhaps'; use one of auto, never
          artifacts.mirror.images | mirror:5000    | 'mirror:5000'; use an address such as http://mirror.example:5000
          lab.aws.account         | 1234-5678-9012 | setting lab.aws.account is '1234-5678-9012'; use the twelve digits
          lab.aws.instance-type   | medium         | 'medium'; use a type such as t3.medium
          lab.aws.credits         | many           | 'many'; use one of standard, unlimited
          training.challenge      | a*b            | setting training.challenge is 'a*b'; use at most 60 letters
          """)
  void aSettingThatCannotBeRightIsRefusedWithWhatWouldDo(String name, String value, String words) {
    properties.put(name, value);
    assertThatThrownBy(this::load).isInstanceOf(ConfigException.class).hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4m", "73h", "72h1m", "soon", "15", "h", "-2h", "1d", "PT"})
  void aLeaseThatIsNoneIsRefused(String lease) {
    properties.put("lab.lease", lease);
    assertThatThrownBy(this::load)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "setting lab.lease is '%s'; use a time from 5m to 72h, such as 90m or 1h30m", lease);
  }

  @Test
  void aChallengeIsAWordOfAnyLanguageAndAnAccountTwelveDigits() {
    properties.put("training.challenge", "gr\u00fcner Reiher 7");
    properties.put("lab.aws.account", "123456789012");
    assertThat(load().signing().challenge()).isEqualTo("gr\u00fcner Reiher 7");
    assertThat(load().aws().account()).contains("123456789012");
  }

  @Test
  void onAwsArtifactsComeFromMirrorsOrTheWorldAndFromNoOtherSource() {
    properties.putAll(Map.of("lab", "aws", "artifacts.mirror.images", "http://m.example:5000"));
    assertThat(load().artifacts().imageMirror()).contains(URI.create("http://m.example:5000"));
    properties.put("artifacts.source", "packages");
    assertThatThrownBy(this::load)
        .hasMessageContaining("artifacts.source has no effect on AWS")
        .hasMessageContaining("artifacts.mirror.images");
  }

  @Test
  void anExistingClusterIsToldByItsKubeconfigAndItsNodesByHowTheyAreReached() throws IOException {
    Path key = Files.writeString(project.resolve("key"), "private");
    properties.putAll(Map.of("lab", "existing", "lab.kubeconfig", "~/.kube/class"));
    var alone = load().existing().orElseThrow();
    assertThat(alone.kubeconfig()).isEqualTo(Path.of("/home/ann/.kube/class"));
    assertThat(alone.context()).isEmpty();
    assertThat(alone.ssh()).isEmpty();
    assertThat(alone.changeNodes()).isFalse();

    properties.put("lab.ssh.key", key.toString());
    set(
        """
        lab.context=class
        lab.ssh.user=ubuntu
        lab.ssh.hosts=node1=10.0.0.1, a.b-c=host.example:2222,node3=[fd00::3]
        lab.nodes=node1=cp, node4=a.b-c
        lab.images=mirror.example:5000/training
        lab.change-nodes=true
        """);
    var all = load().existing().orElseThrow();
    assertThat(all.context()).contains("class");
    assertThat(all.changeNodes()).isTrue();
    assertThat(all.nodes()).containsExactly(Map.entry("node1", "cp"), Map.entry("node4", "a.b-c"));
    assertThat(all.images()).isEqualTo("mirror.example:5000/training/");
    var ssh = all.ssh().orElseThrow();
    assertThat(ssh.user()).isEqualTo("ubuntu");
    assertThat(ssh.key()).isEqualTo(key);
    assertThat(ssh.hosts())
        .containsExactly(
            Map.entry("node1", InetSocketAddress.createUnresolved("10.0.0.1", 22)),
            Map.entry("a.b-c", InetSocketAddress.createUnresolved("host.example", 2222)),
            Map.entry("node3", InetSocketAddress.createUnresolved("fd00::3", 22)));
  }

  @Test
  void aCommandForLabsSaysWhatThereIsForAnExistingCluster() {
    properties.putAll(Map.of("lab", "existing", "lab.kubeconfig", "k"));
    var config = load();
    assertThatThrownBy(config::ofLab)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("this command is for labs")
        .hasMessageContaining("./training look");
    properties.clear();
    properties.put("user.home", "/home/ann");
    assertThat(load().ofLab().existing()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          existing | lab.kubeconfig   |                 | no kubeconfig is given for the existing cluster; name the file in the setting lab.kubeconfig
          embedded | lab.kubeconfig   | k               | lab.kubeconfig is for a cluster that exists already, not for a lab of the kind 'embedded'; add -Dlab=existing
          aws      | lab.change-nodes | false           | lab.change-nodes is for a cluster that exists already, not for a lab of the kind 'aws'
          existing | lab.change-nodes | yes             | setting lab.change-nodes is 'yes'; use true or false
          existing | lab.ssh.user     |                 | settings lab.ssh.user, lab.ssh.key, lab.ssh.hosts belong together, but lab.ssh.user is not given
          existing | lab.ssh.user     | -o x            | setting lab.ssh.user is '-o x'; use the name of a user on the nodes
          existing | lab.ssh.key      | no/such/key     | setting lab.ssh.key is 'no/such/key', which does not exist; use the file with the private key of ann
          existing | lab.ssh.key      | .               | setting lab.ssh.key is '.', which is a folder
          existing | lab.ssh.hosts    | node1           | setting lab.ssh.hosts is 'node1'; use node1=address[:port],node2=address[:port] and so on; in it, 'node1' is not of that form
          existing | lab.ssh.hosts    | a=h,            | in it, '' is not of that form
          existing | lab.ssh.hosts    | a=h:70000       | in it, 'a=h:70000' is not of that form
          existing | lab.ssh.hosts    | a=fd00::1       | in it, 'a=fd00::1' is not of that form. An IPv6 address has brackets
          existing | lab.ssh.hosts    | a=10.0.0.1,a=h  | in it, 'a' is there twice
          existing | lab.nodes        | node1=a,node5=b | setting lab.nodes is 'node1=a,node5=b'; use node1=NAME,node2=NAME and so on, up to node4, with names of nodes of the cluster; in it, 'node5=b' is not of that form
          existing | lab.nodes        | node1=a,node2=a | in it, 'node2=a' is not of that form, or there twice
          existing | lab.nodes        | node2=a         | in it, node1 is not there
          existing | lab.images       | http://mirror   | setting lab.images is 'http://mirror'; use the address of a registry, such as registry.example:5000/training
          """)
  void aSettingForAnExistingClusterThatCannotBeRightIsRefused(
      String kind, String name, String value, String words) throws IOException {
    properties.put("lab", kind);
    if (kind.equals("existing")) {
      Path key = Files.writeString(project.resolve("key"), "private");
      properties.put("lab.ssh.key", key.toString());
      set("lab.kubeconfig=k\nlab.ssh.user=ann\nlab.ssh.hosts=node1=10.0.0.1");
    }
    properties.put(name, value == null ? "" : value);
    assertThatThrownBy(this::load).isInstanceOf(ConfigException.class).hasMessageContaining(words);
  }

  @Test
  void theReleaseThatLabsRunIsTheOneThatIsBuilt() throws IOException {
    var recipe =
        new ObjectMapper().readTree(Path.of("artifacts", "kubernetes", "recipe.json").toFile());
    assertThat(recipe.path("version").asText()).isEqualTo(TrainingConfig.KUBERNETES);
  }
}
