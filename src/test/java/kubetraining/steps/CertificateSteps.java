package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kubetraining.certificate.Certificate;
import kubetraining.certificate.Finding;
import kubetraining.certificate.Verifier;
import kubetraining.host.Texts;
import kubetraining.run.TrainingRun;
import org.jspecify.annotations.Nullable;

/** Certificates of the run so far, left alone or tampered with. */
public final class CertificateSteps {
  private final TrainingRun run;
  private final CertificateCopies copies;
  private final List<PlantedSecret> planted = new ArrayList<>();
  private final List<Changed> changed = new ArrayList<>();
  private String leftOut = "";
  private @Nullable Certificate certificate;
  private @Nullable Certificate copied;

  /** A copy in which a file was changed, and what was found in it. */
  private record Changed(String file, List<Finding> found) {}

  public CertificateSteps(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.copies = new CertificateCopies(run, notes);
  }

  @Given("the run so far is certified")
  public void certified() {
    run.recorder().publish();
    certificate = copies.certify();
  }

  @Then("folder and zip are verified")
  public void attested() {
    for (Path place : List.of(certificate().folder(), certificate().zip())) {
      assertThat(found(place)).as("problems found in %s", place).isEmpty();
    }
    run.recorder().fact("files in the certificate", certificate().files());
  }

  @Then("the zip of both is the same, byte for byte")
  public void sameZip() {
    assertThat(copies.certify().zip()).hasSameBinaryContentAs(certificate().zip());
  }

  @Then("compared with this guide, no scenario is missing or different")
  public void sameGuide() {
    assertThat(againstThisGuide()).isEmpty();
  }

  @Then("it does not say CERTIFIED, because the run has not ended")
  public void notCertified() {
    assertThat(certificate().verdict()).as(certificate().reason()).isNotEqualTo("CERTIFIED");
  }

  @When("one byte is changed in a copy of it, in each of these files in turn:")
  public void oneByteChanged(List<String> files) throws IOException {
    for (String file : files) {
      changed(file, copies.folderWithAByteChanged(certificate(), file));
      changed(file, copies.zipWithAByteChanged(certificate(), file));
    }
  }

  @When("each of these files in turn is removed from a copy of it:")
  public void removed(List<String> files) throws IOException {
    for (String file : files) {
      changed(file, copies.folderWithout(certificate(), file));
    }
  }

  @Then("no copy is verified, and each time the file is named")
  public void refusedAndNamed() {
    assertThat(changed)
        .isNotEmpty()
        .allSatisfy(
            each ->
                assertThat(each.found())
                    .as("findings after %s was changed", each.file())
                    .anySatisfy(found -> assertThat(found.toString()).contains(each.file())));
  }

  @Given("a guide that lacks the scenario {string}")
  public void guideThatLacks(String scenario) {
    leftOut = scenario;
  }

  @When("the run so far is certified with that guide")
  public void certifiedWithThatGuide() throws IOException {
    run.recorder().publish();
    certificate = copies.certifyWithout(leftOut);
  }

  @Then("compared with this guide, the scenario that was left out is named")
  public void leftOutIsNamed() {
    assertThat(againstThisGuide())
        .anySatisfy(
            each -> assertThat(each.what()).contains(Texts.of("'%s'", leftOut), "it was left out"));
  }

  @When("somebody else signs the same content")
  public void signedBySomebodyElse() {
    copied = copies.signedBySomebodyElse();
  }

  @Then("what they signed is verified, but not for someone who expects the key of this run")
  public void notByThisKey() {
    Path theirs = ScenarioNotes.there(copied, "a certificate").zip();
    String expected = certificate().fingerprint();
    var ours = Verifier.plain().signedBy(expected);
    assertThat(found(theirs)).isEmpty();
    assertThat(ours.verify(theirs).findings())
        .singleElement()
        .satisfies(each -> assertThat(each.what()).contains("not by " + expected));
    assertThat(ours.verify(certificate().zip()).findings()).isEmpty();
  }

  @Given("this scenario meets a password, a token and a private key")
  public void secretsSeen() {
    planted.addAll(PlantedSecret.drawn());
    planted.forEach(each -> each.plant(run.recorder()));
  }

  // The message of a failure must not show what it is about.
  @Then("no file of the certificate contains any of them")
  public void noSecretInIt() throws IOException {
    String all = copies.everyText(certificate());
    assertThat(planted)
        .as("secrets in the certificate")
        .noneMatch(each -> each.parts().stream().anyMatch(all::contains));
  }

  @Then("each is replaced by the name of its kind")
  public void marksInIt() throws IOException {
    String all = copies.everyText(certificate());
    assertThat(planted)
        .as("secrets replaced by the name of their kind")
        .allMatch(each -> all.contains(Texts.of("[redacted: %s]", each.kind())));
  }

  private void changed(String file, Path copy) {
    changed.add(new Changed(file, found(copy)));
  }

  private static List<Finding> found(Path place) {
    return Verifier.plain().verify(place).findings();
  }

  private List<Finding> againstThisGuide() {
    return Verifier.plain().against(run.features()).verify(certificate().zip()).findings();
  }

  private Certificate certificate() {
    return ScenarioNotes.there(certificate, "a certificate");
  }
}
