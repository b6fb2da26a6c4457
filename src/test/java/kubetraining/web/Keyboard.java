package kubetraining.web;

import java.time.Duration;
import java.util.concurrent.Callable;
import kubetraining.host.Texts;
import kubetraining.page.Chrome;
import kubetraining.wait.Waits;

/** A person at a page who has a keyboard and nothing else. */
final class Keyboard {
  private static final int MOST_TABS = 200;
  private static final int SHIFT = 8;

  private final Chrome chrome;

  Keyboard(Chrome chrome) {
    this.chrome = chrome;
  }

  void tab() {
    chrome.press("Tab", 9, "", 0);
  }

  void shiftTab() {
    chrome.press("Tab", 9, "", SHIFT);
  }

  void enter() {
    chrome.press("Enter", 13, "\r", 0);
  }

  void type(String text) {
    text.chars()
        .forEach(each -> chrome.press(Character.toString(each), 0, Character.toString(each), 0));
  }

  /**
   * Goes on from where the focus is until it is on what the script says, back if that is nearer.
   */
  void tabTo(String what, boolean back) {
    for (int i = 0; i < MOST_TABS; i++) {
      if (isFocused(what)) {
        return;
      }
      if (back) {
        shiftTab();
      } else {
        tab();
      }
    }
    throw new AssertionError(
        Texts.of("%d times Tab do not lead to %s; the focus is on %s", MOST_TABS, what, focus()));
  }

  boolean isFocused(String selector) {
    return chrome
        .eval(Texts.of("document.activeElement.matches(%s)", Chrome.quoted(selector)))
        .asBoolean();
  }

  String focus() {
    return chrome.eval("document.activeElement.outerHTML.slice(0, 200)").asText();
  }

  static void await(String what, int seconds, Callable<Boolean> isSo) {
    new Waits().upTo(Duration.ofSeconds(seconds)).see(what, isSo, Boolean::booleanValue);
  }
}
