package kubetraining.lab.embedded.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kubetraining.host.Connections;
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
    this.ec2 =
        Ec2Client.builder()
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(key.id(), key.secret())))
            .defaultsMode(DefaultsMode.STANDARD)
            .endpointOverride(endpoint)
            .fipsEnabled(false)
            .dualstackEnabled(false)
            // Whoever asks looks again by itself.
            .overrideConfiguration(
                settings -> settings.defaultProfileFile(none).retryStrategy(r -> r.maxAttempts(1)))
            .httpClient(UrlConnectionHttpClient.create(Ec2Query::direct))
            .build();
  }

  private static HttpURLConnection direct(URI uri) {
    try {
      var connection = Connections.direct(uri);
      connection.setConnectTimeout((int) CONNECT.toMillis());
      connection.setReadTimeout((int) READ.toMillis());
      connection.setInstanceFollowRedirects(false);
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException("EC2 API at " + uri, e);
    }
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
    return ec2
        .describeInstancesPaginator(request -> request.filters(ofLab(lab)))
        .reservations()
        .stream()
        .flatMap(reservation -> reservation.instances().stream())
        .map(Ec2Query::instance)
        .toList();
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
    return ec2
        .describeKeyPairs(request -> request.keyNames(keyName).includePublicKey(true))
        .keyPairs()
        .stream()
        .map(KeyPairInfo::publicKey)
        .filter(key -> key != null && !key.isBlank())
        .map(String::strip)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(Texts.of("key pair '%s' has no public key", keyName)));
  }

  Optional<byte[]> userData(String instanceId) {
    var answer =
        ec2.describeInstanceAttribute(
            request -> request.instanceId(instanceId).attribute(InstanceAttributeName.USER_DATA));
    return Optional.ofNullable(answer.userData())
        .map(AttributeValue::value)
        .filter(data -> !data.isBlank())
        .map(Base64.getMimeDecoder()::decode);
  }

  void terminate(String instanceId) {
    ec2.terminateInstances(request -> request.instanceIds(instanceId));
  }

  void tag(String instanceId, String key, String value) {
    ec2.createTags(
        request -> request.resources(instanceId).tags(Tag.builder().key(key).value(value).build()));
  }

  private static Filter ofLab(String lab) {
    return Filter.builder().name("tag:" + LabLabels.LAB).values(lab).build();
  }

  @Override
  public void close() {
    ec2.close();
  }
}
