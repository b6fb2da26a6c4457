import { show as showCourse } from "./course.js";
import { show as showLab } from "./lab.js";
import { bare } from "./made.js";
import { paste, start } from "./terminal.js";

const news = document.getElementById("news");
const tell = (words) => { news.textContent = words; };

// What is copied is what is printed, to the byte.
async function act(button) {
  const text = button.closest(".tools").previousElementSibling.textContent;
  if (button.dataset.do === "paste") {
    paste(button.dataset.machine, text);
    return;
  }
  try {
    await navigator.clipboard.writeText(text);
    tell("Copied.");
  } catch {
    tell("The browser does not allow copying. Select the text instead.");
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  if (button) {
    act(button);
  }
});

async function say(what, words) {
  const answer = await fetch(what, { method: "POST", body: words });
  document.getElementById("answer").textContent = bare(await answer.text());
}

document.getElementById("hint").addEventListener("click", () => say("hint", ""));
document.getElementById("expect").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = document.getElementById("expectation");
  say("expect", field.value);
  field.value = "";
});

start();
const events = new EventSource("events");
events.addEventListener("course", (event) => showCourse(JSON.parse(event.data), tell));
events.addEventListener("lab", (event) => showLab(JSON.parse(event.data)));
events.addEventListener("error", () => {
  document.getElementById("watched").textContent = "./training guide does not answer; start it again, or wait";
});
