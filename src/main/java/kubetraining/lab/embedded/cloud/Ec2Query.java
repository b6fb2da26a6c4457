package kubetraining.lab.embedded.cloud;

import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kubetraining.host.Connections;
import kubetraining.host.FileWork;
import kubetraining.host.Ipv4Range;
import kubetraining.host.Texts;
import kubetraining.lab.AccessKey;
import kubetraining.lab.embedded.engine.LabLabels;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The few questions that the hypervisor asks the EC2 API. */
final class Ec2Query implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration READ = Duration.ofSeconds(20);

  private final Ec2Client ec2;

  /**
   * @param key with which calls are signed
   */
  Ec2Query(URI endpoint, AccessKey key) {
    var none = ProfileFile.aggregator().build();
    var credentials = AwsBasicCredentials.create(key.id(), key.secret());
    var client = Ec2Client.builder().region(Region.US_EAST_1).endpointOverride(endpoint);
    client.credentialsProvider(StaticCredentialsProvider.create(credentials));
    client.defaultsMode(DefaultsMode.STANDARD).fipsEnabled(false).dualstackEnabled(false);
    // Whoever asks looks again by itself.
    client.overrideConfiguration(
        settings -> settings.defaultProfileFile(none).retryStrategy(r -> r.maxAttempts(1)));
    this.ec2 = client.httpClient(UrlConnectionHttpClient.create(Ec2Query::direct)).build();
  }

  private static HttpURLConnection direct(URI uri) {
    var connection =
        FileWork.get("EC2 API at " + uri, () -> Connections.direct(uri, CONNECT, READ));
    connection.setInstanceFollowRedirects(false);
    return connection;
  }

  /** Whether the API answers at all, if only to refuse this key. */
  boolean answers() {
    try {
      return !ec2.describeRegions().regions().isEmpty();
    } catch (Ec2Exception e) {
      return e.statusCode() == HttpURLConnection.HTTP_UNAUTHORIZED
          || e.statusCode() == HttpURLConnection.HTTP_FORBIDDEN;
    } catch (SdkException | UncheckedIOException e) {
      return false;
    }
  }

  List<CloudInstance> instances(String lab) {
    var found = ec2.describeInstancesPaginator(request -> request.filters(ofLab(lab)));
    var all =
        found.reservations().stream().flatMap(reservation -> reservation.instances().stream());
    return all.map(Ec2Query::instance).toList();
  }

  private static CloudInstance instance(Instance found) {
    return new CloudInstance(
        found.instanceId(),
        found.state().nameAsString(),
        // A terminated instance has neither any more.
        Objects.requireNonNullElse(found.privateIpAddress(), ""),
        Objects.requireNonNullElse(found.subnetId(), ""),
        Optional.ofNullable(found.keyName()).filter(name -> !name.isBlank()));
  }

  List<CloudSubnet> subnets(String lab) {
    return ec2.describeSubnets(request -> request.filters(ofLab(lab))).subnets().stream()
        .map(found -> new CloudSubnet(found.subnetId(), Ipv4Range.parse(found.cidrBlock())))
        .toList();
  }

  /** The public half of a key pair, one line in OpenSSH's format. */
  String publicKey(String keyName) {
    var found = ec2.describeKeyPairs(r -> r.keyNames(keyName).includePublicKey(true));
    String none = Texts.of("key pair '%s' has no public key", keyName);
    var keys = found.keyPairs().stream().map(KeyPairInfo::publicKey);
    var given = keys.filter(key -> key != null && !key.isBlank()).findFirst();
    return given.map(String::strip).orElseThrow(() -> new IllegalStateException(none));
  }

  Optional<byte[]> userData(String instanceId) {
    var what = InstanceAttributeName.USER_DATA;
    var answer = ec2.describeInstanceAttribute(r -> r.instanceId(instanceId).attribute(what));
    var data = Optional.ofNullable(answer.userData()).map(AttributeValue::value);
    return data.filter(text -> !text.isBlank()).map(Base64.getMimeDecoder()::decode);
  }

  void terminate(String instanceId) {
    ec2.terminateInstances(request -> request.instanceIds(instanceId));
  }

  void tag(String instanceId, String key, String value) {
    var tag = Tag.builder().key(key).value(value).build();
    ec2.createTags(request -> request.resources(instanceId).tags(tag));
  }

  private static Filter ofLab(String lab) {
    return Filter.builder().name("tag:" + LabLabels.LAB).values(lab).build();
  }

  @Override
  public void close() {
    ec2.close();
  }
}
