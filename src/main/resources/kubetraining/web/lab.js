import { drawn, made } from "./made.js";

const WIDTH = 300;
const HEIGHT = 100;
let shown = "";

function warmth(node, nodes) {
  const all = nodes.map((each) => each.temperature).filter((each) => each !== null);
  const low = Math.min(...all);
  const high = Math.max(...all);
  return high === low ? 2 : Math.round((4 * (node.temperature - low)) / (high - low));
}

function heading(node, nodes) {
  const parts = [node.name];
  if (node.temperature !== null) {
    const chip = drawn("svg", { class: "heat", viewBox: "0 0 10 10", "aria-hidden": "true" }, drawn("rect", { width: 10, height: 10, class: `w${warmth(node, nodes)}` }));
    parts.push(made("span", {}, chip, ` ${node.temperature} degrees`));
  }
  parts.push(made("span", { class: node.ready ? "soft" : "down" }, node.ready ? "Ready" : "not Ready"));
  return made("h3", {}, ...parts);
}

function pods(node) {
  const system = node.pods.filter((pod) => pod.system).length;
  const others = node.pods.filter((pod) => !pod.system);
  const lines = others.map((pod) => made("li", {}, pod.name, " ", made("span", { class: "soft" }, pod.phase)));
  lines.push(made("li", { class: "soft" }, `${others.length ? "and " : ""}${system} pods of the system`));
  return made("ul", {}, ...lines);
}

function cpus(node) {
  if (!node.cpus.length) {
    return [];
  }
  const cells = node.cpus.map((cpu) =>
    made("li", cpu.owner ? { class: "owned" } : {}, cpu.owner ? `${cpu.number} ${cpu.owner}` : `${cpu.number}`));
  if (!node.cpus.some((cpu) => cpu.owner)) {
    return [made("p", { class: "soft" }, `${node.cpus.length} CPUs, shared by all`)];
  }
  return [made("p", { class: "soft" }, "CPUs, and who has one alone"), made("ul", { class: "cpus" }, ...cells)];
}

function curve(scaler) {
  const most = Math.max(1, scaler.max, ...scaler.points.map((point) => Math.max(point.current, point.desired)));
  const x = (point) => WIDTH - (point.age * WIDTH) / 600;
  const y = (replicas) => HEIGHT - (replicas * (HEIGHT - 6)) / most;
  const line = (name, value) => drawn("polyline", { class: name, points: scaler.points.map((point) => `${x(point)},${y(value(point))}`).join(" ") });
  const last = scaler.points[scaler.points.length - 1];
  const said = `${scaler.name}: ${last.current} replicas, ${last.desired} wanted, at most ${scaler.max}`;
  return made("figure", {},
    made("figcaption", {}, said, made("span", { class: "soft" }, " (the last ten minutes; dashed: wanted)")),
    drawn("svg", { class: "curve", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": said }, line("wanted", (point) => point.desired), line("now", (point) => point.current)));
}

export function show(lab) {
  const text = JSON.stringify(lab);
  if (text === shown) {
    return;
  }
  shown = text;
  const parts = [];
  if (lab.trouble) {
    parts.push(made("p", { class: "soft" }, `The lab could not be looked at: ${lab.trouble}`));
  }
  if (lab.waiting.length) {
    parts.push(made("p", {}, `Not placed: ${lab.waiting.join(", ")}`));
  }
  parts.push(made("div", { class: "hosts" }, ...lab.nodes.map((node) => made("div", { class: "host" }, heading(node, lab.nodes), ...cpus(node), pods(node)))));
  parts.push(...lab.autoscalers.map(curve));
  document.getElementById("looks").replaceChildren(...parts);
}
