"use strict";
// Draws the page. Data reaches it through textContent and text nodes alone, never as markup or in a link.
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const lines = $("records").textContent.split("\n").filter(Boolean); // one article each, parsed when it is shown
  const { records, rules, sets } = data;
  const CHUNK = 200; // items of the list that are drawn at a time
  const MOST = 10; // bars of a chart
  const MARGIN = 2; // unchanged lines shown around a changed one where the rest is folded
  const narrow = matchMedia("(max-width: 52rem)");

  // ---- small tools

  const make = (tag, name, ...children) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    node.append(...children);
    return node;
  };
  const button = (name, label, act, ...children) => {
    const node = make("button", name, ...children);
    node.type = "button";
    if (label) node.setAttribute("aria-label", label);
    node.addEventListener("click", act);
    return node;
  };
  const number = (value) => value.toLocaleString("en");
  const many = (value, one) => `${number(value)} ${one}${value === 1 ? "" : "s"}`;
  const shareOf = (record) => Math.max(0, record.before ? 1 - record.after / record.before : 0);
  const percent = (share) => {
    const value = 100 * share;
    return value === 0 ? "0%" : value < 0.1 ? "<0.1%" : `${value.toFixed(value < 10 ? 1 : 0)}%`;
  };
  // How an article is found again: by its title, and by what else is known of it.
  const knownOf = ({ title, id, url, place }) => [...new Set([title, id, url, place].filter(Boolean))];
  const nameOf = (index) => knownOf(records[index])[0] ?? `Article ${index + 1}`;
  const fromOf = (index) => knownOf(records[index]).slice(1).join(" · ");
  const fateOf = (record) => (record.refused ? "refused" : record.dropped ? "dropped" : "kept");
  const FATES = { dropped: "dropped", refused: "in quarantine" };
  const later = (act, wait) => {
    let timer;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(act, wait);
    };
  };
  const languages = (() => {
    try {
      const names = new Intl.DisplayNames(["en"], { type: "language" });
      return (code) => (code === "und" ? "not known" : names.of(code));
    } catch {
      return (code) => code;
    }
  })();

  // ---- text: what drives a screen is written out; in a change, so is what nobody sees

  const DRIVES = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]|\p{Cs}/gu;
  const UNSEEN = /[^\P{C}]|[^\P{Z} ]/gu;
  const written = (char) => {
    const code = char.codePointAt(0);
    const [mark, size] = code < 256 ? ["x", 2] : code < 65536 ? ["u", 4] : ["U", 8];
    return `\\${mark}${code.toString(16).padStart(size, "0")}`;
  };
  const kept = (text) => text.replace(DRIVES, written);
  const changed = (text) => text.replace(UNSEEN, (char) => data.glyphs[char] ?? written(char)).replace(/^ +$| {2,}/g, (run) => "·".repeat(run.length));

  // ---- the choice of articles

  const state = { words: "", rule: "", fate: "", order: "none", shown: [], drawn: 0, index: -1, stops: [], stop: -1 };
  const haystacks = [];
  const partsOf = (index) => JSON.parse(lines[index]);
  const haystack = (index) =>
    (haystacks[index] ??= [`${knownOf(records[index]).join("\n")}\n`, ...partsOf(index).map((part) => (typeof part === "string" ? part : part[0]))]
      .join("")
      .toLowerCase());
  const chosenRules = () => {
    const [kind, name] = [state.rule.slice(0, 2), state.rule.slice(2)];
    const chosen = rules.map((rule) => !kind || (kind === "f:" ? rule.filter : rule.name) === name);
    return (number) => chosen[number];
  };
  const ORDERS = {
    none: (a, b) => a - b,
    share: (a, b) => shareOf(records[b]) - shareOf(records[a]) || a - b,
    edits: (a, b) => records[b].edits - records[a].edits || a - b,
  };

  function choose() {
    const words = state.words.toLowerCase();
    const chosen = chosenRules();
    state.shown = [...records.keys()]
      .filter((index) => (!state.rule || records[index].rules.some(chosen)) && (!state.fate || fateOf(records[index]) === state.fate) && (!words || haystack(index).includes(words)))
      .sort(ORDERS[state.order]);
    $("count").textContent =
      state.shown.length === records.length
        ? many(records.length, "article")
        : `${number(state.shown.length)} of ${many(records.length, "article")}`;
    state.drawn = 0;
    $("list").replaceChildren();
    $("list").scrollTop = 0;
    drawItems();
    if (!state.shown.includes(state.index)) open(state.shown[0] ?? -1);
    else open(state.index);
  }

  // The pane scrolls on a desk, the page on a phone: either way the last item comes near.
  const near = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        if (target === $("list").lastElementChild) drawItems();
      }
    },
    { rootMargin: "800px" },
  );

  function drawItems(least = 0) {
    const end = Math.min(state.shown.length, Math.max(state.drawn + CHUNK, least));
    const items = state.shown.slice(state.drawn, end).map((index, at) => {
      const record = records[index];
      const gauge = make("span", "gauge", make("span"));
      gauge.firstChild.style.width = `${100 * shareOf(record)}%`;
      const name = make("span", "id", kept(nameOf(index)));
      name.dir = "auto";
      const fate = FATES[fateOf(record)];
      const about = record.refused ? [] : [record.lang, `${number(record.before)} chars`, many(record.edits, "edit")];
      const facts = make("span", "facts", ...(fate ? [make("span", "fate", fate), about.length ? " · " : ""] : []), about.join(" · "));
      const from = make("span", "from", kept(fromOf(index)));
      from.dir = "auto";
      const share = record.refused ? [] : [make("span", "share", percent(shareOf(record)))];
      const item = make("div", "item", name, ...share, ...(fromOf(index) ? [from] : []), facts, ...(share.length ? [gauge] : []));
      item.id = `item-${index}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-setsize", state.shown.length);
      item.setAttribute("aria-posinset", state.drawn + at + 1);
      item.setAttribute("aria-selected", index === state.index);
      item.addEventListener("click", () => visit(index));
      return item;
    });
    state.drawn = end;
    $("list").append(...items);
    if (items.length) near.observe(items.at(-1));
  }

  // ---- one article

  const rowsOf = (parts) => {
    const rows = [[]];
    for (const part of parts) {
      if (typeof part !== "string") {
        rows.at(-1).push(part);
        continue;
      }
      const [first, ...rest] = part.split("\n");
      if (first) rows.at(-1).push(first);
      for (const text of rest) rows.push(text ? [text] : []);
    }
    return rows;
  };
  const sides = (parts, quiet = () => false) => {
    const [source, clean] = [[], []];
    for (const part of parts) {
      if (typeof part === "string") {
        source.push(kept(part));
        clean.push(kept(part));
        continue;
      }
      const name = quiet(part) ? "quiet" : "";
      const whole = part[1] === 0;
      if (part[0]) source.push(make("del", name, whole ? kept(part[0]) : changed(part[0])));
      else if (whole) source.push(make("del", `${name} blank`, "blank line"));
      if (part[1]) clean.push(make("ins", name, changed(part[1])));
    }
    return [source, clean];
  };

  function drawRow(parts, at, chosen) {
    const changes = parts.filter((part) => typeof part !== "string");
    const told = [...new Set(changes.flatMap((part) => sets[part[2]]))];
    const stop = told.some(chosen);
    const removed = changes.some((part) => part[1] === 0);
    const [source, clean] = sides(parts, (part) => !sets[part[2]].some(chosen));
    const kind = removed ? "removed" : changes.length ? "changed" : "kept";
    const cells = [make("span", "line", String(at + 1)), make("div", "source", ...source), make("div", "clean", ...clean), make("div", "why")];
    cells.forEach((cell) => cell.setAttribute("role", "cell"));
    cells[1].dir = cells[2].dir = "auto";
    cells[3].append(
      ...told.map((rule) => button("tag", `Only ${rules[rule].name}`, () => only(`r:${rules[rule].name}`), kept(rules[rule].name))),
      ...changes.filter((part) => part[3]).map((part) => make("span", "note", kept(part[3]))),
    );
    const row = make("div", `row ${kind}${stop ? " stop" : ""}${parts.length ? "" : " empty"}${removed && !source.some((node) => !node.matches(".blank")) ? " thin" : ""}`, ...cells);
    row.setAttribute("role", "row");
    if (stop) row.tabIndex = -1;
    return row;
  }

  function open(index) {
    const item = (which, selected) => {
      $(`item-${which}`)?.setAttribute("aria-selected", selected);
    };
    item(state.index, false);
    Object.assign(state, { index, stops: [], stop: -1 });
    $("article").classList.toggle("none", index < 0);
    if (index < 0) {
      $("name").textContent = records.length ? "No article has that" : "No articles";
      $("about").textContent = records.length ? "Press x to clear search and rule." : "";
      $("from").textContent = "";
      $("text").replaceChildren();
      return tell();
    }
    const place = state.shown.indexOf(index);
    if (place >= state.drawn) drawItems(place + 1);
    item(index, true);
    $("list").setAttribute("aria-activedescendant", `item-${index}`);
    $(`item-${index}`)?.scrollIntoView({ block: "nearest" });
    const record = records[index];
    $("name").textContent = kept(nameOf(index));
    $("from").textContent = kept(fromOf(index));
    const about = [
      languages(record.lang),
      `${number(record.before)} → ${number(record.after)} characters`,
      `${percent(shareOf(record))} removed`,
      many(record.edits, "edit"),
    ];
    $("about").textContent = record.refused ? "" : about.join(" · ");
    drawText();
  }

  function drawText() {
    const chosen = chosenRules();
    const rows = rowsOf(partsOf(state.index)).map((parts, at) => drawRow(parts, at, chosen));
    const stops = rows.flatMap((row, at) => (row.classList.contains("stop") ? [at] : []));
    const around = new Set(stops.flatMap((at) => Array.from({ length: 2 * MARGIN + 1 }, (_, k) => at - MARGIN + k)));
    const drawn = $("fold").checked ? folded(rows, around) : rows;
    const head = make("div", "row head", ...["Line", "Source", "Cleaned", "Rule"].map((name) => make("span", "", name)));
    head.setAttribute("role", "row");
    [...head.children].forEach((cell) => cell.setAttribute("role", "columnheader"));
    const language = records[state.index].lang;
    $("text").lang = language === "und" ? "" : language;
    const record = records[state.index];
    if (record.refused) rows.forEach((row) => row.querySelector(".clean").replaceChildren());
    const fate = [
      ...(record.dropped ? [drawWords("fate", `Dropped, so not in the output: ${kept(record.dropped)}`)] : []),
      ...(record.refused ? [drawWords("fate", `In quarantine, so not cleaned: ${kept(record.refused)}`)] : []),
    ];
    $("text").replaceChildren(head, ...fate, ...drawn);
    Object.assign(state, { stops: stops.map((at) => rows[at]), stop: -1 });
    if (!record.refused && !stops.length && !$("fold").checked) $("text").append(drawWords("calm", state.rule ? "That rule shows in no line of this article." : "Nothing was changed here."));
    $("article").scrollTop = 0;
    highlight();
    tell();
  }

  function drawWords(name, words) {
    const cell = make("span", "", words);
    cell.setAttribute("role", "cell");
    const row = make("div", `words ${name}`, cell);
    row.setAttribute("role", "row");
    return row;
  }

  function folded(rows, around) {
    const drawn = [];
    let hidden = 0;
    const flush = () => {
      if (hidden) drawn.push(drawWords("gap", `${many(hidden, "line")} as before`));
      hidden = 0;
    };
    rows.forEach((row, at) => {
      if (around.has(at)) {
        flush();
        drawn.push(row);
      } else hidden += 1;
    });
    flush();
    return drawn;
  }

  function tell() {
    const { stop, stops } = state;
    $("at").textContent = stops.length ? `${stop < 0 ? "–" : stop + 1} / ${stops.length}` : "0 / 0";
    $("at").setAttribute("aria-label", `Changed line ${stop + 1} of ${stops.length}`);
  }

  function highlight() {
    if (!CSS.highlights) return;
    CSS.highlights.delete("found");
    const words = state.words.toLowerCase();
    if (!words || state.index < 0) return;
    const ranges = [];
    const walker = document.createTreeWalker($("text"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data.toLowerCase();
      if (text.length !== node.data.length) continue; // a letter that grows in lower case: places would be off
      for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
        ranges.push(new StaticRange({ startContainer: node, startOffset: at, endContainer: node, endOffset: at + words.length }));
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
    ranges[0]?.startContainer.parentElement.scrollIntoView({ block: "center" });
  }

  // ---- moves

  function land(stop) {
    state.stops[state.stop]?.removeAttribute("aria-current");
    state.stop = stop;
    const row = state.stops[stop];
    if (row) {
      row.setAttribute("aria-current", "true");
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "center" });
    }
    tell();
  }

  function jump(step) {
    let place = state.shown.indexOf(state.index);
    const next = state.stop < 0 && step < 0 ? -1 : state.stop + step;
    if (next >= 0 && next < state.stops.length) return land(next);
    for (place += step; place >= 0 && place < state.shown.length; place += step) {
      if (!records[state.shown[place]].edits) continue;
      visit(state.shown[place], false);
      if (state.stops.length) return land(step > 0 ? 0 : state.stops.length - 1);
    }
  }

  function pass(step) {
    const next = state.shown[state.shown.indexOf(state.index) + step];
    if (next !== undefined) visit(next, false);
  }

  function visit(index, reveal = true) {
    if (reveal) document.body.classList.add("reading");
    open(index);
    history.replaceState(null, "", `#${index + 1}`);
    if (narrow.matches) scrollTo(0, 0);
  }

  function only(rule, index) {
    Object.assign(state, { rule, fate: "" });
    $("rule").value = rule;
    $("fate").value = "";
    const from = $("articles-view").hidden ? undefined : state.index;
    history.pushState(null, "", "#articles");
    state.drawn = 0;
    route();
    document.body.classList.add("reading");
    if (index !== undefined || from !== undefined) open(index ?? from);
    if (state.stops.length) land(0);
  }

  function clear() {
    Object.assign(state, { words: "", rule: "", fate: "" });
    for (const id of ["search", "rule", "fate"]) $(id).value = "";
    choose();
  }

  // ---- the overview

  const bars = (id, rows, act) => {
    const most = Math.max(1, ...rows.map((row) => row.value));
    $(id).replaceChildren(
      ...rows.map((row) => {
        const bar = make("span", "track", make("span", "fill"));
        bar.setAttribute("aria-hidden", "true");
        bar.firstChild.style.width = row.value > 0 ? `max(2px, ${(100 * row.value) / most}%)` : "0";
        const label = act && row.key ? button("name", `${row.name}: show its articles`, () => act(row), kept(row.name)) : make("span", "name", kept(row.name));
        return make("li", "", label, bar, make("span", "value", number(row.value)), make("span", "beside", row.beside ?? ""));
      }),
    );
    if (!rows.length) $(id).append(make("li", "calm", "Nothing."));
  };
  const byRemoved = (a, b) => b.removed - a.removed || b.edits - a.edits || (a.name < b.name ? -1 : 1);

  function drawOverview() {
    const sum = (name) => records.reduce((total, record) => total + record[name], 0);
    const [before, after, edits] = ["before", "after", "edits"].map(sum);
    const touched = records.filter((record) => record.edits).length;
    const [dropped, refused] = ["dropped", "refused"].map((fate) => records.filter((record) => fateOf(record) === fate).length);
    $("title").textContent = document.title = kept(data.title);
    const sample = data.of > records.length ? `, a sample of ${number(data.of)}` : "";
    $("lead").textContent = `${many(records.length, "article")}${sample}. Every change is here, with the rule that made it.`;
    const figures = [
      [number(touched), touched === 1 ? "article changed" : "articles changed"],
      [percent(before ? 1 - after / before : 0), "of characters removed"],
      [number(before - after), `of ${number(before)} characters`],
      [number(edits), `edits by ${many(rules.length, "rule")}`],
    ];
    if (dropped) figures.push([number(dropped), "dropped by a gate"]);
    if (refused) figures.push([number(refused), "in quarantine"]);
    $("fates").hidden = $("why").hidden = !(dropped || refused);
    $("figures").replaceChildren(...figures.map(([value, name]) => make("div", "", make("dd", "", value), make("dt", "", name))));

    const row = (kind) => (one) => ({ name: one.name, key: kind + one.name, value: one.removed, beside: many(one.edits, "edit") });
    bars("filters", [...data.filters].sort(byRemoved).map(row("f:")), (bar) => only(bar.key));
    bars("top", [...rules].sort(byRemoved).slice(0, MOST).map(row("r:")), (bar) => only(bar.key));
    drawShares();
    const reasons = new Map();
    for (const { why } of records) if (why) reasons.set(why, (reasons.get(why) ?? 0) + 1);
    bars("reasons", [...reasons].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST).map(([name, value]) => ({ name, value })));
    const spoken = new Map();
    for (const { lang, refused: wrong } of records) if (!wrong) spoken.set(lang, (spoken.get(lang) ?? 0) + 1);
    const all = [...spoken].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code, value]) => ({ name: languages(code), value }));
    const rest = all.slice(MOST).reduce((total, one) => total + one.value, 0);
    bars("languages", [...all.slice(0, MOST), ...(rest ? [{ name: `${all.length - MOST} more`, value: rest }] : [])]);
  }

  function drawShares() {
    const steps = [[0, "0"], [0.01, "1%"], [0.02, "2%"], [0.05, "5%"], [0.1, "10%"], [0.2, "20%"], [0.5, "50%"], [1, "100%"]];
    const counts = steps.map(() => 0);
    for (const record of records) if (!record.refused) counts[steps.findIndex(([end]) => shareOf(record) <= end)] += 1;
    const most = Math.max(1, ...counts);
    $("shares").replaceChildren(
      ...steps.map(([, name], at) => {
        const bar = make("span", "fill");
        bar.setAttribute("aria-hidden", "true");
        bar.style.height = `calc((100% - 1.5rem) * ${counts[at] / most})`;
        return make("li", "", make("span", "track", make("span", "value", number(counts[at])), bar), make("span", "name", at ? `≤ ${name}` : "none"));
      }),
    );
  }

  const exampleText = (rule) => rule.examples.map(([, parts]) => parts.map((part) => (typeof part === "string" ? part : part[0])).join("")).join("\n");

  function drawRules() {
    const words = $("rule-search").value.toLowerCase();
    const found = [...rules].sort((a, b) => b.edits - a.edits || (a.name < b.name ? -1 : 1)).filter((rule) => `${rule.name}\n${rule.filter}\n${exampleText(rule)}`.toLowerCase().includes(words));
    $("rule-count").textContent = found.length === rules.length ? many(rules.length, "rule") : `${found.length} of ${many(rules.length, "rule")}`;
    $("rules").replaceChildren(...found.map(drawRule));
  }

  function drawRule(rule) {
    const facts = [many(rule.edits, "edit"), many(rule.records, "article"), `${number(rule.removed)} chars`];
    const summary = make("summary", "", make("span", "name", kept(rule.name)), make("span", "filter", kept(rule.filter)), ...facts.map((fact) => make("span", "fact", fact)));
    const details = make("details", "rule", summary);
    details.addEventListener("toggle", () => {
      if (details.childElementCount > 1) return;
      const examples = rule.examples.map(([index, parts]) => {
        const [source, clean] = sides(parts);
        const texts = make("div", "texts", make("p", "source", ...source), make("p", "clean", ...clean));
        [...texts.children].forEach((text) => (text.dir = "auto"));
        const where = button("where", `Open ${nameOf(index)}`, () => only(`r:${rule.name}`, index), kept(nameOf(index)));
        return make("li", "", texts, where);
      });
      const all = button("all", "", () => only(`r:${rule.name}`), `Walk through ${many(rule.records, "article")}`);
      details.append(make("ul", "examples", ...examples), all);
    });
    return details;
  }

  // ---- views, theme, keys

  function route() {
    const hash = location.hash.slice(1);
    const at = Number(hash) - 1;
    const reading = records[at] !== undefined;
    const overview = !reading && (hash === "overview" || (hash !== "articles" && records.length !== 1));
    $("overview-view").hidden = !overview;
    $("articles-view").hidden = overview;
    for (const [id, here] of [["to-overview", overview], ["to-articles", !overview]]) {
      if (here) $(id).setAttribute("aria-current", "page");
      else $(id).removeAttribute("aria-current");
    }
    document.body.classList.toggle("reading", reading || records.length === 1);
    if (overview) return;
    if (reading && at !== state.index) Object.assign(state, { index: at, words: "", rule: "", fate: "" });
    if (!state.drawn || reading) choose();
  }

  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (systemDark.matches ? "dark" : "light")) === "dark";
  function paint(theme) {
    if (theme) document.documentElement.dataset.theme = theme;
    $("theme").setAttribute("aria-pressed", isDark());
  }
  function toggleTheme() {
    paint(isDark() ? "light" : "dark");
    try {
      localStorage.setItem("cleankit-theme", document.documentElement.dataset.theme);
    } catch {
      // a browser that keeps nothing for a file: the choice lasts as long as the page
    }
  }
  function storedTheme() {
    try {
      const theme = localStorage.getItem("cleankit-theme");
      return ["dark", "light"].includes(theme) ? theme : "";
    } catch {
      return "";
    }
  }

  const inArticles = () => !$("articles-view").hidden;
  const toggleFold = () => {
    $("fold").checked = !$("fold").checked;
    if (state.index >= 0) drawText();
  };
  const KEYS = {
    j: () => inArticles() && jump(1),
    k: () => inArticles() && jump(-1),
    n: () => inArticles() && pass(1),
    p: () => inArticles() && pass(-1),
    c: () => inArticles() && toggleFold(),
    x: () => inArticles() && clear(),
    o: () => (location.hash = "#overview"),
    a: () => (location.hash = "#articles"),
    t: toggleTheme,
    "?": () => $("keys").showModal(),
    "/": () => {
      if (inArticles()) document.body.classList.remove("reading");
      $(inArticles() ? "search" : "rule-search").focus();
    },
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input[type=search], select");
    if (event.key === "Escape" && typing) return event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || typing || $("keys").open) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  $("list").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) pass(step);
    else if (event.key === "Home") state.shown.length && visit(state.shown[0], false);
    else if (event.key === "End") state.shown.length && visit(state.shown.at(-1), false);
    else if (event.key === "Enter") document.body.classList.add("reading");
    else return;
    event.preventDefault();
  });
  $("search").addEventListener("input", later(() => {
    state.words = $("search").value;
    choose();
  }, 120));
  $("rule-search").addEventListener("input", later(drawRules, 60));
  $("rule").addEventListener("change", () => {
    state.rule = $("rule").value;
    choose();
  });
  $("fate").addEventListener("change", () => {
    state.fate = $("fate").value;
    choose();
  });
  $("order").addEventListener("change", () => {
    state.order = $("order").value;
    choose();
  });
  $("fold").addEventListener("change", () => state.index >= 0 && drawText());
  $("previous").addEventListener("click", () => jump(-1));
  $("next").addEventListener("click", () => jump(1));
  $("back").addEventListener("click", () => document.body.classList.remove("reading"));
  $("theme").addEventListener("click", toggleTheme);
  $("ask").addEventListener("click", KEYS["?"]);
  $("close").addEventListener("click", () => $("keys").close());
  systemDark.addEventListener("change", () => paint());
  addEventListener("hashchange", route);

  function drawChoices() {
    const option = (value, label) => {
      const node = make("option", "", label);
      node.value = value;
      return node;
    };
    const groups = [...data.filters].sort((a, b) => (a.name < b.name ? -1 : 1)).map((filter) => {
      const own = rules.filter((rule) => rule.filter === filter.name).sort((a, b) => (a.name < b.name ? -1 : 1));
      const group = make("optgroup", "", option(`f:${filter.name}`, `all of ${kept(filter.name)}`));
      group.label = filter.name;
      group.append(...own.map((rule) => option(`r:${rule.name}`, `${kept(rule.name)} (${number(rule.edits)})`)));
      return group;
    });
    $("rule").replaceChildren(option("", "All rules"), ...groups);
    const names = { "\n": "line break", "\r": "carriage return", "\t": "tab", "\u00a0": "no-break space", "\u00ad": "soft hyphen", "\u200b": "zero-width space", "\u200c": "zero-width non-joiner", "\u200d": "zero-width joiner", "\ufeff": "byte order mark" };
    $("glyphs").replaceChildren(...Object.entries(data.glyphs).map(([char, glyph]) => make("li", "", make("kbd", "", glyph), ` ${names[char] ?? written(char)}`)));
  }

  new ResizeObserver(([bar]) => $("article").style.setProperty("--bar", `${bar.borderBoxSize[0].blockSize}px`)).observe($("article").querySelector(".bar"));
  paint(storedTheme());
  drawChoices();
  drawOverview();
  drawRules();
  route();
  requestAnimationFrame(() => setTimeout(() => performance.mark("drawn")));
})();
