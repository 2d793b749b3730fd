"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const make = (tag, text, name) => {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    if (name) node.className = name;
    return node;
  };
  const count = (n) => n.toLocaleString("en");
  const share = (part, whole) => (whole ? `${((100 * part) / whole).toFixed(1)} %` : "0 %");

  const table = (id, values, whole) => {
    const rows = Object.entries(values).map(([name, n]) => {
      const row = make("tr");
      row.append(make("td", name), make("td", count(n) + (whole ? ` (${share(n, whole)})` : "")));
      return row;
    });
    if (!rows.length) {
      const row = make("tr");
      row.append(make("td", "none"));
      rows.push(row);
    }
    document.getElementById(id).replaceChildren(...rows);
  };

  const card = (measure, number) => {
    const box = make("section", undefined, "measure");
    const title = make("h3", measure.measure);
    title.id = `m${number}`;
    const bars = make("div", undefined, "bars");
    bars.setAttribute("aria-hidden", "true");
    const most = Math.max(1, ...measure.bins);
    const columns = measure.bins.map((n) => {
      const bar = make("i");
      bar.style.height = `${n ? Math.max(2, (100 * n) / most) : 0}%`;
      bars.append(bar);
      return bar;
    });
    const slider = make("input");
    slider.type = "range";
    slider.min = 0;
    slider.max = measure.edges.length;
    const start = measure.edges.findIndex((edge) => edge >= measure.limit);
    slider.value = start < 0 ? measure.edges.length : start;
    slider.setAttribute("aria-labelledby", title.id);
    const effect = make("output", undefined, "effect");
    const show = (at, limit, gone) => {
      const text = `${measure.side} ${limit.toLocaleString("en")}: ${count(gone)} go, ${share(gone, measure.count)}`;
      effect.textContent = text;
      slider.setAttribute("aria-valuetext", text);
      columns.forEach((bar, i) => bar.classList.toggle("gone", measure.side === "<" ? i < at : i >= at));
    };
    const move = () => {
      const at = Number(slider.value);
      const edge = at < measure.edges.length ? measure.edges[at] : Infinity;
      const gone = measure.bins.reduce((sum, n, i) => sum + ((measure.side === "<" ? i < at : i >= at) ? n : 0), 0);
      show(at, edge, gone);
    };
    slider.addEventListener("input", move);
    show(Number(slider.value), measure.limit, measure.refused);
    const about = `median ${measure.quantiles["0.5"].toLocaleString("en")}, mean ${measure.mean.toLocaleString("en")}; ${measure.gate}`;
    box.append(title, make("p", about, "about"), bars, slider, effect);
    return box;
  };

  const choice = document.getElementById("group");
  const groups = [["all", data.all]];
  for (const [kind, named] of Object.entries(data.groups)) {
    for (const [name, group] of Object.entries(named)) groups.push([`${kind}: ${name}`, group]);
  }
  groups.forEach(([name, group], i) => {
    const option = make("option", `${name} (${count(group.articles)})`);
    option.value = i;
    choice.append(option);
  });
  const draw = () => {
    const group = groups[Number(choice.value)][1];
    document.getElementById("measures").replaceChildren(...group.measures.map(card));
  };
  choice.addEventListener("change", draw);
  document.getElementById("lead").textContent =
    `${count(data.articles)} articles${data.measured < data.articles ? ` (${count(data.measured)} of them measured)` : ""}, ${count(data.characters.input || 0)} characters; ` +
    `${count(data.characters.output || 0)} are left after cleaning; ${count(data.unreadable)} records cannot be read.`;
  draw();
  table("gates", data.gates, data.measured);
  table("reasons", data.reasons, data.measured);
  table("rules", data.rules);
  table("categories", data.categories);
  table("with", data.articles_with, data.articles);
  table("encodings", data.encodings, data.articles);
  performance.mark("drawn");
})();
