package kubetraining.lab.embedded;

import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the client library is told. Its own configuration (3.7.1) would read variables, properties
 * and {@code ~/.docker/config.json} by itself, and start whatever helper keeps credentials there;
 * nothing is fetched from a registry through the engine, so there are none to read.
 */
record ClientConfig(EngineAddress address, RemoteApiVersion version) implements DockerClientConfig {

  @Override
  public URI getDockerHost() {
    return address.uri();
  }

  @Override
  public RemoteApiVersion getApiVersion() {
    return version;
  }

  @Override
  public @Nullable LocalDirectorySSLConfig getSSLConfig() {
    return address
        .certificates()
        .map(Path::toString)
        .map(LocalDirectorySSLConfig::new)
        .orElse(null);
  }

  @Override
  public @Nullable String getRegistryUsername() {
    return null;
  }

  @Override
  public @Nullable String getRegistryPassword() {
    return null;
  }

  @Override
  public @Nullable String getRegistryEmail() {
    return null;
  }

  @Override
  public @Nullable String getRegistryUrl() {
    return null;
  }

  @Override
  public @Nullable AuthConfig effectiveAuthConfig(String imageName) {
    return null;
  }

  @Override
  public AuthConfigurations getAuthConfigurations() {
    return new AuthConfigurations();
  }
}
