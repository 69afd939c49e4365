"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("script");

  // ---- the reader's scheme, light or dark ----
  const themes = ["system", "light", "dark"];
  const themeButton = document.querySelector(".theme");
  const stored = (() => { try { return localStorage.getItem("burden-theme"); } catch { return null; } })();
  const applyTheme = theme => {
    if (theme === "system") root.removeAttribute("data-theme"); else root.dataset.theme = theme;
    themeButton.textContent = `Theme: ${theme}`;
    themeButton.dataset.value = theme;
    try { localStorage.setItem("burden-theme", theme); } catch { /* a page from a file may have no storage */ }
  };
  applyTheme(themes.includes(stored) ? stored : "system");
  themeButton.addEventListener("click", () => applyTheme(themes[(themes.indexOf(themeButton.dataset.value) + 1) % themes.length]));

  // ---- tables: sorting and searching ----
  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const status = document.getElementById("shown");
    const value = (row, column) => {
      const cell = row.cells[column];
      return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value);
    };
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
      const isText = head.classList.contains("text");
      const first = isText ? "ascending" : "descending";
      const now = head.getAttribute("aria-sort");
      const next = now === "none" ? first : now === first ? (isText ? "descending" : "ascending") : "none";
      heads.forEach(other => other.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", next);
      const sign = next === "descending" ? -1 : 1;
      const sorted = next === "none" ? rows : [...rows].sort((a, b) => {
        const [x, y] = [value(a, column), value(b, column)];
        return sign * (typeof x === "number" ? x - y : x.localeCompare(y, "en", { numeric: true }));
      });
      body.append(...sorted);
    }));
    const search = document.getElementById("search");
    // A path may break behind its dots.
    const parted = text => text.split(/(?<=\.)/).flatMap((part, i) => i ? [document.createElement("wbr"), part] : [part]);
    const show = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(w => w);
      let count = 0;
      const sums = new Map();
      for (const row of rows) {
        const text = row.dataset.search;
        row.hidden = !words.every(w => text.includes(w));
        if (row.hidden) continue;
        count++;
        [...row.cells].forEach((cell, i) => { if (cell.dataset.value !== undefined) sums.set(i, (sums.get(i) ?? 0) + Number(cell.dataset.value)); });
        const name = row.querySelector(".path");
        if (name) {
          const whole = name.dataset.path;
          const at = words.length ? whole.toLowerCase().indexOf(words[0]) : -1;
          name.textContent = "";
          if (at < 0) name.append(...parted(whole));
          else {
            const mark = document.createElement("mark");
            mark.textContent = whole.slice(at, at + words[0].length);
            name.append(...parted(whole.slice(0, at)), mark, ...parted(whole.slice(at + words[0].length)));
          }
        }
      }
      status.textContent = `${count.toLocaleString("en")} of ${rows.length.toLocaleString("en")} ${status.dataset.noun}`;
      if (table.tFoot) {
        [...table.tFoot.rows[0].cells].forEach((cell, i) => { if (cell.dataset.unit) cell.textContent = amount(sums.get(i) ?? 0, cell.dataset.unit); });
      }
    };
    search.addEventListener("input", show);
    search.addEventListener("keydown", e => { if (e.key === "Escape") { search.value = ""; show(); } });
    show();
  }

  function amount(value, unit) {
    if (unit === "count") return value.toLocaleString("en");
    if (unit === "share") return `${value.toFixed(1)} %`;
    const [step, names] = unit === "bytes" ? [1024, ["B", "KB", "MB", "GB", "TB"]] : [1000, ["FLOPs", "KFLOPs", "MFLOPs", "GFLOPs", "TFLOPs"]];
    let power = 0;
    while (power < names.length - 1 && value >= step) { value /= step; power++; }
    return `${power === 0 ? value : value < 9.995 ? value.toFixed(2) : value < 99.95 ? value.toFixed(1) : value.toFixed(0)} ${names[power]}`;
  }

  const data = document.getElementById("network");
  if (!data) return;
  const network = JSON.parse(data.textContent);
  const layers = network.layers.map(([path, kind, output, parameters, parameterBytes, featureBytes, macs, flops, reads], number) =>
    ({ path, kind, output, parameters, parameterBytes, featureBytes, macs, flops, reads, number, readers: [] }));
  layers.forEach(layer => layer.reads.forEach(r => { if (r >= 0) layers[r].readers.push(layer.number); }));

  // ---- the tree of modules: a module is a run of layers whose paths begin alike, so that no module reads one that follows it ----
  const group = (from, to, depth) => {
    const nodes = [];
    for (let i = from; i < to;) {
      const parts = layers[i].path.split(".");
      let end = i + 1;
      if (parts.length > depth + 1) {
        const same = parts.slice(0, depth + 1).join(".") + ".";
        while (end < to && layers[end].path.startsWith(same)) end++;
      }
      nodes.push(parts.length > depth + 1 ? module(parts[depth], i, end, depth) : leaf(i, parts[depth]));
      i = end;
    }
    return nodes;
  };
  const leaf = (i, name) => ({ id: `l${i}`, name, first: i, end: i + 1, children: [], layer: layers[i] });
  const module = (name, from, to, depth) => {
    const children = group(from, to, depth + 1);
    // A module that holds one thing is shown as that.
    return children.length === 1 ? { ...children[0], name: `${name}.${children[0].name}` }
      : { id: `m${from}-${depth}`, name, first: from, end: to, children, open: false };
  };
  const all = { id: "root", name: network.name, first: 0, end: layers.length, children: group(0, layers.length, 0), open: true };
  const every = (node, act) => { act(node); node.children.forEach(c => every(c, act)); };
  every(all, node => {
    node.children.forEach(c => { c.parent = node; });
    for (const figure of ["parameters", "parameterBytes", "featureBytes", "macs", "flops"]) {
      node[figure] = 0;
      for (let i = node.first; i < node.end; i++) node[figure] += layers[i][figure];
    }
  });
  if (layers.length <= 12) every(all, node => { node.open = true; });
  // One module around all tells nothing while it is folded.
  for (let node = all; node.children.length === 1; [node] = node.children) node.children[0].open = node.children[0].children.length > 0;

  const families = [
    ["attention", /attention|swiglu|transformer/i], ["norm", /norm/i], ["merge", /^(add|sub|subtract|mul|multiply|concat|cat|max|sum|scale|scaleadd|weightedsum|matmul|div)(_|$)/i],
    ["pool", /pool|upsample|resize|interpolate|reduce|mean/i], ["weights", /conv|linear|gemm|embedding|lstm|gru|rnn|learned|token/i],
    ["activation", /relu|gelu|elu|silu|sigmoid|tanh|swish|mish|softmax|softplus|activation|erf/i],
  ];
  const familyOf = kind => (families.find(([, pattern]) => pattern.test(kind)) ?? ["other"])[0];

  // ---- layout: ranks by the longest way, order by barycentres, places by isotonic regression ----
  const gapX = 26, gapY = 34, pad = 16, headHeight = 30;
  const textWidth = (() => {
    const context = document.createElement("canvas").getContext("2d");
    return (text, font) => { context.font = font; return context.measureText(text).width; };
  })();
  const nameFont = "620 12.5px system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
  const whatFont = "11.5px system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
  const whatOf = node => node.port ? "" : node.shape !== undefined ? node.shape
    : node.layer ? [node.layer.kind === node.name.split(".").pop() ? "" : node.layer.kind, node.layer.output].filter(t => t).join(" · ")
    : `${node.end - node.first} layers · ${layers[node.end - 1].output}`;
  // A name that an exporter made of many is shown by its ends; its figures have it whole.
  const shortName = name => name.length > 40 ? `${name.slice(0, 19)}…${name.slice(-20)}` : name;
  const titleOf = node => node.children.length ? `${node.open ? "▾" : "▸"} ${shortName(node.name)}` : shortName(node.name);

  const measure = node => {
    if (node.children.length && node.open) { layout(node); return; }
    node.w = Math.ceil(Math.max(96, textWidth(titleOf(node), nameFont) + 26, textWidth(whatOf(node), whatFont) + 26));
    node.h = 48;
  };

  function layout(parent) {
    const owner = new Map();
    parent.children.forEach(c => { for (let i = c.first; i < c.end; i++) owner.set(i, c); });
    const nodes = [...parent.children];
    nodes.forEach(measure);
    const edges = new Map();
    const connect = (from, to) => { if (from !== to) edges.set(`${from.id}>${to.id}`, { from, to }); };
    const ports = new Map();
    const port = (key, extra) => {
      if (!ports.has(key)) ports.set(key, { id: `${parent.id}:${key}`, port: key, children: [], w: 10, h: 10, ...extra });
      return ports.get(key);
    };
    for (const [number, child] of owner) {
      for (const read of layers[number].reads) {
        const source = owner.get(read);
        if (source) connect(source, child);
        else if (parent === all) {
          const input = port(`input${read}`, { port: undefined, name: network.inputs.length > 1 ? `Input ${-read}` : "Input", shape: network.inputs[-1 - read] ?? "", first: 0, end: 0, isInput: true });
          connect(input, child);
        } else connect(port("in"), child);
      }
      if (parent !== all && layers[number].readers.some(r => r >= parent.end)) connect(child, port("out"));
    }
    for (const input of ports.values()) if (input.isInput) measure(input);
    const tops = [...ports.values()].filter(p => p.port !== "out");
    const bottoms = [...ports.values()].filter(p => p.port === "out");
    const list = [...tops, ...nodes, ...bottoms];

    list.forEach(n => { n.rank = 0; n.up = []; n.down = []; });
    const order = new Map(list.map((n, i) => [n, i]));
    const sorted = [...edges.values()].sort((a, b) => order.get(a.from) - order.get(b.from));
    for (const { from, to } of sorted) to.rank = Math.max(to.rank, from.rank + 1);
    // What reads nothing stands just above its first reader.
    for (const node of nodes) {
      const own = sorted.filter(e => e.from === node);
      if (own.length && !sorted.some(e => e.to === node)) node.rank = Math.max(0, Math.min(...own.map(e => e.to.rank)) - 1);
    }
    const count = Math.max(...list.map(n => n.rank)) + 1;
    bottoms.forEach(b => { b.rank = Math.max(b.rank, count - 1); });
    const ranks = Array.from({ length: Math.max(count, ...bottoms.map(b => b.rank + 1)) }, () => []);
    list.forEach(n => ranks[n.rank].push(n));
    const links = [];
    for (const edge of sorted) {
      edge.way = [edge.from];
      for (let r = edge.from.rank + 1; r < edge.to.rank; r++) {
        const bend = { bend: true, rank: r, w: 14, h: 0, up: [], down: [] };
        ranks[r].push(bend);
        edge.way.push(bend);
      }
      edge.way.push(edge.to);
      for (let i = 1; i < edge.way.length; i++) {
        links.push([edge.way[i - 1], edge.way[i]]);
        edge.way[i - 1].down.push(edge.way[i]);
        edge.way[i].up.push(edge.way[i - 1]);
      }
    }

    const index = () => ranks.forEach(rank => rank.forEach((n, i) => { n.at = i; }));
    index();
    for (let sweep = 0; sweep < 8; sweep++) {
      const down = sweep % 2 === 0;
      for (const rank of down ? ranks : [...ranks].reverse()) {
        rank.forEach(n => {
          const near = down ? n.up : n.down;
          n.centre = near.length ? near.reduce((s, m) => s + m.at, 0) / near.length : n.at;
        });
        rank.sort((a, b) => a.centre - b.centre);
        rank.forEach((n, i) => { n.at = i; });
      }
    }

    // Each rank's centres as near to their neighbours' as their widths allow.
    const place = (rank, wanted) => {
      let offset = 0;
      const blocks = [];
      rank.forEach((n, i) => {
        if (i > 0) offset += (rank[i - 1].w + n.w) / 2 + gapX;
        n.offset = offset;
        const weight = n.bend ? 3 : 1;
        blocks.push({ sum: (wanted(n) - offset) * weight, weight, members: [n] });
        while (blocks.length > 1 && blocks.at(-2).sum / blocks.at(-2).weight > blocks.at(-1).sum / blocks.at(-1).weight) {
          const last = blocks.pop();
          const before = blocks.at(-1);
          before.sum += last.sum; before.weight += last.weight; before.members.push(...last.members);
        }
      });
      blocks.forEach(b => b.members.forEach(n => { n.x = b.sum / b.weight + n.offset; }));
    };
    ranks.forEach(rank => place(rank, () => 0));
    const mean = (near, n) => near.length ? near.reduce((s, m) => s + m.x, 0) / near.length : n.x;
    for (let pass = 0; pass < 12; pass++) {
      const down = pass % 2 === 0;
      for (const rank of down ? ranks : [...ranks].reverse()) place(rank, n => mean(pass > 9 ? [...n.up, ...n.down] : down ? n.up : n.down, n));
    }

    let y = parent === all ? pad : pad + headHeight;
    for (const rank of ranks) {
      // Where a module is entered and left stands on its border.
      if (rank.every(n => n.port)) continue;
      const height = Math.max(10, ...rank.map(n => n.h));
      rank.forEach(n => { n.top = y; n.rankHeight = height; n.y = n.bend ? y : y + (height - n.h) / 2; });
      y += height + gapY;
    }
    const left = Math.min(...ranks.flat().map(n => n.x - n.w / 2));
    const right = Math.max(...ranks.flat().map(n => n.x + n.w / 2));
    parent.w = Math.max(right - left + 2 * pad, textWidth(titleOf(parent), nameFont) + textWidth(whatOf(parent), whatFont) + 50);
    parent.h = y - gapY + pad;
    const shift = (parent.w - (right - left)) / 2 - left;
    ranks.flat().forEach(n => { n.x += shift; });
    list.filter(n => n.port).forEach(n => { n.x = parent.w / 2; n.y = (n.port === "in" ? 0 : parent.h) - n.h / 2; });
    parent.shown = list;
    parent.edges = sorted;
  }

  // ---- drawing ----
  const canvas = document.querySelector(".canvas");
  const ns = "http://www.w3.org/2000/svg";
  const draw = (name, attributes, ...children) => {
    const element = document.createElementNS(ns, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const shade = document.getElementById("shade");
  let zoom = 1;
  let selected = null;
  let focused = null;
  const elements = new Map();

  const labelOf = node => node.isInput ? `${node.name}, ${node.shape}`
    : `${node.name}, ${node.layer ? `${node.layer.kind}, output ${node.layer.output}` : `module of ${node.end - node.first} layers, ${node.open ? "unfolded" : "folded"}`}, ${amount(node.flops, "flops")}`;

  const drawNode = (node, x, y) => {
    node.left = x; node.topAt = y;
    if (node.port) return draw("circle", { cx: x + node.w / 2, cy: y + node.h / 2, r: 3, class: "edge" });
    const family = node.layer ? familyOf(node.layer.kind) : "";
    const isOpen = node.children.length > 0 && node.open;
    const element = draw("g", {
      class: `node ${node.isInput ? "input" : node.layer ? family : "module"}${isOpen ? " open" : ""}`, tabindex: -1, role: "treeitem", "aria-label": labelOf(node), "data-id": node.id,
      ...(node.children.length ? { "aria-expanded": node.open } : {}),
    }, draw("rect", { class: "box", x, y, width: node.w, height: node.h, rx: isOpen ? 10 : 7 }));
    elements.set(node.id, { element, node });
    if (isOpen) {
      element.append(
        draw("text", { class: "name", x: x + 12, y: y + 20 }, titleOf(node)),
        draw("text", { class: "what", x: x + node.w - 12, y: y + 20, "text-anchor": "end" }, whatOf(node)));
      element.append(drawContent(node, x, y));
      return element;
    }
    if (node.layer) element.append(draw("rect", { class: "kind", x, y: y + 7, width: 5, height: node.h - 14, rx: 2 }));
    element.append(
      draw("text", { class: "name", x: x + node.w / 2, y: y + 19, "text-anchor": "middle" }, titleOf(node)),
      draw("text", { class: "what", x: x + node.w / 2, y: y + 34, "text-anchor": "middle" }, whatOf(node)));
    const share = node.isInput || all[shade.value] === 0 ? 0 : node[shade.value] / all[shade.value];
    if (!node.isInput) {
      element.append(draw("rect", { class: "weight-ground", x: x + 12, y: y + node.h - 8, width: node.w - 24, height: 3, rx: 1.5 }));
      if (share > 0) element.append(draw("rect", { class: "weight", x: x + 12, y: y + node.h - 8, width: Math.max(1.5, share * (node.w - 24)), height: 3, rx: 1.5, style: `fill: var(${shade.selectedOptions[0].dataset.colour})` }));
    }
    return element;
  };

  const drawContent = (parent, x, y) => {
    const content = draw("g", { role: "group" });
    for (const edge of parent.edges) {
      let path = "";
      let [px, py] = [0, 0];
      edge.way.forEach((stop, i) => {
        const cx = x + stop.x;
        const into = y + (stop.bend ? stop.top : stop.y);
        const out = y + (stop.bend ? stop.top + stop.rankHeight : stop.y + stop.h);
        if (i === 0) path = `M${cx.toFixed(1)},${out.toFixed(1)}`;
        else {
          const middle = (py + into) / 2;
          path += `C${px.toFixed(1)},${middle.toFixed(1)} ${cx.toFixed(1)},${middle.toFixed(1)} ${cx.toFixed(1)},${into.toFixed(1)}`;
          if (stop.bend) path += `L${cx.toFixed(1)},${out.toFixed(1)}`;
        }
        [px, py] = [cx, out];
      });
      content.append(draw("path", { class: "edge", d: path, "data-from": edge.from.id, "data-to": edge.to.id, ...(edge.to.port ? {} : { "marker-end": "url(#arrow)" }) }));
    }
    for (const node of parent.shown) content.append(drawNode(node, x + node.x - node.w / 2, y + node.y));
    return content;
  };

  const visible = () => [...elements.values()].map(e => e.node).filter(n => n !== all);
  const render = () => {
    layout(all);
    elements.clear();
    const svg = draw("svg", { viewBox: `0 0 ${all.w.toFixed(0)} ${all.h.toFixed(0)}`, role: "tree", "aria-label": `The graph of ${network.name}` },
      draw("defs", {}, draw("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" },
        draw("path", { d: "M0,0L8,4L0,8z", style: "fill: var(--strong-line)" }))));
    svg.append(drawContent(all, 0, 0));
    canvas.replaceChildren(svg);
    scale();
    const start = elements.get(focused) ?? elements.values().next().value;
    if (start) start.element.setAttribute("tabindex", 0);
    highlight();
  };
  const scale = () => {
    const svg = canvas.firstElementChild;
    svg.setAttribute("width", Math.round(all.w * zoom));
    svg.setAttribute("height", Math.round(all.h * zoom));
    document.getElementById("zoom").textContent = `${Math.round(zoom * 100)} %`;
  };
  const zoomTo = next => {
    const [cx, cy] = [(canvas.scrollLeft + canvas.clientWidth / 2) / zoom, (canvas.scrollTop + canvas.clientHeight / 2) / zoom];
    zoom = Math.min(3, Math.max(.05, next));
    scale();
    canvas.scrollLeft = cx * zoom - canvas.clientWidth / 2;
    canvas.scrollTop = cy * zoom - canvas.clientHeight / 2;
  };
  const holding = number => visible().filter(n => n.first <= number && number < n.end).at(-1);

  // ---- selecting: the graph, the charts and the table show the same layer ----
  const detail = document.querySelector(".detail");
  const element = (name, text, ...children) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...children);
    return made;
  };
  const wayTo = number => {
    const item = element("li");
    if (number < 0) item.textContent = `the network's input, ${network.inputs[-1 - number] ?? ""}`;
    else {
      const button = element("button", layers[number].path);
      button.type = "button";
      button.addEventListener("click", () => { reveal(number); });
      item.append(button);
    }
    return item;
  };
  const select = node => {
    selected = node;
    const percent = figure => all[figure] ? ` (${(100 * node[figure] / all[figure]).toFixed(1)}\u00a0%)` : "";
    const list = element("dl");
    const row = (name, text) => list.append(element("dt", name), element("dd", text));
    const title = node.isInput ? node.name : node.layer ? node.layer.path : layers[node.first].path.split(".").slice(0, Number(node.id.split("-")[1]) + 1).join(".");
    if (node.isInput) row("shape", node.shape);
    else {
      row(node.layer ? "kind" : "layers", node.layer ? node.layer.kind : (node.end - node.first).toLocaleString("en"));
      row("output", layers[node.end - 1].output);
      row("parameters", amount(node.parameters, "count"));
      row("parameter memory", amount(node.parameterBytes, "bytes") + percent("parameterBytes"));
      row("feature memory", amount(node.featureBytes, "bytes") + percent("featureBytes"));
      row("MACs", amount(node.macs, "count"));
      row("FLOPs", amount(node.flops, "flops") + percent("flops"));
    }
    const parts = [element("h3", title), list];
    if (!node.isInput) {
      const inside = n => n >= node.first && n < node.end;
      const from = new Set(), to = new Set();
      for (let i = node.first; i < node.end; i++) {
        layers[i].reads.filter(r => !inside(r)).forEach(r => from.add(r));
        layers[i].readers.filter(r => !inside(r)).forEach(r => to.add(r));
      }
      for (const [words, numbers] of [["Reads", from], ["Read by", to]]) {
        if (numbers.size) parts.push(element("p", words), element("ul", "", ...[...numbers].sort((a, b) => a - b).slice(0, 12).map(wayTo)));
      }
    }
    detail.replaceChildren(...parts);
    highlight();
  };
  const highlight = () => {
    for (const marked of document.querySelectorAll(".selected, .near")) marked.classList.remove("selected", "near");
    if (!selected) return;
    elements.get(selected.id)?.element.classList.add("selected");
    for (const edge of canvas.querySelectorAll(".edge")) edge.classList.toggle("near", edge.dataset.from === selected.id || edge.dataset.to === selected.id);
    if (selected.isInput || selected === all) return;
    for (const bar of document.querySelectorAll(".plot rect")) bar.classList.toggle("selected", Number(bar.dataset.layer) >= selected.first && Number(bar.dataset.layer) < selected.end);
    for (const row of document.querySelectorAll("#layers tbody tr")) row.classList.toggle("selected", Number(row.dataset.layer) >= selected.first && Number(row.dataset.layer) < selected.end);
  };
  const focus = node => {
    const target = elements.get(node.id);
    if (!target) return;
    for (const { element: other } of elements.values()) other.setAttribute("tabindex", -1);
    focused = node.id;
    target.element.setAttribute("tabindex", 0);
    target.element.focus({ preventScroll: true });
    scrollTo(node);
  };
  const scrollTo = node => {
    const [x, y] = [(node.left + node.w / 2) * zoom, (node.topAt + Math.min(node.h, 60) / 2) * zoom];
    if (y < canvas.scrollTop + 30 || y > canvas.scrollTop + canvas.clientHeight - 30) canvas.scrollTop = y - canvas.clientHeight / 2;
    if (x < canvas.scrollLeft + 60 || x > canvas.scrollLeft + canvas.clientWidth - 60) canvas.scrollLeft = x - canvas.clientWidth / 2;
  };
  // Unfolds what hides a layer, and shows it.
  const reveal = number => {
    every(all, n => { if (n.children.length && n.first <= number && number < n.end) n.open = true; });
    render();
    const node = holding(number);
    select(node);
    focus(node);
    canvas.scrollIntoView({ block: "nearest" });
  };
  const toggle = node => {
    if (!node.children.length) return;
    node.open = !node.open;
    focused = node.id;
    render();
    select(node);
    focus(node);
  };

  canvas.addEventListener("click", e => {
    const hit = e.target.closest(".node");
    if (!hit) return;
    const { node } = elements.get(hit.dataset.id);
    if (node.children.length) toggle(node); else { select(node); focus(node); }
  });
  canvas.addEventListener("keydown", e => {
    const hit = e.target.closest(".node");
    if (!hit) return;
    const { node } = elements.get(hit.dataset.id);
    const list = visible();
    const at = list.indexOf(node);
    const go = next => { if (next) { focus(next); select(next); } };
    switch (e.key) {
      case "ArrowDown": go(list[at + 1]); break;
      case "ArrowUp": go(list[at - 1]); break;
      case "Home": go(list[0]); break;
      case "End": go(list.at(-1)); break;
      case "ArrowRight": if (node.children.length && !node.open) toggle(node); else if (node.children.length) go(list[at + 1]); break;
      case "ArrowLeft": if (node.children.length && node.open) toggle(node); else if (node.parent && node.parent !== all) go(node.parent); break;
      case "Enter": case " ": if (node.children.length) toggle(node); else select(node); break;
      default: return;
    }
    e.preventDefault();
  });
  const foldAll = open => { every(all, n => { if (n !== all && n.children.length) n.open = open; }); render(); };
  document.getElementById("unfold").addEventListener("click", () => foldAll(true));
  document.getElementById("fold").addEventListener("click", () => foldAll(false));
  document.getElementById("larger").addEventListener("click", () => zoomTo(zoom * 1.25));
  document.getElementById("smaller").addEventListener("click", () => zoomTo(zoom / 1.25));
  document.getElementById("fit").addEventListener("click", () => zoomTo(Math.min((canvas.clientWidth - 20) / all.w, (parseFloat(getComputedStyle(canvas).maxHeight) - 20) / all.h)));
  shade.addEventListener("change", render);
  document.querySelector(".charts").addEventListener("click", e => { const bar = e.target.closest("rect[data-layer]"); if (bar) reveal(Number(bar.dataset.layer)); });
  document.getElementById("layers").addEventListener("click", e => {
    const button = e.target.closest("td button");
    if (button) reveal(Number(button.closest("tr").dataset.layer));
  });
  render();
  zoomTo(Math.min(1, (canvas.clientWidth - 20) / all.w));
  canvas.scrollTop = 0;
})();
