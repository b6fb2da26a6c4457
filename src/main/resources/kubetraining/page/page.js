(function () {
  "use strict";
  // Everything is there without this script too; it only adds two switches.
  var tools = document.getElementById("tools");
  function button(words, pressed) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.setAttribute("aria-pressed", "false");
    made.addEventListener("click", function () {
      var on = made.getAttribute("aria-pressed") !== "true";
      made.setAttribute("aria-pressed", String(on));
      pressed(on);
    });
    tools.appendChild(made);
  }
  button("Show only what is not done", function (on) {
    document.body.classList.toggle("open-only", on);
  });
  button("Open all details", function (on) {
    document.querySelectorAll("details").forEach(function (each) {
      each.open = on;
    });
  });
})();
