package kubetraining.redaction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tokens that tell by their first letters who gave them out. The beginnings and lengths are those
 * that the makers publish and that scanners such as gitleaks (its default rules) look for.
 */
final class Tokens {
  private static final int FEWEST_DIFFERENT = 6;

  /** By the letters that may follow: how many at least, and the beginnings. */
  private static final String KINDS =
      """
      word 10 xoxb- xoxp- xoxa- xoxr- xoxs- xoxo- xoxe- xoxe. xapp-
      word 20 glpat- glcbt- gldt- glffct- glft- glimt- glagent- gloas- glptt- glrt- glrtr- glsoat-
      word 20 GR1348941 dckr_pat_ dckr_oat_ tskey- GOCSPX- ya29. hvs. hvb. hvr. github_pat_
      word 22 sq0atp- sq0csp- EAAA
      word 32 NRII- pscale_tkn_ pscale_oauth_ pscale_pw_ sntrys_ glc_ figd_ lsv2_pt_ lsv2_sk_
      word 35 AIza AQVN
      word 40 sk-proj- sk-svcacct- sk-admin- sgp_ glsa_ nvapi- sk-or-v1-
      word 43 fo1_ duffel_test_ duffel_live_ sha256~
      word 48 tk-us- PMAK- HRKU-AA tfp_ pypi- access-sandbox- access-development-
      word 36 access-sandbox- access-development- access-production-
      word 60 sk-ant- dnkey- fio-u- xkeysib- xsmtpsib- SG. dt0c01. dt0s01. ATATT3 ATCTT3 t1.
      word 60 pat. sat. pk. sk. sc_ ext_ scauth_ authress_ fm1a_ fm1r_ fm2_ ops_eyJ eyJrIjoi
      word 100 v1.0- sl.
      plain 10 sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_
      plain 12 FLWSECK_TEST- FLWPUBK_TEST- FLWSECK-
      plain 16 sm_aat_ sm_pat_ sm_sat_
      plain 20 ghp_ gho_ ghu_ ghs_ ghr_ LTAI NRAK-
      plain 24 whsec_
      plain 32 p8e- ico- _gitlab_session= ATBB API-
      plain 34 hf_ api_org_ r8_
      plain 36 npm_ pnu_
      plain 38 4b1d
      plain 40 lin_api_ lin_oauth_ dp.pt. dp.st. dp.ct. dp.sa. dp.scim. phx_ secret_ sk-
      plain 43 oy2 ntn_
      plain 48 pplx- gsk_
      plain 54 EZAK EZTK AGE-SECRET-KEY-1 cmVmd CLOJARS_ clojars_
      plain 60 AKCp rdme_ xai-
      plain 100 EAAC EAAM
      hex 19 NRJS-
      hex 32 dapi SK key- pubkey- shpat_ shpca_ shppa_ shpss_
      hex 40 shippo_live_ shippo_test_ pul- sbp_ squ_ sqp_ sqa_
      hex 48 rubygems_
      hex 64 doo_v1_ dop_v1_ dor_v1_ s-s4t2ud- s-s4t2af- sntryu_
      capitals 26 API- A3-
      """;

  private static final Map<Character, List<Kind>> BY_FIRST_LETTER =
      KINDS
          .lines()
          .map(line -> line.split(" "))
          .flatMap(
              row ->
                  Stream.of(row).skip(2).map(it -> new Kind(row[0], Integer.parseInt(row[1]), it)))
          .collect(Collectors.groupingBy(kind -> kind.prefix().charAt(0)));

  /** Which letters may follow, how many at least, and what stands before them. */
  private record Kind(String letters, int least, String prefix) {
    /** How far the letters go that such a token may have. */
    int run(CharSequence text, int from) {
      int end = from + prefix.length();
      while (end < text.length() && follows(text.charAt(end))) {
        end++;
      }
      return end;
    }

    /** Whether a token is what stands there. */
    boolean tells(CharSequence text, int from, int end) {
      int start = from + prefix.length();
      boolean cut = end < text.length() && plain(text.charAt(end));
      return end - start >= least
          && !cut
          && text.subSequence(start, end).chars().distinct().limit(FEWEST_DIFFERENT).count()
              == FEWEST_DIFFERENT;
    }

    boolean startsHere(CharSequence text, int from) {
      int end = from + prefix.length();
      return end <= text.length() && prefix.contentEquals(text.subSequence(from, end));
    }

    private boolean follows(char letter) {
      return switch (letters) {
        case "word" -> plain(letter) || "_-.=+/".indexOf(letter) >= 0;
        case "plain" -> plain(letter);
        case "hex" -> Character.digit(letter, 16) >= 0 && letter < 128;
        default ->
            letter >= 'A' && letter <= 'Z' || letter >= '0' && letter <= '9' || letter == '-';
      };
    }
  }

  private Tokens() {}

  static String redact(CharSequence text) {
    var clean = new StringBuilder();
    int copied = 0;
    var vain = new HashMap<Kind, Integer>();
    for (int at = 0; at < text.length(); at++) {
      var kinds = BY_FIRST_LETTER.get(text.charAt(at));
      if (kinds == null || !begins(text, at)) {
        continue;
      }
      int end = end(kinds, text, at, vain);
      if (end > 0) {
        clean.append(text, copied, at).append(Redaction.mark("token"));
        copied = end;
        at = end - 1;
      }
    }
    return copied == 0 ? text.toString() : clean.append(text, copied, text.length()).toString();
  }

  /**
   * Where the token ends that begins here; -1 if none does.
   *
   * @param vain how far the letters go of which a kind has made no token. One that begins later
   *     among them is shorter, and no token either.
   */
  private static int end(List<Kind> kinds, CharSequence text, int at, Map<Kind, Integer> vain) {
    int end = -1;
    for (Kind kind : kinds) {
      if (at >= vain.getOrDefault(kind, 0) && kind.startsHere(text, at)) {
        int run = kind.run(text, at);
        if (kind.tells(text, at, run)) {
          end = Math.max(end, run);
        } else {
          vain.put(kind, run);
        }
      }
    }
    return end;
  }

  /** Whether a word begins here, if only after an escape such as \n or %20. */
  private static boolean begins(CharSequence text, int at) {
    return at == 0
        || !plain(text.charAt(at - 1))
        || at > 1 && text.charAt(at - 2) == '\\'
        || at > 2 && text.charAt(at - 3) == '%';
  }

  /** Whether it is a letter of ASCII or a digit. */
  static boolean plain(char letter) {
    return letter >= 'a' && letter <= 'z'
        || letter >= 'A' && letter <= 'Z'
        || letter >= '0' && letter <= '9';
  }
}
