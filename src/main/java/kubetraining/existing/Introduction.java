package kubetraining.existing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authentication.UserInfoBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Listable;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import kubetraining.config.ConfigException;

/** Asks a server what it says of itself and of the account. */
final class Introduction {
  private static final long SECONDS = 3;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ListOptions ONE = new ListOptionsBuilder().withLimit(1L).build();

  private Introduction() {}

  /**
   * The cluster, whose server showed itself by this CA.
   *
   * @throws ConfigException if it is no Kubernetes, or has nothing to show to this account
   */
  static ExistingCluster of(
      KubernetesClient client, Place place, String ca, Login login, Consumer<String> tries) {
    tries.accept("ask for its version");
    var asked = Instant.now();
    var answer = version(client, place);
    JsonNode body = json(answer);
    if (answer.code() == UNAUTHORIZED) {
      throw place.wrong("unknown-login", login.words());
    }
    if (!body.has("gitVersion") && !body.path("kind").asText().equals("Status")) {
      boolean page = Objects.requireNonNullElse(answer.body(), "").stripLeading().startsWith("<");
      String seen = page ? "a page of HTML" : "something that is not Kubernetes'";
      throw place.wrong("not-kubernetes", answer.code(), seen);
    }
    tries.accept("ask who the account is");
    var user = who(client, place, login);
    tries.accept("look at nodes, namespaces and pods");
    requireSight(client, place, user.getUsername());
    return new ExistingCluster(
        client,
        place.file(),
        place.context(),
        place.server(),
        ca,
        body.path("gitVersion").asText("not readable"),
        user.getUsername(),
        user.getGroups(),
        login.words(),
        date(answer).map(date -> Duration.between(asked, date).toSeconds()));
  }

  private static HttpResponse<String> version(KubernetesClient client, Place place) {
    var http = client.getHttpClient();
    var request = http.newHttpRequestBuilder().uri(client.getMasterUrl() + "version").build();
    try {
      return http.sendAsync(request, String.class).orTimeout(SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ConfigException why) {
        throw why; // the program that gives tokens failed now
      }
      boolean late = e.getCause() instanceof TimeoutException;
      throw place.wrong("silent", late ? "none within 3 s" : String.valueOf(e.getCause()));
    }
  }

  private static Optional<Instant> date(HttpResponse<String> answer) {
    try {
      return Optional.ofNullable(answer.header("Date"))
          .map(DateTimeFormatter.RFC_1123_DATE_TIME::parse)
          .map(Instant::from);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(Objects.requireNonNullElse(answer.body(), ""));
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }

  private static UserInfo who(KubernetesClient client, Place place, Login login) {
    try {
      var reviews = client.authentication().v1().selfSubjectReviews();
      return reviews.create(new SelfSubjectReview()).getStatus().getUserInfo();
    } catch (KubernetesClientException e) {
      if (e.getCode() == UNAUTHORIZED) {
        throw place.wrong("unknown-login", login.words());
      }
      return new UserInfoBuilder().withUsername("an account whose name the server keeps").build();
    }
  }

  private static void requireSight(KubernetesClient client, Place place, String account) {
    var pods = client.pods().inNamespace("default");
    if (isForbidden(client.nodes()) && isForbidden(client.namespaces()) && isForbidden(pods)) {
      throw place.wrong("no-sight", "nodes, namespaces, and pods in default", account);
    }
  }

  private static boolean isForbidden(Listable<?> look) {
    try {
      look.list(ONE);
      return false;
    } catch (KubernetesClientException e) {
      return e.getCode() == FORBIDDEN;
    }
  }
}
