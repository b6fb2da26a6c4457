package kubetraining.lab.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kubetraining.host.Connections;
import kubetraining.host.Texts;

/** The few questions that the hypervisor asks the EC2 API, in EC2's own Query protocol. */
final class Ec2Query {
  // The server tells by the scope of the credential which service is meant; it checks no signature.
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=embedded/20260101/us-east-1/ec2/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final HttpClient http = Connections.directClient(Duration.ofSeconds(5));
  private final URI endpoint;

  Ec2Query(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** Whether the API answers at all. */
  boolean answers() {
    try {
      return !call("DescribeRegions", Map.of()).all("regionInfo/item").isEmpty();
    } catch (Ec2CallException e) {
      return false;
    }
  }

  List<CloudInstance> instances(String lab) {
    return call("DescribeInstances", taggedFor(lab))
        .all("reservationSet/item/instancesSet/item")
        .stream()
        .map(Ec2Query::instance)
        .toList();
  }

  private static CloudInstance instance(Ec2Answer item) {
    return new CloudInstance(
        item.required("instanceId"),
        item.required("instanceState/name"),
        // A terminated instance has neither any more.
        item.text("privateIpAddress").orElse(""),
        item.text("subnetId").orElse(""),
        item.text("keyName"));
  }

  List<CloudSubnet> subnets(String lab) {
    return call("DescribeSubnets", taggedFor(lab)).all("subnetSet/item").stream()
        .map(
            item ->
                new CloudSubnet(
                    item.required("subnetId"), Ipv4Range.parse(item.required("cidrBlock"))))
        .toList();
  }

  /** The public half of a key pair, one line in OpenSSH's format. */
  String publicKey(String keyName) {
    return call("DescribeKeyPairs", Map.of("KeyName.1", keyName, "IncludePublicKey", "true"))
        .text("keySet/item/publicKey")
        .orElseThrow(
            () -> new Ec2CallException(Texts.of("key pair '%s' has no public key", keyName)));
  }

  Optional<byte[]> userData(String instanceId) {
    return call(
            "DescribeInstanceAttribute", Map.of("InstanceId", instanceId, "Attribute", "userData"))
        .text("userData/value")
        .map(Base64.getMimeDecoder()::decode);
  }

  void terminate(String instanceId) {
    call("TerminateInstances", Map.of("InstanceId.1", instanceId));
  }

  void tag(String instanceId, String key, String value) {
    call("CreateTags", Map.of("ResourceId.1", instanceId, "Tag.1.Key", key, "Tag.1.Value", value));
  }

  private static Map<String, String> taggedFor(String lab) {
    return Map.of("Filter.1.Name", "tag:" + LabLabels.LAB, "Filter.1.Value.1", lab);
  }

  private Ec2Answer call(String action, Map<String, String> parameters) {
    var form = new TreeMap<>(parameters);
    form.put("Action", action);
    form.put("Version", "2016-11-15");
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(endpoint)
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(LIMIT)
            .header("Authorization", AUTHORIZATION)
            .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() == 200) {
        return Ec2Answer.parse(response.body());
      }
      throw new Ec2CallException(
          Texts.of(
              "%s at %s: status %d, %s",
              action, endpoint, response.statusCode(), reason(response.body())));
    } catch (IOException e) {
      throw new Ec2CallException(Texts.of("%s at %s: no answer", action, endpoint), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Ec2CallException(Texts.of("%s at %s: interrupted", action, endpoint), e);
    }
  }

  private static String reason(byte[] body) {
    try {
      var answer = Ec2Answer.parse(body);
      return answer.text("Errors/Error/Code").orElse("no code")
          + ": "
          + answer.text("Errors/Error/Message").orElse("no message");
    } catch (Ec2CallException e) {
      return "and no reason given";
    }
  }
}
