package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kubetraining.certificate.Certificate;
import kubetraining.certificate.Finding;
import kubetraining.certificate.Verification;
import kubetraining.certificate.Verifier;
import kubetraining.host.Texts;
import kubetraining.run.TrainingRun;
import org.jspecify.annotations.Nullable;

/** Certificates of the run so far, left alone or tampered with. */
public final class CertificateSteps {
  private final TrainingRun run;
  private final CertificateCopies copies;
  private final List<PlantedSecret> planted = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();
  private final List<List<Finding>> found = new ArrayList<>();
  private String leftOut = "";
  private @Nullable Certificate certificate;
  private @Nullable Certificate copied;

  public CertificateSteps(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.copies = new CertificateCopies(run, notes);
  }

  @Given("the run so far is certified")
  public void certified() {
    run.recorder().publish();
    certificate = copies.certify();
  }

  @Then("folder and zip are attested")
  public void attested() {
    for (Path place : places()) {
      assertThat(Verifier.plain().verify(place).findings())
          .as("what is wrong in %s", place)
          .isEmpty();
    }
    run.recorder().fact("files in the certificate", certificate().files());
  }

  @Then("the zip of both is the same, byte for byte")
  public void sameZip() {
    assertThat(copies.certify().zip()).hasSameBinaryContentAs(certificate().zip());
  }

  @Then("compared with this guide, no scenario is missing, and none is another")
  public void sameGuide() {
    assertThat(againstThisGuide(certificate()).findings()).isEmpty();
  }

  @Then("it does not say CERTIFIED, because the run goes on")
  public void notCertified() {
    assertThat(certificate().verdict()).as(certificate().reason()).isNotEqualTo("CERTIFIED");
  }

  @When("one byte is changed in a copy of it, in each of these files in turn:")
  public void oneByteChanged(List<String> files) {
    for (String file : files) {
      changed.add(file);
      found.add(
          Verifier.plain().verify(copies.folderWithAByteChanged(certificate(), file)).findings());
      changed.add(file);
      found.add(
          Verifier.plain().verify(copies.zipWithAByteChanged(certificate(), file)).findings());
    }
  }

  @When("each of these files in turn is removed from a copy of it:")
  public void removed(List<String> files) {
    for (String file : files) {
      changed.add(file);
      found.add(Verifier.plain().verify(copies.folderWithout(certificate(), file)).findings());
    }
  }

  @Then("no copy is attested, and the file is named each time")
  public void refusedAndNamed() {
    assertThat(found).hasSameSizeAs(changed).isNotEmpty();
    for (int i = 0; i < changed.size(); i++) {
      String file = changed.get(i);
      assertThat(found.get(i))
          .as("findings after %s was changed", file)
          .anySatisfy(each -> assertThat(each.toString()).contains(file));
    }
  }

  @Given("a guide that lacks the scenario {string}")
  public void guideThatLacks(String scenario) {
    leftOut = scenario;
  }

  @When("the run so far is certified with that guide")
  public void certifiedWithThatGuide() {
    run.recorder().publish();
    certificate = copies.certifyWithout(leftOut);
  }

  @Then("compared with this guide, the scenario that was left out is named")
  public void leftOutIsNamed() {
    assertThat(againstThisGuide(certificate()).findings())
        .anySatisfy(
            each -> assertThat(each.what()).contains(Texts.of("'%s'", leftOut), "it was left out"));
  }

  @When("somebody else signs the same anew")
  public void signedBySomebodyElse() {
    copied = copies.signedBySomebodyElse();
  }

  @Then("what they signed is attested, but not for someone who names the key of this run")
  public void notByThisKey() {
    Path theirs = copied == null ? Path.of("") : copied.zip();
    String expected = certificate().fingerprint();
    assertThat(Verifier.plain().verify(theirs).findings()).isEmpty();
    assertThat(Verifier.plain().signedBy(expected).verify(theirs).findings())
        .singleElement()
        .satisfies(each -> assertThat(each.what()).contains("not by " + expected));
    assertThat(Verifier.plain().signedBy(expected).verify(certificate().zip()).findings())
        .isEmpty();
  }

  @Given("this scenario came across a password, a token and a private key")
  public void secretsSeen() {
    planted.addAll(PlantedSecret.drawn());
    planted.forEach(each -> each.plant(run.recorder()));
  }

  @Then("no file of the certificate holds any of them")
  public void noSecretInIt() {
    String all = copies.everyText(certificate());
    planted.forEach(
        // The message of a failure must not show what it is about.
        each ->
            assertThat(each.parts().stream().noneMatch(all::contains))
                .as("that nothing of %s is in the certificate", each)
                .isTrue());
  }

  @Then("in their place stands what they were")
  public void marksInIt() {
    String all = copies.everyText(certificate());
    planted.forEach(
        each ->
            assertThat(all.contains(Texts.of("[redacted: %s]", each.kind())))
                .as("that the place of %s is marked", each)
                .isTrue());
  }

  private Verification againstThisGuide(Certificate seen) {
    return Verifier.plain().against(run.features()).verify(seen.zip());
  }

  private List<Path> places() {
    return List.of(certificate().folder(), certificate().zip());
  }

  private Certificate certificate() {
    if (certificate == null) {
      throw new IllegalStateException("this step needs a certificate, made by an earlier one");
    }
    return certificate;
  }
}
