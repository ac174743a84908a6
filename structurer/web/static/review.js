"use strict";
// Makes the page nicer; every action works without it. Nothing here saves: only a form's own button does.
(() => {
  const all = (query, root = document) => Array.from(root.querySelectorAll(query));
  const one = (query, root = document) => root.querySelector(query);
  const words = (node, name) => (node.dataset[name] || "").split(" ").filter(Boolean);

  // Pointing at a field, a figure or a claim lights up the others, and the equations they are in.
  let shone = [];
  const dim = () => { shone.forEach(([node, name]) => node.classList.remove(name)); shone = []; };
  const shine = (node, name) => {
    if (!node.classList.contains(name)) { node.classList.add(name); shone.push([node, name]); }
  };
  const matching = (figures, paths) => all("[data-figure], [data-path]").filter(
    (node) => (node.dataset.figure && figures.has(node.dataset.figure)) || (node.dataset.path && paths.has(node.dataset.path)));
  const point = (node) => {
    dim();
    const figures = new Set([...words(node, "figures"), ...words(node, "figure")]);
    const paths = new Set([...words(node, "paths"), ...words(node, "path")]);
    all("[data-path]").forEach((field) => { if (figures.has(field.dataset.figure)) paths.add(field.dataset.path); });
    if (!figures.size && !paths.size) return;
    const lit = new Set(matching(figures, paths));
    lit.forEach((found) => shine(found, "lit"));
    if (node.dataset.figures !== undefined) return;
    all("[data-paths]").filter((claim) => words(claim, "paths").some((path) => paths.has(path))).forEach((claim) => {
      shine(claim, "akin");
      matching(new Set(words(claim, "figures")), new Set(words(claim, "paths"))).forEach((found) => {
        if (!lit.has(found)) shine(found, "akin");
      });
    });
  };
  const pointed = (event) => {
    const node = event.target.closest && event.target.closest("[data-figure], [data-path], [data-figures]");
    if (node) point(node); else dim();
  };
  document.addEventListener("pointerover", pointed);
  document.addEventListener("focusin", pointed);

  // The source scrolls to what is meant without moving the page.
  const reveal = (node) => {
    const lines = one(".lines");
    if (!node || !lines || !lines.contains(node)) return;
    const box = node.getBoundingClientRect(), frame = lines.getBoundingClientRect();
    if (box.top < frame.top + 20 || box.bottom > frame.bottom - 20) lines.scrollTop += box.top - frame.top - frame.height / 2;
  };
  const place = (node) => {
    const figures = [...words(node, "figure"), ...words(node, "figures")];
    return figures.length ? one(`.lines [data-figure="${CSS.escape(figures[0])}"]`) : node.dataset.line ? one(`.lines #s1-L${node.dataset.line}`) : null;
  };
  document.addEventListener("focusin", (event) => { if (!event.target.closest(".lines")) reveal(place(event.target)); });

  // The source follows the finding that is read: the one whose card crosses a line in the upper part of what is free below the source.
  let watched = null;
  const follow = () => {
    if (watched) watched.disconnect();
    const cards = all(".findings > article.finding"), seen = new Set();
    const at = innerWidth < 960 ? 60 : 25;
    watched = new IntersectionObserver((changes) => {
      changes.forEach((change) => { if (change.isIntersecting) seen.add(change.target); else seen.delete(change.target); });
      const card = cards.find((found) => seen.has(found));
      if (card && !one(".panel") && !card.contains(document.activeElement)) reveal(place(card));
    }, { rootMargin: `-${at}% 0px -${99 - at}% 0px` });
    cards.forEach((card) => watched.observe(card));
  };

  // A selection is an address; it is fetched and put in place, so that nothing jumps.
  const swap = async (address, focus, remember = true) => {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    if (!answer.ok) { location.assign(address); return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = one("#main", page), old = one("#main");
    if (!fresh || !one(".beside", fresh)) { location.assign(address); return; }
    const scrolled = one(".lines") ? one(".lines").scrollTop : 0;
    old.replaceWith(document.adoptNode(fresh));
    if (remember) history.pushState(null, "", address);
    if (one(".lines")) one(".lines").scrollTop = scrolled;
    ready();
    const target = focus && (document.getElementById(focus) || one(focus));
    if (target) target.focus({ preventScroll: true });
    const panel = one(".panel");
    if (panel && (panel.getBoundingClientRect().top < 0 || panel.getBoundingClientRect().top > innerHeight * 0.8)) {
      panel.scrollIntoView({ block: innerWidth < 960 ? "start" : "nearest" });
    }
    reveal(one(".lines .lit"));
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    const address = link.getAttribute("href");
    if ((address.startsWith("?") && address.endsWith("#edit")) || link.id === "drop") {
      event.preventDefault();
      swap(link.href, address.includes("figure=") && address.includes("field=") ? "#correct [name=reason]" : link.id);
    } else if (address.startsWith("#") && address.length > 1) {
      const target = document.getElementById(address.slice(1));
      if (target && one(".lines") && one(".lines").contains(target)) {
        event.preventDefault();
        history.replaceState(null, "", location.pathname + location.search + address);
        reveal(target);
        all(".lines .here").forEach((found) => found.classList.remove("here"));
        target.classList.add("here");
      }
    }
  });
  addEventListener("popstate", () => { if (one(".beside")) swap(location.href, null, false); });

  // One stop of the tab key in the source and in each table; the arrows move inside.
  const rove = (nodes) => {
    nodes.forEach((node, at) => { node.tabIndex = at ? -1 : 0; });
    const lit = nodes.find((node) => node.classList.contains("lit"));
    if (lit) { nodes[0].tabIndex = -1; lit.tabIndex = 0; }
  };
  const groups = () => [all(".lines a.figure"), ...all(".grid").map((grid) => all("a.field, a.label", grid))];
  const nearest = (node, nodes, down) => {
    const from = node.getBoundingClientRect(), middle = from.left + from.width / 2;
    let best = null, least = Infinity;
    nodes.forEach((other) => {
      const box = other.getBoundingClientRect();
      const away = down ? box.top - from.top : from.top - box.top;
      if (away < 6) return;
      const cost = away * 4 + Math.abs(box.left + box.width / 2 - middle);
      if (cost < least) { least = cost; best = other; }
    });
    return best;
  };
  const arrow = (event) => {
    const nodes = groups().find((group) => group.includes(event.target));
    if (!nodes) return false;
    const at = nodes.indexOf(event.target);
    const next = { ArrowRight: () => nodes[at + 1], ArrowLeft: () => nodes[at - 1], Home: () => nodes[0], End: () => nodes[nodes.length - 1],
      ArrowDown: () => nearest(event.target, nodes, true), ArrowUp: () => nearest(event.target, nodes, false) }[event.key];
    if (!next) return false;
    const target = next();
    if (target) { nodes.forEach((node) => { node.tabIndex = node === target ? 0 : -1; }); target.focus(); }
    return true;
  };

  // Keys only move. They are off while something is typed, and can be switched off.
  const settings = { get on() { try { return localStorage.getItem("keys") !== "off"; } catch { return true; } },
    set on(value) { try { localStorage.setItem("keys", value ? "on" : "off"); } catch { /* not kept */ } } };
  const go = (node) => { if (node) { node.scrollIntoView({ block: "nearest" }); node.focus(); } };
  const walk = (step) => {
    const nodes = all(".findings > article.finding, .record-link");
    const at = nodes.findIndex((node) => node === document.activeElement || node.contains(document.activeElement));
    go(nodes[Math.min(Math.max(at + step, 0), nodes.length - 1)]);
  };
  const current = () => document.activeElement.closest("article.finding") || one(".findings > article.finding");
  const keys = {
    j: () => walk(1), k: () => walk(-1),
    s: () => go(one(".lines a.figure[tabindex='0']")),
    r: () => go(one(".grid a.field[tabindex='0'], .grid a.field")),
    e: () => go(one("#correct [name=reason], .panel summary, .panel input:not([type=hidden])")),
    a: () => go(one(".suggestion button", current() || document) || one(".suggestion button")),
    w: () => { const form = one(".waive", current() || document); if (form) { form.open = true; go(one("textarea", form)); } },
    u: () => go(one("#undo")), p: () => go(one("#approve:not([disabled])")),
    h: () => { const link = one("#to-history"); if (link) link.click(); },
    q: () => one("a[data-view=queue]").click(),
    "/": () => go(one("#text[type=search]")),
    "?": () => { const help = one("#keys"); if (!help.open) help.showModal(); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.matches && event.target.matches("input, textarea, select") && event.target.type !== "checkbox";
    if (event.key === "Escape" && !one("#keys").open) {
      if (typing) { event.target.blur(); return; }
      const drop = one("#drop");
      if (drop) { event.preventDefault(); drop.click(); }
      return;
    }
    if (typing || one("#keys").open) return;
    if (arrow(event)) { event.preventDefault(); return; }
    const action = keys[event.key];
    if (action && (settings.on || event.key === "?")) { event.preventDefault(); action(); }
  });

  // What is too large is said before it is sent, so that nothing typed is lost; a form is sent once.
  all("form.hand-in").forEach((form) => {
    const text = one("textarea", form), file = one("input[type=file]", form);
    const measure = () => {
      const large = file.files.length && file.files[0].size > form.dataset.fileLimit;
      const long = new Blob([text.value]).size > form.dataset.textLimit;
      file.setCustomValidity(large ? form.dataset.tooLarge : "");
      text.setCustomValidity(long ? form.dataset.tooLarge : "");
    };
    [text, file].forEach((node) => node.addEventListener("input", measure));
    form.addEventListener("submit", () => { one("button", form).disabled = true; form.setAttribute("aria-busy", "true"); });
    addEventListener("pageshow", () => { one("button", form).disabled = false; form.removeAttribute("aria-busy"); });
  });

  // The lists are opened again as they were left.
  const views = { "/": "queue", "/projects": "projects" }, here = views[location.pathname];
  const stored = (name) => { try { return sessionStorage.getItem(name) || ""; } catch { return ""; } };
  if (here) { try { sessionStorage.setItem(here, location.search); } catch { /* not kept */ } }
  else all("a[data-view]").forEach((link) => { link.href += stored(link.dataset.view); });

  const ready = () => {
    groups().forEach(rove);
    follow();
  };
  const printer = one("#print");
  if (printer) { printer.hidden = false; printer.addEventListener("click", () => print()); return; }
  const button = one("#show-keys"), box = one("#keys-on");
  button.hidden = false;
  button.addEventListener("click", keys["?"]);
  box.checked = settings.on;
  box.addEventListener("change", () => { settings.on = box.checked; });
  ready();
  const first = one(".findings > article.finding");
  reveal(one(".lines .lit") || (first && place(first)));
  const said = one("#trouble, #step, #approved");
  if (said) said.focus({ preventScroll: true });
  document.documentElement.dataset.ready = "yes";
})();
