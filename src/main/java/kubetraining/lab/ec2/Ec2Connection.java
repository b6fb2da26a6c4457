package kubetraining.lab.ec2;

import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kubetraining.host.Connections;
import kubetraining.host.FileWork;
import kubetraining.lab.AccessKey;
import kubetraining.lab.LabUnavailableException;
import kubetraining.redaction.Redaction;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The way to one EC2 API: the only place that knows whether it is Amazon's.
 *
 * @param calls repeats a call that got no answer
 * @param identity says whose the credentials are
 * @param once repeats a call only if it was turned away for coming too soon, so surely not done
 * @param dry only asks whether calls would be carried out
 */
record Ec2Connection(
    Ec2Endpoint endpoint, Ec2Client calls, Ec2Client once, Ec2Client dry, StsClient identity)
    implements AutoCloseable {

  /** With the SDK's three, eight of thirty labs asked for at once gave up for being throttled. */
  static final int ATTEMPTS = 5;

  static Ec2Connection open(Ec2Endpoint endpoint) {
    return endpoint.api().isPresent()
        ? open(endpoint, AccessKey.UNCHECKED)
        : open(endpoint, DefaultCredentialsProvider.builder().build());
  }

  static Ec2Connection open(Ec2Endpoint endpoint, AccessKey key) {
    var both = AwsBasicCredentials.create(key.id(), key.secret());
    return open(endpoint, StaticCredentialsProvider.create(both));
  }

  static Ec2Connection open(Ec2Endpoint endpoint, AwsCredentialsProvider credentials) {
    check(credentials);
    // Each has its own, as it counts what was sent: after throttling, calls are sent more slowly.
    var repeating =
        AwsRetryStrategy.adaptiveRetryStrategy().toBuilder().maxAttempts(ATTEMPTS).build();
    var careful = DefaultRetryStrategy.adaptiveStrategyBuilder().useClientDefaults(false);
    careful.treatAsThrottling(Ec2Connection::turnedAway).maxAttempts(2 * ATTEMPTS);
    careful.retryOnException(Ec2Connection::turnedAway);
    var standard = AwsRetryStrategy.standardRetryStrategy();
    return new Ec2Connection(
        endpoint,
        client(Ec2Client.builder(), endpoint, credentials, repeating),
        client(Ec2Client.builder(), endpoint, credentials, careful.build()),
        client(Ec2Client.builder(), endpoint, credentials, repeating, new DryRuns()),
        client(StsClient.builder(), endpoint, credentials, standard));
  }

  /**
   * The account that pays; empty for an API on this computer, which has none.
   *
   * @throws LabUnavailableException if another account has to be it
   */
  Optional<String> payer() {
    if (!endpoint.hasAccounts()) {
      return Optional.empty();
    }
    var account = identity.getCallerIdentity().account();
    var required = endpoint.account().orElse(account);
    if (!required.equals(account)) {
      throw new LabUnavailableException(
          "the credentials belong to account %s, but lab.aws.account asks for %s; nothing was"
              + " changed: choose other credentials, for instance by AWS_PROFILE, or change the setting",
          account, required);
    }
    return Optional.of(account);
  }

  private static boolean turnedAway(Throwable failure) {
    return failure instanceof SdkException refusal && RetryUtils.isThrottlingException(refusal);
  }

  private static void check(AwsCredentialsProvider provider) {
    AwsCredentials credentials;
    try {
      credentials = provider.resolveCredentials();
    } catch (SdkException e) {
      String words =
          "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (for temporary ones"
              + " AWS_SESSION_TOKEN too), or run 'aws configure', or choose a profile with"
              + " AWS_PROFILE; what was tried: %s";
      throw new LabUnavailableException(e, words, e.getMessage());
    }
    // A key that somebody named may be an example of the guide; one that was found is real.
    if (!(provider instanceof StaticCredentialsProvider)) {
      keepSecret(credentials);
    }
    if (credentials.accessKeyId().equals(credentials.secretAccessKey())) {
      throw new LabUnavailableException(
          "the AWS secret access key is the access key id once more: the tutorial's line"
              + " AWS_SECRET_ACCESS_KEY=\"$YOUR_AWS_KEY_ID\" is a slip (erratum E6); set"
              + " AWS_SECRET_ACCESS_KEY to the secret that was shown when the key was made");
    }
  }

  private static void keepSecret(AwsCredentials credentials) {
    Redaction.secret(credentials.secretAccessKey());
    if (credentials instanceof AwsSessionCredentials temporary) {
      Redaction.secret(temporary.sessionToken());
    }
  }

  private static <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
      B builder,
      Ec2Endpoint endpoint,
      AwsCredentialsProvider credentials,
      RetryStrategy retries,
      ExecutionInterceptor... interceptors) {
    var overrides = ClientOverrideConfiguration.builder().retryStrategy(retries);
    overrides.addExecutionInterceptor(new Refusal.Noting());
    Arrays.stream(interceptors).forEach(overrides::addExecutionInterceptor);
    var client = builder.region(Region.of(endpoint.region())).credentialsProvider(credentials);
    // Named, or the environment could ask for "auto", which looks for instance metadata.
    client.defaultsMode(DefaultsMode.STANDARD);
    boolean here = endpoint.api().isPresent();
    if (here) {
      overrides.defaultProfileFile(ProfileFile.aggregator().build());
      client.endpointOverride(endpoint.api().get()).fipsEnabled(false).dualstackEnabled(false);
    }
    client.httpClient(
        UrlConnectionHttpClient.create(here ? Ec2Connection::direct : Ec2Connection::outward));
    return client.overrideConfiguration(overrides.build()).build();
  }

  /** Makes each call of EC2 a dry run. */
  private static final class DryRuns implements ExecutionInterceptor {
    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes call) {
      var request = context.request().toBuilder();
      context.request().sdkFields().stream()
          .filter(field -> field.memberName().equals("DryRun"))
          .forEach(field -> field.set(request, true));
      return request.build();
    }
  }

  /** What is meant for this computer must not leave it, so the way there is named. */
  private static HttpURLConnection direct(URI uri) {
    return plain(uri, () -> Connections.direct(uri, Duration.ofSeconds(2), Duration.ofSeconds(20)));
  }

  private static HttpURLConnection outward(URI uri) {
    return plain(
        uri, () -> Connections.outward(uri, Duration.ofSeconds(10), Duration.ofSeconds(30)));
  }

  private static HttpURLConnection plain(URI uri, FileWork.Getting<HttpURLConnection> way) {
    var connection = FileWork.get("EC2 API at " + uri, way);
    connection.setInstanceFollowRedirects(false);
    return connection;
  }

  @Override
  public void close() {
    List.of(calls, once, dry, identity).forEach(SdkAutoCloseable::close);
  }
}
