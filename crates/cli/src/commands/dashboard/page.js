// Draws each card's chart from the table that is in it. Numbers, times and names stay as they are written there.
(() => {
  "use strict";
  const cards = [...document.querySelectorAll(".card[data-chart]")];
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const palette = () => Array.from({ length: 8 }, (_, i) => style(`--c${i}`));
  const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
  const long = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

  // The rows of a card: an object for each, by column name; null for NULL.
  const read = (card) => {
    const names = [...card.querySelectorAll("thead th")].map((th) => th.dataset.name);
    const value = (td) => ("null" in td.dataset ? null : (td.dataset.v ?? td.textContent));
    return [...card.querySelectorAll("tbody tr")].map((tr) =>
      Object.fromEntries([...tr.cells].map((td, i) => [names[i], value(td)])));
  };
  const number = (text) => (text === null || text === undefined ? null : Number(text));
  const isTime = (text) => /^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d(\.\d+)?)?$/.test(text ?? "");
  const millis = (text) => Date.parse(text.length > 10 ? `${text.replace(" ", "T")}Z` : `${text}T00:00:00Z`);
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const day = (text) => `${Number(text.slice(8, 10))} ${months[Number(text.slice(5, 7)) - 1]}`;
  const label = (text) => {
    if (text === null) return "none";
    return /^\d{4}-\d\d-\d\d$/.test(text) ? day(text) : text.replace(/:00(\.000)?$/, "");
  };
  // A day at its beginning, the time of day within it.
  const clock = (time) => {
    const text = new Date(time).toISOString();
    return text.slice(11, 16) === "00:00" ? day(text) : text.slice(11, 16);
  };
  // Between two colours, #rrggbb each: all of the first at 0.
  const mix = (one, other, part) => `#${[1, 3, 5].map((at) => {
    const [a, b] = [one, other].map((colour) => parseInt(colour.slice(at, at + 2), 16));
    return Math.round(a + (b - a) * part).toString(16).padStart(2, "0");
  }).join("")}`;
  const words = (name) => name.replaceAll("_", " ");
  const unique = (values) => [...new Set(values)];
  const escape = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
  const withUnit = (spec) => (value) =>
    value === null || Number.isNaN(value) ? "–" : long.format(value) + (spec.unit ? ` ${spec.unit}` : "");

  const basics = (spec) => ({
    animation: false,
    color: palette(),
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: style("--soft") },
    tooltip: {
      trigger: "axis", confine: true, backgroundColor: style("--card"), borderColor: style("--line"),
      textStyle: { color: style("--ink"), fontSize: 13 }, valueFormatter: withUnit(spec),
    },
  });
  const axis = (extra) => ({
    axisLine: { lineStyle: { color: style("--line") } }, axisTick: { show: false },
    axisLabel: { color: style("--soft"), hideOverlap: true, ...extra.axisLabel },
    splitLine: { show: extra.grid === true, lineStyle: { color: style("--grid") } }, ...extra.own,
  });
  const numbers = (own = {}) => axis({ grid: true, axisLabel: { formatter: (n) => short.format(n) }, own: { type: "value", axisLine: { show: false }, splitNumber: 4, ...own } });
  const legend = (many) => ({ show: many, type: "plain", top: 0, left: 0, icon: "roundRect", itemWidth: 12, itemHeight: 8, textStyle: { color: style("--soft") } });

  // One series for each column of numbers, or for each value of the column `series`.
  const series = (spec, rows, xs) => {
    const along = (own, y) => {
      const at = new Map(own.map((row) => [row[spec.x], number(row[y])]));
      return xs.map((x) => at.get(x) ?? (spec.stacked ? 0 : null));
    };
    if (!spec.series) return spec.y.map((y) => ({ name: words(y), data: along(rows, y) }));
    return unique(rows.map((row) => row[spec.series])).map((key) =>
      ({ name: label(key), data: along(rows.filter((row) => row[spec.series] === key), spec.y[0]) }));
  };

  const line = (spec, rows) => {
    const xs = unique(rows.map((row) => row[spec.x]));
    const time = xs.length > 1 && xs.every(isTime);
    const found = series(spec, rows, xs);
    const points = (data) => (time ? data.map((value, i) => [millis(xs[i]), value]) : data);
    return {
      ...basics(spec), useUTC: true, legend: legend(found.length > 1),
      grid: { left: 4, right: 12, top: found.length > 1 ? 36 : 12, bottom: 4, containLabel: true },
      xAxis: axis({ axisLabel: time ? {} : { formatter: label }, own: time ? { type: "time", axisLabel: { color: style("--soft"), hideOverlap: true, formatter: clock } } : { type: "category", data: xs, boundaryGap: false } }),
      yAxis: numbers(),
      series: found.map((one) => ({
        type: "line", name: one.name, data: points(one.data), showSymbol: xs.length < 12, symbolSize: 6, lineStyle: { width: 2.25 },
        stack: spec.stacked ? "all" : undefined, areaStyle: spec.stacked ? { opacity: 0.55 } : found.length === 1 ? { opacity: 0.1 } : undefined,
      })),
    };
  };

  const bar = (spec, rows) => {
    const xs = unique(rows.map((row) => row[spec.x]));
    const found = series(spec, rows, xs);
    const names = axis({
      axisLabel: { formatter: label, hideOverlap: !spec.horizontal, interval: spec.horizontal ? 0 : "auto", width: spec.horizontal ? 130 : undefined, overflow: "truncate" },
      own: { type: "category", data: xs, inverse: spec.horizontal },
    });
    return {
      ...basics(spec), legend: legend(found.length > 1),
      grid: { left: 4, right: spec.horizontal ? 24 : 8, top: found.length > 1 ? 36 : 12, bottom: 4, containLabel: true },
      xAxis: spec.horizontal ? numbers() : names, yAxis: spec.horizontal ? names : numbers(),
      series: found.map((one) => ({
        type: "bar", name: one.name, data: one.data, stack: spec.stacked ? "all" : undefined, barMaxWidth: 36,
        itemStyle: { borderRadius: spec.stacked ? 0 : spec.horizontal ? [0, 4, 4, 0] : [4, 4, 0, 0] },
      })),
    };
  };

  // Steps are rows, or columns summed over the rows.
  const funnel = (spec, rows) => {
    const sum = (y) => rows.reduce((total, row) => total + (number(row[y]) ?? 0), 0);
    const steps = spec.x
      ? rows.map((row) => ({ name: label(row[spec.x]), value: number(row[spec.y[0]]) ?? 0 }))
      : spec.y.map((y) => ({ name: words(y), value: sum(y) }));
    const first = steps[0]?.value || 1;
    const percent = (value) => `${((100 * value) / first).toFixed(1)} %`;
    return {
      ...basics(spec),
      tooltip: { ...basics(spec).tooltip, trigger: "item", formatter: (p) => `${escape(p.name)}: <b>${long.format(p.value)}</b>, ${percent(p.value)} of the first step` },
      series: [{
        type: "funnel", sort: "none", left: "2%", width: "62%", top: 8, bottom: 8, minSize: "3%", gap: 4, funnelAlign: "center",
        label: { position: "right", color: style("--ink"), fontSize: 13, lineHeight: 19, formatter: (p) => `${p.name}\n{soft|${long.format(p.value)} · ${percent(p.value)}}`, rich: { soft: { color: style("--soft"), fontSize: 12 } } },
        labelLine: { length: 14, lineStyle: { color: style("--line") } },
        data: steps.map((step, i) => ({ ...step, itemStyle: { color: mix(style("--c0"), style("--card"), (0.5 * i) / Math.max(1, steps.length - 1)), borderWidth: 0 } })),
      }],
    };
  };

  const heatmap = (spec, rows) => {
    const xs = unique(rows.map((row) => row[spec.x]));
    const ys = unique(rows.map((row) => row[spec.y[0]]));
    const cells = rows.map((row) => [xs.indexOf(row[spec.x]), ys.indexOf(row[spec.y[0]]), number(row[spec.value])]);
    const values = cells.map((cell) => cell[2]).filter((value) => value !== null);
    const middle = (Math.min(...values) + Math.max(...values)) / 2;
    const unit = withUnit(spec);
    return {
      ...basics(spec),
      tooltip: { ...basics(spec).tooltip, trigger: "item", formatter: (p) => `${escape(label(ys[p.value[1]]))}, ${escape(label(xs[p.value[0]]))}: <b>${escape(unit(p.value[2]))}</b>` },
      grid: { left: 4, right: 8, top: 8, bottom: 44, containLabel: true },
      xAxis: axis({ axisLabel: { formatter: label }, own: { type: "category", data: xs, axisLine: { show: false } } }),
      yAxis: axis({ axisLabel: { formatter: label }, own: { type: "category", data: ys, inverse: true, axisLine: { show: false } } }),
      visualMap: {
        type: "continuous", min: Math.min(...values), max: Math.max(...values), orient: "horizontal", left: "center", bottom: 0, itemWidth: 12, itemHeight: 140,
        calculable: false, inRange: { color: [style("--heat-low"), style("--heat-high")] }, textStyle: { color: style("--soft") }, formatter: (n) => short.format(n),
        text: [short.format(Math.max(...values)), short.format(Math.min(...values))],
      },
      series: [{
        type: "heatmap", data: cells.map((value) => ({ value, label: { color: value[2] > middle ? style("--card") : style("--ink") } })),
        label: { show: cells.length <= 80, formatter: (p) => short.format(p.value[2]), fontSize: 12 }, itemStyle: { borderColor: style("--card"), borderWidth: 2, borderRadius: 3 },
      }],
    };
  };

  // Countries by their codes of two or three letters, or their English names; rows of one country are added up.
  const codes = new Map();
  const world = () => {
    const shapes = JSON.parse(document.getElementById("world").textContent);
    for (const { properties: { name, code, english } } of shapes.features) {
      for (const key of [name, code, english]) if (key) codes.set(key.toUpperCase(), { name, english });
    }
    echarts.registerMap("world", shapes);
  };
  const map = (spec, rows, card) => {
    if (codes.size === 0) world();
    const sums = new Map();
    const elsewhere = [];
    for (const row of rows) {
      const country = codes.get((row[spec.x] ?? "").trim().toUpperCase());
      if (!country) elsewhere.push(label(row[spec.x]));
      else sums.set(country.name, { ...country, value: (sums.get(country.name)?.value ?? 0) + (number(row[spec.y[0]]) ?? 0) });
    }
    const note = card.querySelector(".elsewhere");
    note.hidden = elsewhere.length === 0;
    note.textContent = `Not on the map: ${unique(elsewhere).join(", ")}`;
    const data = [...sums.values()];
    const values = data.map((one) => one.value);
    const [least, most] = [Math.min(0, ...values), Math.max(1, ...values)];
    const unit = withUnit(spec);
    const name = (p) => escape(p.data?.english ?? codes.get(p.name.toUpperCase())?.english ?? p.name);
    return {
      ...basics(spec),
      tooltip: { ...basics(spec).tooltip, trigger: "item", formatter: (p) => `${name(p)}: <b>${escape(p.data ? unit(p.data.value) : "–")}</b>` },
      visualMap: {
        type: "continuous", min: least, max: most, orient: "horizontal", left: "center", bottom: 0, itemWidth: 12, itemHeight: 140,
        calculable: false, inRange: { color: [style("--heat-low"), style("--heat-high")] }, textStyle: { color: style("--soft") },
        text: [short.format(most), short.format(least)],
      },
      series: [{
        type: "map", map: "world", data, selectedMode: false, top: 0, bottom: 36, label: { show: false },
        itemStyle: { areaColor: style("--grid"), borderColor: style("--card"), borderWidth: 0.6 },
        emphasis: { label: { show: false }, itemStyle: { areaColor: style("--c1") } },
      }],
    };
  };

  const trend = (spec, rows) => {
    const data = rows.map((row) => number(row[spec.y[0]]));
    const xs = rows.map((row, i) => (spec.x ? label(row[spec.x]) : String(i + 1)));
    return {
      ...basics(spec), grid: { left: 2, right: 2, top: 4, bottom: 2 },
      xAxis: { type: "category", data: xs, show: false, boundaryGap: false }, yAxis: { type: "value", show: false, scale: true },
      series: [{ type: "line", name: words(spec.y[0]), data, showSymbol: false, lineStyle: { width: 2 }, areaStyle: { opacity: 0.12 } }],
    };
  };

  const options = { line, bar, funnel, heatmap, map, number: trend };
  const drawn = new Map();
  const draw = () => {
    for (const card of cards) {
      const plot = card.querySelector(".plot");
      const spec = JSON.parse(card.dataset.chart);
      const rows = plot ? read(card) : [];
      if (!plot || !options[spec.kind] || rows.length === 0) continue;
      if (spec.kind === "number" && rows.length < 2) { plot.hidden = true; continue; }
      const chart = drawn.get(plot) ?? echarts.init(plot, null, { renderer: "svg" });
      drawn.set(plot, chart);
      chart.setOption(options[spec.kind](spec, rows, card), true);
    }
    document.documentElement.dataset.drawn = String(drawn.size);
  };

  // Colours: the system's, or the reader's own choice, which is kept where the browser keeps such things.
  const ways = ["system", "light", "dark"];
  const button = document.getElementById("colours");
  const kept = () => { try { return localStorage.getItem("lakebed-colours"); } catch { return null; } };
  const keep = (way) => { try { localStorage.setItem("lakebed-colours", way); } catch { /* a page from a file may not */ } };
  const colour = (way) => {
    if (way === "system") delete document.documentElement.dataset.colours;
    else document.documentElement.dataset.colours = way;
    button.textContent = `Colours: ${way}`;
    draw();
  };
  let way = ways.includes(kept()) ? kept() : "system";
  button.hidden = false;
  button.addEventListener("click", () => { way = ways[(ways.indexOf(way) + 1) % ways.length]; keep(way); colour(way); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
  addEventListener("beforeprint", () => drawn.forEach((chart) => chart.resize()));
  colour(way);
})();
