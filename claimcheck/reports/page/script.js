"use strict";
(() => {
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const findings = [...document.querySelectorAll(".finding")].map((node) => ({
    node,
    text: fold(node.closest(".topic").querySelector("h2").textContent + " " + node.textContent),
    sources: JSON.parse(node.dataset.sources),
  }));

  const filter = () => {
    const chosen = new FormData(form);
    const verdicts = chosen.getAll("verdict");
    const words = fold(chosen.get("text")).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { node, text, sources } of findings) {
      const fits = verdicts.includes(node.dataset.verdict)
        && (!chosen.get("kind") || chosen.get("kind") === node.dataset.kind)
        && (!chosen.get("source") || sources.includes(chosen.get("source")))
        && words.every((word) => text.includes(word));
      node.hidden = !fits;
      count += fits;
    }
    for (const topic of document.querySelectorAll(".topic")) {
      topic.hidden = !topic.querySelector(".finding:not([hidden])");
    }
    shown.textContent = `${count} of ${findings.length} shown`;
  };

  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.classList.contains("finding")) return;
    if (target.hidden) form.reset();
    filter();
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  };

  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => {
    for (const node of document.querySelectorAll("details:not(.derivation)")) node.open = true;
  });
  filter();
  follow();
})();
