// Keys, folding and the parts that pages share. Everything works without it, by links and forms.
(() => {
  "use strict";
  const html = document.documentElement;
  html.classList.add("js");

  const narrow = () => window.matchMedia("(max-width: 860px)").matches;
  const fold = () => document.querySelectorAll(".fold").forEach((box) => { box.open = !narrow(); });
  window.matchMedia("(max-width: 860px)").addEventListener("change", fold);

  // what a reader opened in the sidebar stays open when the view is swapped
  const opened = new Map();
  let foldOpen = null;
  document.addEventListener("htmx:beforeSwap", () => {
    document.querySelectorAll("details.facet").forEach((box) => opened.set(box.dataset.facet, box.open));
    foldOpen = document.querySelector(".fold")?.open ?? null;
  });
  const restore = () => {
    if (foldOpen !== null && narrow()) document.querySelectorAll(".fold").forEach((box) => { box.open = foldOpen; });
    document.querySelectorAll("details.facet").forEach((box) => {
      const was = opened.get(box.dataset.facet);
      if (was !== undefined && was !== box.open) box.open = was;
    });
  };

  // ------------------------------------------------------------------ going from event to event
  let at = -1;
  const stops = () => [...document.querySelectorAll("[data-stop]")];
  const show = (index) => {
    const all = stops();
    if (!all.length) return;
    at = Math.max(0, Math.min(all.length - 1, index));
    document.querySelectorAll(".now").forEach((one) => one.classList.remove("now"));
    const stop = all[at];
    stop.classList.add("now");
    document.querySelectorAll(`[data-event="${CSS.escape(stop.dataset.stop)}"]`).forEach((one) => one.classList.add("now"));
    const link = stop.querySelector("a[data-go], button[data-go]") ?? stop;
    link.focus({ preventScroll: true });
    const target = document.querySelector(`mark[data-event="${CSS.escape(stop.dataset.stop)}"]`) ?? stop;
    target.scrollIntoView({ block: "center" });
  };
  const current = () => {
    const held = document.activeElement?.closest("[data-stop]");
    if (held) at = stops().indexOf(held);
    return stops()[at] ?? document.querySelector("[data-judge]");
  };
  const judge = (key) => {
    const spot = current();
    if (!spot) return false;
    const scope = spot.matches("tr.row") ? spot.nextElementSibling ?? spot : spot;
    const button = scope.querySelector(`button[data-key="${key}"]`)
      ?? document.querySelector(`[data-judge] button[data-key="${key}"]`);
    if (button) button.click();
    return Boolean(button);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
    const key = event.key;
    if (key === "j") { current(); show(at + 1); } else if (key === "k") { current(); show(at - 1); }
    else if (key === "/") document.querySelector("#q")?.focus();
    else if (key === "?") document.querySelector("#keys").showModal();
    else if (["r", "w", "a", "t"].includes(key)) { if (!judge(key)) return; } else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-event]");
    if (!mark) return;
    const index = stops().findIndex((stop) => stop.dataset.stop === mark.dataset.event);
    if (index >= 0) show(index);
  });

  // ------------------------------------------------------------------ rows that open
  document.addEventListener("htmx:beforeRequest", (event) => {
    const link = event.target.closest?.("a.open-link");
    if (!link) return;
    const detail = document.getElementById(link.getAttribute("aria-controls"));
    if (detail.hidden) return;
    event.preventDefault(); // a second press closes
    detail.hidden = true;
    link.setAttribute("aria-expanded", "false");
    link.closest("tr").classList.remove("open");
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const detail = event.target.closest?.("tr.detail");
    const link = detail && document.querySelector(`a.open-link[aria-controls="${detail.id}"]`);
    if (!link) return;
    detail.hidden = false;
    link.setAttribute("aria-expanded", "true");
    link.closest("tr").classList.add("open");
  });
  document.addEventListener("click", (event) => {
    const row = event.target.closest("tr.row");
    if (row && !event.target.closest("a, button") && !window.getSelection().toString()) row.querySelector("a.open-link").click();
  });

  const start = () => { fold(); document.dispatchEvent(new Event("dragoman:view")); };
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "view" || event.target.querySelector?.("#view")) {
      at = -1;
      fold();
      restore();
      document.dispatchEvent(new Event("dragoman:view"));
    }
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
