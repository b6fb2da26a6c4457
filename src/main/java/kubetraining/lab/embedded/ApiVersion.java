package kubetraining.lab.embedded;

/** A version of the container engine's API, such as 1.41. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
  // The newest version whose answers this code was written against.
  private static final ApiVersion KNOWN = new ApiVersion(1, 44);

  static ApiVersion parse(String text) {
    String[] parts = text.split("\\.");
    return new ApiVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  /** The newest version that both sides know, or the engine's oldest where there is none. */
  static String agreed(String newest, String oldest) {
    ApiVersion version = ApiVersion.parse(newest);
    if (version.compareTo(KNOWN) > 0) {
      ApiVersion least = ApiVersion.parse(oldest);
      version = least.compareTo(KNOWN) > 0 ? least : KNOWN;
    }
    return version.toString();
  }

  @Override
  public int compareTo(ApiVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
