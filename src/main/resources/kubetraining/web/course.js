import { bare, made } from "./made.js";

const STATES = {
  LOOKING: ["under-way", "It is being looked at."],
  TYPE: ["under-way", "Type these commands."],
  FIRST: ["not-yet", "Something from before has to go first."],
  NOT_YET: ["not-yet", "Not yet."],
  NOT_RIGHT: ["wrong", "Not right."],
  LAB_FAULT: ["lab-fault", "The lab failed, and not you. It is looked at again."],
  EARNED: ["done", "Done."],
};
const cards = [...document.querySelectorAll("[data-scenario]")];
let before = null;

function steps(card) {
  return [...card.querySelectorAll("[data-step]")];
}

function words(step) {
  const text = step.firstElementChild.cloneNode(true);
  text.querySelector(".tick").remove();
  return text.textContent.trim().replace(/\s+/g, " ");
}

function sign(element, tone) {
  element.querySelector(".icon use").setAttribute("href", `#i-${tone}`);
}

// How a step is marked: by what is said to those who do not see it, and by a sign.
function stepMark(isEarned, isShown, isHere, isOver) {
  if (isOver) {
    return ["done, and no longer so:", "not-yet"];
  }
  if (isShown) {
    return ["shown, not earned:", "not-attempted"];
  }
  return isEarned ? ["done:", "done"] : isHere ? ["next:", "under-way"] : ["to do:", "not-reached"];
}

// How a scenario is marked.
function cardMark(count, all, isShown) {
  if (count === 0) {
    return ["not begun", "not-reached"];
  }
  if (count < all) {
    return [`${count} of ${all} steps`, "part"];
  }
  return isShown ? ["shown, not earned", "not-attempted"] : ["done", "done"];
}

function mark(card, earned, shown, now, tell) {
  const id = card.dataset.scenario;
  const all = steps(card);
  all.forEach((step, place) => {
    const isEarned = earned.includes(place);
    const isHere = now?.scenario === id && now.step === place && !isEarned;
    const isOver = now?.scenario === id && now.over.includes(place);
    if (isOver !== step.classList.contains("over")) {
      tell(`${isOver ? "No longer so" : "So again"}: ${words(step)}`);
    }
    step.classList.toggle("over", isOver);
    if (isEarned && before && !before.includes(`${id} ${place}`)) {
      tell(`Done: ${words(step)}`);
    }
    step.classList.toggle("earned", isEarned);
    step.classList.toggle("shown", shown.includes(place));
    const [said, by] = stepMark(isEarned, shown.includes(place), isHere, isOver);
    step.querySelector(".tick").textContent = said;
    step.toggleAttribute("aria-current", isHere);
    if (isHere) {
      step.setAttribute("aria-current", "step");
    }
    sign(step.firstElementChild, by);
  });
  const [said, tone] = cardMark(earned.length, all.length, shown.length > 0);
  card.className = `card t-${tone}`;
  sign(card.querySelector(".badge"), tone);
  card.querySelector(".count").textContent = said;
}

function next(now) {
  const card = cards.find((each) => each.dataset.scenario === now.scenario);
  const step = card && steps(card)[now.step];
  const [tone, said] = STATES[now.state];
  const parts = [made("p", { class: `badge t-${tone}` }, said)];
  if (step) {
    step.id ||= `${card.id}-step-${now.step}`;
    parts.push(made("p", {}, made("a", { href: `#${step.id}` }, words(step))));
  } else {
    parts.push(made("p", {}, made("a", { href: now.section ?? "" }, "It is in another section.")));
  }
  if (now.message) {
    parts.push(made("p", {}, now.message));
  }
  if (now.commands.length) {
    const label = { class: "typed", tabindex: "0", role: "group", "aria-label": `Next commands for ${now.machine}` };
    parts.push(made("pre", label, made("code", {}, now.commands.join("\n"))));
    const copy = made("button", { type: "button", "data-do": "copy" }, "Copy");
    const paste = made("button", { type: "button", "data-do": "paste", "data-machine": now.machine }, `Paste into the terminal of ${now.machine}`);
    parts.push(made("p", { class: "tools" }, copy, " ", ...(now.machine ? [paste] : [])));
  }
  if (now.goesOn) {
    parts.push(made("p", { class: "soft" }, "Let it run, and open another terminal for what follows."));
  }
  if (now.expected || now.seen) {
    parts.push(made("dl", {}, made("dt", {}, "Expected"), made("dd", {}, now.expected), made("dt", {}, "Seen"), made("dd", {}, now.seen)));
  }
  if (now.hint) {
    parts.push(made("p", { class: "hint" }, bare(now.hint)));
  }
  return parts;
}

const UNWATCHED = `nobody watches; type ./training observe section ${document.body.dataset.section.replace("section-", "")}`;
let last = "";

export function show(course, tell) {
  const { earned, shown, now, watcher } = course;
  cards.forEach((card) => mark(card, earned[card.dataset.scenario] ?? [], shown[card.dataset.scenario] ?? [], now, tell));
  before = Object.entries(earned).flatMap(([id, places]) => places.map((place) => `${id} ${place}`));
  const all = cards.reduce((sum, card) => sum + steps(card).length, 0);
  const here = cards.reduce((sum, card) => sum + (earned[card.dataset.scenario] ?? []).length, 0);
  document.getElementById("earned").textContent = `${here} of ${all} steps done`;
  document.getElementById("watched").textContent = watcher ? "the suite watches" : here === all ? "done" : UNWATCHED;
  // A person may be reading it, or be on a button of it: it is made anew only if it says something else.
  const said = JSON.stringify([now, watcher]);
  if (now && said !== last) {
    const panel = document.getElementById("now");
    const hadFocus = panel.contains(document.activeElement);
    panel.replaceChildren(...(watcher || now.state === "EARNED" ? [] : [made("p", {}, `Last seen; ${UNWATCHED}`)]), ...next(now));
    if (hadFocus) {
      document.getElementById("next").focus();
    }
    if (last && now.state !== "EARNED" && now.state !== "LOOKING") {
      tell(`${STATES[now.state][1]} ${now.message}`);
    }
    last = said;
  }
}
