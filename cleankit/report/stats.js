"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const ROWS = 12; // of a table; the others are shown when asked for
  const KINDS = { site: "Sites", language: "Languages", file: "Files" };
  const TICKS = { count: [0, 1, 10, 100, 1000, 1e4, 1e5, 1e6], share: [0, 0.25, 0.5, 0.75, 1], length: [0, 5, 10, 15, 20, 25] };
  const PER_TEN = 8; // bins per power of ten, of counts
  const byId = (id) => document.getElementById(id);
  const make = (tag, text, name) => {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    if (name) node.className = name;
    return node;
  };
  const count = (n) => n.toLocaleString("en");
  const brief = (n) => n.toLocaleString("en", { maximumSignificantDigits: 4 });
  const share = (part, whole) => {
    const percent = whole ? (100 * part) / whole : 0;
    return percent > 0 && percent < 0.05 ? "< 0.1 %" : `${percent.toFixed(1)} %`;
  };
  const short = (n) => (n >= 1e6 ? `${n / 1e6}M` : n >= 1000 ? `${n / 1000}k` : `${n}`);

  // ---- tables: name and count; names of groups choose the group

  const table = (id, values, whole, choose) => {
    const rows = Object.entries(values).map(([name, n], i) => {
      const row = make("tr");
      const first = make("td", choose ? undefined : name);
      if (choose) {
        const button = make("button", name, "name");
        button.type = "button";
        button.addEventListener("click", () => choose(name));
        first.append(button);
      }
      row.append(first, make("td", count(n) + (whole ? ` (${share(n, whole)})` : "")));
      row.hidden = i >= ROWS;
      return row;
    });
    if (!rows.length) {
      const row = make("tr");
      row.append(make("td", "none"));
      rows.push(row);
    }
    byId(id).replaceChildren(...rows);
    if (rows.length > ROWS) {
      const more = make("button", `Show all ${rows.length}`, "more");
      more.type = "button";
      more.addEventListener("click", () => {
        rows.forEach((row) => (row.hidden = false));
        const next = rows[ROWS];
        next.tabIndex = -1;
        next.focus();
        more.remove();
      });
      byId(id).after(more);
    }
  };

  // ---- histograms: thresholds stay where they were moved to, in whatever group

  const moved = new Map(); // by measure: the bin at which the threshold stands
  const place = (measure, value) => {
    const bins = measure.edges.length;
    if (measure.scale === "share") return value;
    return (measure.scale === "length" ? 2 * value : value < 1 ? 0 : 1 + PER_TEN * Math.log10(value)) / bins;
  };
  const axis = (measure) => {
    const line = make("div", undefined, "axis");
    line.setAttribute("aria-hidden", "true");
    for (const tick of TICKS[measure.scale]) {
      if (tick === 1 && measure.scale === "count") continue; // where 0 is
      const at = place(measure, tick);
      const label = make("span", short(tick), at > 0.97 ? "last" : "");
      label.style.left = `${100 * at}%`;
      line.append(label);
    }
    return line;
  };
  const range = (measure, i) => {
    const [from, to] = [measure.edges[i], measure.edges[i + 1]];
    if (from === to) return "none";
    return to === undefined ? `${count(from)} and more` : `${count(from)} to below ${count(to)}`;
  };

  const card = (measure, number) => {
    const box = make("section", undefined, "measure");
    const title = make("h3", measure.measure);
    title.id = `m${number}`;
    const bars = make("div", undefined, "bars");
    bars.setAttribute("aria-hidden", "true");
    const most = Math.max(1, ...measure.bins);
    const columns = measure.bins.map((n, i) => {
      const bar = make("i");
      bar.style.setProperty("--share", `${n ? Math.max(2, (100 * n) / most) : 0}%`);
      bar.title = `${range(measure, i)}: ${count(n)} (${share(n, measure.count)})`;
      bars.append(bar);
      return bar;
    });
    const slider = make("input");
    slider.type = "range";
    slider.min = 0;
    slider.max = measure.edges.length;
    const start = measure.edges.findIndex((edge) => edge >= measure.limit);
    slider.value = moved.get(measure.measure) ?? (start < 0 ? measure.edges.length : start);
    slider.setAttribute("aria-labelledby", title.id);
    const effect = make("output", undefined, "effect");
    const setting = make("code", undefined, "setting");
    const takes = (i, at) => (measure.side === "<" ? i < at : i >= at);
    const show = (at, limit, gone) => {
      effect.textContent = `${measure.side} ${limit === Infinity ? "no limit" : count(limit)}: ${count(gone)} go, ${share(gone, measure.count)}`;
      setting.textContent = measure.setting + (limit === Infinity ? "inf" : limit);
      slider.setAttribute("aria-valuetext", effect.textContent);
      columns.forEach((bar, i) => bar.classList.toggle("gone", takes(i, at)));
    };
    const move = () => {
      const at = Number(slider.value);
      const edge = at < measure.edges.length ? measure.edges[at] : Infinity;
      show(at, edge, measure.bins.reduce((sum, n, i) => sum + (takes(i, at) ? n : 0), 0));
    };
    slider.addEventListener("input", () => {
      moved.set(measure.measure, Number(slider.value));
      byId("reset").hidden = false;
      move();
    });
    if (moved.has(measure.measure)) move();
    else show(Number(slider.value), measure.limit, measure.refused);
    const about = `median ${brief(measure.quantiles["0.5"])}, mean ${brief(measure.mean)}`;
    box.append(title, make("p", about, "about"), bars, slider, axis(measure), effect, setting);
    return box;
  };

  // ---- the group that is shown

  const choice = byId("group");
  const groups = [data.all];
  const numbers = {}; // of options, by kind and name
  const option = (name, group, where) => {
    const one = make("option", `${name} (${count(group.articles)})`);
    one.value = groups.indexOf(group);
    where.append(one);
  };
  option("all", data.all, choice);
  for (const [kind, named] of Object.entries(data.groups)) {
    const set = make("optgroup");
    set.label = KINDS[kind];
    for (const [name, group] of Object.entries(named)) {
      (numbers[kind] ??= new Map()).set(name, groups.push(group) - 1);
      option(name, group, set);
    }
    choice.append(set);
  }
  const draw = () => byId("measures").replaceChildren(...groups[Number(choice.value)].measures.map(card));
  choice.addEventListener("change", draw);
  byId("reset").addEventListener("click", () => {
    moved.clear();
    byId("reset").hidden = true;
    choice.focus();
    draw();
  });

  byId("lead").textContent =
    `${count(data.articles)} articles${data.measured < data.articles ? ` (${count(data.measured)} of them measured)` : ""}, ${count(data.characters.input || 0)} characters; ` +
    `${count(data.characters.output || 0)} are left after cleaning; ${count(data.unreadable)} records cannot be read.`;
  draw();
  for (const [kind, named] of Object.entries(data.groups)) {
    const sizes = Object.fromEntries(Object.entries(named).map(([name, group]) => [name, group.articles]));
    table(kind, sizes, kind === "language" ? data.measured : data.articles, (name) => {
      choice.value = numbers[kind].get(name);
      draw();
      choice.focus();
      choice.scrollIntoView({ block: "center" });
    });
  }
  table("gates", data.gates, data.measured);
  table("reasons", data.reasons, data.measured);
  table("rules", data.rules);
  table("categories", data.categories);
  table("with", data.articles_with, data.articles);
  table("encodings", data.encodings, data.articles);
  performance.mark("drawn");
})();
