@section-99 @certificate @no-lab
Feature: 99. Take home what others can check
  You have worked through the guide, and somebody wants proof of it: an instructor, or you yourself in a year. A green
  line on a screen proves nothing. A file can be edited, and a scenario that did not work can be left out.

  So each run ends with a certificate: the report, the evidence and the guide itself, with a list of their checksums,
  and a signature under that list. It is in `reports/certificate`, and also in one file, `reports/certificate.zip`.
  Anyone who receives it types:

      ./training verify certificate.zip

  This needs no lab and no network. The output says in words what is verified and what is not. If a single byte has
  changed since, it says so and names the file.

  A signature shows that nothing has changed since somebody signed. It does not show who that was: a key is only a long
  number. Ask the person who should have signed for the fingerprint of their key, through a different channel from the
  one by which the certificate came, and add `--key SHA256:...`. With `--features` you compare the guide in the
  certificate with your own.

  Here the certificate itself is put to the test. The one that you take home is written later, when the run has ended.

  Rule: A certificate states what happened, and no more

    @essential
    Scenario: A run that has not ended is certified as INCOMPLETE
      A certificate contains what the report says at this moment. If the run has not ended, or if only a part of the
      guide was asked for, the verdict is INCOMPLETE. If something went wrong, it is FAILED. There is only one way to
      CERTIFIED: the run has ended, and every section of the guide is certified.

      The same content gives the same zip, byte for byte. The zip holds no file times and is not compressed.

      Given the run so far is certified
      Then folder and zip are verified
      And the zip of both is the same, byte for byte
      And compared with this guide, no scenario is missing or different
      But it does not say CERTIFIED, because the run has not ended

  Rule: Every change to a certificate is found, and the file is named

    @essential
    Scenario: Changing a single byte is detected
      We copy the certificate and change one byte in the middle of one file, in the folder and in the zip. Then we do
      the same in the next file, and so on. The signature protects the list of checksums, and the list protects
      everything else. The signature and the key are not in the list; so they have to match it.

      Given the run so far is certified
      When one byte is changed in a copy of it, in each of these files in turn:
        | progress.json           |
        | progress.md             |
        | SUMMARY.md              |
        | features/01-lab.feature |
        | manifest.json           |
        | manifest.sig            |
        | public-key.pem          |
      Then no copy is verified, and each time the file is named

    @essential
    Scenario: A missing file is detected
      Somebody could simply remove what they do not like. Then the file is missing from the folder, but its name is
      still in the list.

      Given the run so far is certified
      When each of these files in turn is removed from a copy of it:
        | progress.json           |
        | features/01-lab.feature |
        | manifest.json           |
        | manifest.sig            |
        | public-key.pem          |
      Then no copy is verified, and each time the file is named

    @essential
    Scenario: A scenario left out of the guide is named
      A signer can sign anything, even a guide without the scenario that did not work. Such a certificate does not
      contradict itself. You find out by comparing: each scenario has a checksum of its text, steps and tags, and you
      have the guide, too.

      Given a guide that lacks the scenario "All four nodes are Ready"
      When the run so far is certified with that guide
      Then compared with this guide, the scenario that was left out is named

    @essential
    Scenario: Somebody else's signature does not pass as yours
      Somebody could change everything and sign it again. Nothing is wrong with that certificate except its key. So you
      must know whose key to expect.

      Given the run so far is certified
      When somebody else signs the same content
      Then what they signed is verified, but not for someone who expects the key of this run

  Rule: A certificate can be passed on safely

    @essential
    Scenario: The certificate contains no secret
      What machines print may contain passwords and keys, and a certificate is passed from hand to hand. So everything
      is redacted before it is written: whatever looks like a secret, or is known to be one, is removed and replaced by
      the name of its kind. Here a scenario meets three of them, in a command, in a fact and in a file.

      **If it fails**, do not pass the certificate on. The message does not show the secret, but says what kind it is.

      Given this scenario meets a password, a token and a private key
      When the run so far is certified
      Then no file of the certificate contains any of them
      And each is replaced by the name of its kind
