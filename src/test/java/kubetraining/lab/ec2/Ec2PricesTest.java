package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class Ec2PricesTest {
  @Test
  void aMachineHasAnAddressAndAVolumeAndWhatSomebodySaysOfItCounts() {
    assertThat(Ec2Prices.hour("us-east-1", "t2.medium", Optional.empty()).orElseThrow())
        .isCloseTo(0.0464 + 0.005 + 20 * 0.08 / 730, within(1e-9));
    assertThat(Ec2Prices.hour("us-east-1", "t2.medium", Optional.of(1.0)).orElseThrow())
        .isCloseTo(1 + 0.005 + 20 * 0.08 / 730, within(1e-9));
    assertThat(Ec2Prices.hour("sa-east-1", "m9.large", Optional.of(1.0)).orElseThrow())
        .isGreaterThan(1);
    assertThat(Ec2Prices.hour("sa-east-1", "t2.medium", Optional.empty())).isEmpty();
    assertThat(Ec2Prices.hour("us-east-1", "m9.large", Optional.empty())).isEmpty();
  }
}
