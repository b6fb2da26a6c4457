package kubetraining.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NoProxyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          example.com            | example.com      | 443  | true
          example.com            | dl.example.com   | 443  | true
          example.com            | badexample.com   | 443  | false
          .example.com           | dl.example.com   | 443  | true
          .example.com           | example.com      | 443  | true
          *.example.com          | dl.example.com   | 443  | true
          EXAMPLE.com            | example.COM      | 443  | true
          example.com:8080       | example.com      | 8080 | true
          example.com:8080       | example.com      | 443  | false
          10.0.0.0/8             | 10.1.2.3         | 80   | true
          10.0.0.0/8             | 11.1.2.3         | 80   | false
          10.0.0.0/8             | ten.example.com  | 80   | false
          10.1.2.3               | 10.1.2.3         | 80   | true
          10.1.2.3:81            | 10.1.2.3         | 80   | false
          fd00::/8               | [fd12::1]        | 80   | true
          fd00::/8               | [fe80::1]        | 80   | false
          [fd12::1]:80           | [fd12:0::1]      | 80   | true
          10.0.0.0/99            | 10.1.2.3         | 80   | false
          one.example, two.example | two.example    | 80   | true
          one.example two.example  | two.example    | 80   | true
          *                      | anything.example | 80   | true
          none.example           | localhost        | 80   | true
          none.example           | 127.3.2.1        | 80   | true
          none.example           | [::1]            | 80   | true
          """)
  void hostsThatItNamesAreReachedDirectly(String value, String host, int port, boolean direct) {
    assertThat(NoProxy.of(Optional.of(value)).covers(host, port)).isEqualTo(direct);
  }
}
