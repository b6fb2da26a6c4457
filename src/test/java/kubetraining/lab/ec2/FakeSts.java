package kubetraining.lab.ec2;

import java.util.Optional;
import kubetraining.host.Texts;

/** What the Security Token Service would answer; it speaks the same protocol as EC2. */
final class FakeSts {
  static final String ACCOUNT = "123456789012";

  /** The answer, or empty if the call is none of STS. */
  static Optional<String> answer(Ec2Call call) {
    return switch (call.action()) {
      case "GetCallerIdentity" -> Optional.of(result(call, "<Account>" + ACCOUNT + "</Account>"));
      case "AssumeRole" ->
          Optional.of(
              result(
                  call,
                  Texts.of(
                      "<Credentials><AccessKeyId>of %s</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
                          + "<SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>"
                          + "</Credentials>",
                      call.get("RoleArn"))));
      default -> Optional.empty();
    };
  }

  private static String result(Ec2Call call, String content) {
    return Texts.of(
        "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>", call.action(), content);
  }

  private FakeSts() {}
}
