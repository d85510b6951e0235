// Charts over the tables that the page holds: a registry by name, drawn anew when the view is swapped.
(() => {
  "use strict";
  const charts = (window.dragomanCharts = window.dragomanCharts ?? {});
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const go = (url) => {
    if (!window.htmx || !document.querySelector("#view")) { window.location.assign(url); return; }
    const link = document.createElement("a"); // a link of the view: swapped and kept in the history like all others
    link.href = url;
    link.hidden = true;
    document.querySelector("#view").append(link);
    htmx.process(link);
    link.click();
  };
  const put = (link, values) => {
    const url = new URL(link, window.location.origin);
    for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
    return url.pathname + url.search;
  };
  const NAMES = ["Verbal cooperation", "Material cooperation", "Verbal conflict", "Material conflict"];
  const UNITS = { month: "yearmonth", week: "yearweek", day: "yearmonthdate", year: "year" };
  const ORDER = ["Material cooperation", "Verbal cooperation", "Verbal conflict", "Material conflict"];
  const scale = () => ({ domain: NAMES, range: [1, 2, 3, 4].map((n) => colour(`q${n}`)) });
  const config = () => ({
    background: null, font: "system-ui, sans-serif",
    axis: { labelColor: colour("soft"), titleColor: colour("soft"), gridColor: colour("line"), domainColor: colour("line"), tickColor: colour("line"), labelFontSize: 11 },
    legend: { labelColor: colour("ink"), labelFontSize: 12, orient: "top", title: null, symbolType: "square", columns: window.innerWidth < 600 ? 2 : 4 }, view: { stroke: null },
  });
  // `ast`: expressions are interpreted, never compiled: the page allows no eval
  const options = { ast: true, actions: false, defaultStyle: false, tooltip: false, renderer: "svg" };
  const drawn = (element, spec) => {
    // one picture with one name to a screen reader; the table beneath holds what it shows
    element.setAttribute("role", "img");
    element.setAttribute("aria-label", spec.description);
    element.querySelector("svg")?.setAttribute("aria-hidden", "true");
    element.dataset.ready = "yes";
  };
  const long = (rows) => rows.flatMap((row) => NAMES.map((name, i) => ({ day: row[0], quad: name, events: row[i + 1] })));
  const utc = (millis) => new Date(millis).toISOString().slice(0, 10);
  const day = (value) => { const d = new Date(value); return new Date(Date.UTC(d.getFullYear(), d.getMonth(), d.getDate())).getTime(); };

  charts.series = (element, rows) => {
    const spec = {
      width: "container", height: 170, autosize: { type: "fit-x", contains: "padding" }, config: config(),
      description: "Events over time by cooperation and conflict; the table below holds the numbers.",
      data: { values: long(rows), format: { parse: { day: "date:'%Y-%m-%d'" } } },
      params: [{ name: "brush", select: { type: "interval", encodings: ["x"], mark: { fill: colour("accent"), fillOpacity: 0.18, stroke: colour("accent") } } }],
      mark: { type: "bar", binSpacing: 0 },
      encoding: {
        x: { field: "day", type: "temporal", timeUnit: UNITS[element.dataset.unit], title: null, axis: { grid: false } },
        y: { field: "events", type: "quantitative", aggregate: "sum", title: null, axis: { tickCount: 4, format: "~s" } },
        color: { field: "quad", type: "nominal", scale: scale(), sort: NAMES },
        order: { field: "quad", sort: "ascending" },
      },
    };
    vegaEmbed(element, spec, options).then(({ view }) => {
      drawn(element, spec);
      let picked = null;
      view.addSignalListener("brush", (_, value) => { picked = Object.values(value ?? {})[0] ?? null; });
      // the view is asked for once the hand lets go, not at every step of the way
      const done = () => { if (picked && picked.length > 1 && picked[1] - picked[0] > 43200000) { const [from, to] = picked; picked = null; go(put(element.dataset.link, { since: utc(day(from)), until: utc(day(to)) })); } };
      element.addEventListener("pointerup", () => setTimeout(done, 30));
      element.addEventListener("mouseup", () => setTimeout(done, 30));
    });
  };

  charts.balance = (element, rows) => {
    const spec = {
      width: "container", height: 110, autosize: { type: "fit-x", contains: "padding" }, config: { ...config(), legend: { disable: true } },
      description: "Share of cooperation and conflict over time.",
      data: { values: long(rows), format: { parse: { day: "date:'%Y-%m-%d'" } } },
      mark: { type: "bar", binSpacing: 0 },
      encoding: {
        x: { field: "day", type: "temporal", timeUnit: UNITS[element.dataset.unit], title: null, axis: { grid: false, tickCount: 5, format: rows.length > 60 && element.dataset.unit === "month" ? "%Y" : "%b %Y" } },
        y: { field: "events", type: "quantitative", aggregate: "sum", stack: "normalize", title: null, axis: { format: ".0%", tickCount: 3 } },
        color: { field: "quad", type: "nominal", scale: scale(), sort: ORDER }, order: { field: "quad" },
      },
    };
    vegaEmbed(element, spec, options).then(() => drawn(element, spec));
  };

  charts.network = (element, rows) => {
    const weight = new Map();
    for (const [source, target, n] of rows) for (const name of [source, target]) weight.set(name, (weight.get(name) ?? 0) + n);
    const most = Math.max(...weight.values());
    const strongest = Math.max(...rows.map((row) => row[2]));
    const short = (name) => (name.length > 24 ? `${name.slice(0, 23)}…` : name);
    // cytoscape would add a style element, which the page does not allow; it takes an element of this name for it
    if (!document.getElementById("__________cytoscape_stylesheet")) {
      const mark = document.createElement("meta");
      mark.id = "__________cytoscape_stylesheet";
      document.head.append(mark);
    }
    const cy = cytoscape({
      container: element, userZoomingEnabled: false, maxZoom: 1.5, boxSelectionEnabled: false,
      elements: [
        ...[...weight].map(([name, n]) => ({ data: { id: `n:${name}`, name, label: short(name), size: 8 + 26 * Math.sqrt(n / most) } })),
        ...rows.map(([source, target, n, conflict], i) => ({ data: { id: `e${i}`, source: `n:${source}`, target: `n:${target}`, width: 1 + 6 * Math.sqrt(n / strongest), conflict: conflict / n >= 0.5 ? 1 : 0 } })),
      ],
      style: [
        { selector: "node", style: { label: "data(label)", width: "data(size)", height: "data(size)", "background-color": colour("soft"), color: colour("ink"), "font-size": 10, "text-valign": "bottom", "text-margin-y": 2, "text-background-color": colour("wash"), "text-background-opacity": 0.8 } },
        { selector: "edge", style: { width: "data(width)", "line-color": colour("q2"), "target-arrow-color": colour("q2"), "target-arrow-shape": "triangle", "arrow-scale": 0.7, "curve-style": "bezier", opacity: 0.75 } },
        // dashed as well as orange: conflict is told without colour
        { selector: "edge[conflict = 1]", style: { "line-color": colour("q4"), "target-arrow-color": colour("q4"), "line-style": "dashed" } },
      ],
      layout: { name: "cose", animate: false, randomize: false, padding: 18, nodeRepulsion: 14000, idealEdgeLength: 60, componentSpacing: 24, nodeDimensionsIncludeLabels: true },
    });
    // names keep their size however far the whole had to be shrunk
    const readable = () => cy.style().selector("node").style("font-size", Math.min(22, 10.5 / cy.zoom())).update();
    readable();
    cy.on("zoom", readable);
    cy.on("tap", "node", (event) => go(put(element.dataset.link, { actor: event.target.data("name") })));
    element.dataset.ready = "yes";
  };

  // a country that reaches over the 180th meridian goes on there, or its outline would cross the whole map
  const unwrap = (ring) => {
    let shift = 0;
    return ring.map(([x, y], i) => {
      const step = i ? x - ring[i - 1][0] : 0;
      shift += step > 180 ? -360 : step < -180 ? 360 : 0;
      return [x + shift, y];
    });
  };
  const whole = (feature) => {
    const { type, coordinates } = feature.geometry;
    const polygon = (rings) => rings.map(unwrap);
    return { ...feature, geometry: { type, coordinates: type === "Polygon" ? polygon(coordinates) : coordinates.map(polygon) } };
  };

  let world = null;
  charts.map = (element, rows) => {
    const map = L.map(element, { attributionControl: false, worldCopyJump: true, scrollWheelZoom: false, minZoom: 1, zoomSnap: 0.25 }).setView([25, 15], 1.25);
    world = world ?? fetch("/static/vendor/countries-110m.json").then((answer) => answer.json());
    world.then((atlas) => L.geoJSON(topojson.feature(atlas, atlas.objects.countries).features.map(whole), { interactive: false, style: () => ({ className: "land" }) }).addTo(map).bringToBack());
    const most = Math.max(1, ...rows.map((row) => row[4]));
    for (const [name, country, latitude, longitude, n] of rows) {
      const spot = L.circleMarker([latitude, longitude], { radius: 3 + 14 * Math.sqrt(n / most), className: "spot" });
      const label = document.createElement("span");
      label.textContent = `${name}, ${country}: ${n}`;
      spot.bindTooltip(label).on("click", () => go(put(element.dataset.link, { place: name }))).addTo(map);
    }
    if (rows.length) map.fitBounds(rows.map((row) => [row[2], row[3]]), { maxZoom: 3.5, padding: [20, 20] });
    element.dataset.ready = "yes";
  };

  const draw = () => {
    for (const element of document.querySelectorAll("[data-chart]:not([data-drawn])")) {
      const make = charts[element.dataset.chart];
      if (!make) continue;
      element.dataset.drawn = "yes";
      const rows = JSON.parse(element.dataset.rows);
      if (rows.length) make(element, rows, { colour, go, put, options, config });
    }
  };
  document.addEventListener("dragoman:view", draw);
  const again = () => {
    document.querySelectorAll("[data-drawn]").forEach((element) => { delete element.dataset.drawn; element.replaceChildren(); });
    draw();
  };
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  if (document.readyState !== "loading") draw();
})();
