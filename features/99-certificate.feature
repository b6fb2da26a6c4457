@section-99 @certificate @no-lab
Feature: 99. Take home what others can check
  You have worked through the guide, and somebody else wants to know: an instructor, or you yourself in a year. A green
  line on a screen proves nothing to them. A file can be edited, a scenario that did not work can be left out.

  So each run ends with a certificate: the report, the evidence and the guide itself, with a list of the checksums of all of
  them, and a signature under that list. It lies in `reports/certificate`, and once more as one file,
  `reports/certificate.zip`. Whoever gets it types:

      ./training verify certificate.zip

  This needs no lab and no network. It says in words what is attested, and what is not. If a single byte was changed since, it
  says so and names the file.

  A signature tells that nothing was changed since somebody signed. It does not tell who that was: the key is a number. Ask the
  person who should have signed for the number of theirs, on another way than the one by which the certificate came, and
  add `--key SHA256:...`. With `--features` you compare the guide in the certificate with your own.

  Here the certificate itself is put to the test. The one that you take home is written later, when the run has ended.

  Rule: It attests what happened, and no more

    @essential
    Scenario: The run so far can be certified, and is not called whole
      A certificate is made of what the report says at this moment. A run that has not ended, or of which only a part was
      asked for, is attested as just that: INCOMPLETE. One in which something went wrong is attested as FAILED. There is
      one way only to CERTIFIED: the run ended, and every section of the guide is certified.

      The same content is the same zip, byte for byte. It holds no times of files and is not compressed.

      Given the run so far is certified
      Then folder and zip are attested
      And the zip of both is the same, byte for byte
      And compared with this guide, no scenario is missing, and none is another
      But it does not say CERTIFIED, because the run goes on

  Rule: Whatever was changed is found, and named

    @essential
    Scenario: One byte is enough
      We copy the certificate and change one byte in the middle of one file, in the folder and in the zip. Then in the next
      file, and so on. The list of checksums is checked by its signature, and everything else by that list. The
      signature and the key are not in the list; so they have to fit the list.

      Given the run so far is certified
      When one byte is changed in a copy of it, in each of these files in turn:
        | progress.json           |
        | progress.md             |
        | SUMMARY.md              |
        | features/01-lab.feature |
        | manifest.json           |
        | manifest.sig            |
        | public-key.pem          |
      Then no copy is attested, and the file is named each time

    @essential
    Scenario: A file that is taken away is missed
      What does not please could simply be removed. Then it is missing in the folder and still stands in the list.

      Given the run so far is certified
      When each of these files in turn is removed from a copy of it:
        | progress.json           |
        | features/01-lab.feature |
        | manifest.json           |
        | manifest.sig            |
        | public-key.pem          |
      Then no copy is attested, and the file is named each time

    @essential
    Scenario: A scenario that is left out of the guide is named
      Whoever signs may sign anything, also a guide without the scenario that did not work. Such a certificate fits in itself.
      It is found by comparing: each scenario has a checksum of its text, steps and tags, and you have the guide, too.

      Given a guide that lacks the scenario "All four nodes are Ready"
      When the run so far is certified with that guide
      Then compared with this guide, the scenario that was left out is named

    @essential
    Scenario: Somebody else's signature is not yours
      Somebody could change everything, and sign it anew. Nothing is wrong with that certificate but its key. So know
      whose key you expect.

      Given the run so far is certified
      When somebody else signs the same anew
      Then what they signed is attested, but not for someone who names the key of this run

  Rule: It can be handed on

    @essential
    Scenario: No secret is in it
      What machines print may hold passwords and keys, and a certificate goes from hand to hand. Therefore all that is
      written down is redacted first: what looks like a secret, or is known to be one, is taken out, and the kind of it
      stands in its place. Here a scenario meets three of them, in a command, in a fact and in a file.

      **If it fails**, do not hand the certificate on. The message does not show the secret, but says of which kind it is.

      Given this scenario came across a password, a token and a private key
      When the run so far is certified
      Then no file of the certificate holds any of them
      And in their place stands what they were
