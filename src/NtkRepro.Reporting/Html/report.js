/*
 * The page's script: draws the figures by plotly.js when they come into view, in the colours of the scheme; says what is under the pointer
 * or the arrow keys; shows one network at a time. Without it the claims, words, tables and files are there all the same.
 */
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = matchMedia("(prefers-color-scheme: dark)");
  var printing = false;
  var tip = document.getElementById("tip");
  var say = document.getElementById("say");
  var plots = Array.from(document.querySelectorAll(".chart"));

  function color(name) { return getComputedStyle(root).getPropertyValue("--" + name).trim(); }

  // Colours are those of paper; on a dark ground, what is too dark to be seen there is mixed with white.
  function rgb(hex) { return [1, 3, 5].map(function (i) { return parseInt(hex.substr(i, 2), 16); }); }
  function luminance(parts) {
    var linear = parts.map(function (v) { v /= 255; return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }
  function seen(hex) {
    if (!isDark() || typeof hex !== "string" || !/^#[0-9a-f]{6}$/i.test(hex)) { return hex; }
    if (hex === "#000000") { return color("text"); }
    var parts = rgb(hex);
    while (luminance(parts) < 0.16) { parts = parts.map(function (v) { return Math.round(v + (255 - v) * 0.12); }); }
    return "rgb(" + parts.join(",") + ")";
  }
  function isDark() { return dark.matches && !printing; }

  function traces(plot) {
    return plot._figure.data.map(function (given, i) {
      var trace = Object.assign({}, given);
      ["line", "marker", "error_y"].forEach(function (part) {
        if (trace[part] && trace[part].color) { trace[part] = Object.assign({}, trace[part], { color: seen(trace[part].color) }); }
      });
      if (plot._shown && plot._shown[i] !== undefined) { trace.visible = plot._shown[i]; }
      return trace;
    });
  }

  function layout(plot) {
    var text = printing ? "#000" : color("text"), grid = isDark() ? "rgba(255,255,255,.13)" : "rgba(0,0,0,.09)";
    var all = Object.assign({}, plot._figure.layout, {
      font: { family: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif", size: 12.5, color: text },
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      margin: { l: 62, r: 14, t: 26, b: 48 },
      hovermode: "closest",
      dragmode: "zoom",
      uirevision: 1,
      showlegend: plot._figure.data.some(function (t) { return t.showlegend; }),
      legend: { orientation: "h", x: 0, y: 0, yanchor: "top", yref: "container", font: { size: 12.5 }, itemwidth: 36, bgcolor: "rgba(0,0,0,0)" },
      modebar: { bgcolor: "rgba(0,0,0,0)", color: color("aside"), activecolor: color("link"), orientation: "h" }
    });
    ["xaxis", "yaxis"].forEach(function (axis) {
      all[axis] = Object.assign({}, all[axis], plot._axes && plot._axes[axis], {
        gridcolor: grid, linecolor: color("edge"), showline: true, zeroline: false, ticks: "outside", ticklen: 4, tickcolor: color("edge"), automargin: true
      });
      all[axis].title = Object.assign({ standoff: 8, font: { size: 13 } }, all[axis].title);
    });
    all.height = plot._height;
    all.width = plot._width || plot.offsetWidth;
    delete all.legend.yref;
    all.legend.y = -58 / Math.max(120, plot._height - plot._below - 74);
    return all;
  }

  function save(format) {
    return {
      name: "Save as " + format.toUpperCase(),
      icon: format === "png" ? Plotly.Icons.camera : Plotly.Icons.disk,
      click: function (plot) {
        var title = document.getElementById(plot.id + "-title").textContent;
        var whole = layout(plot);
        whole.title = { text: title, x: 0.02, font: { size: 15 } };
        whole.margin = Object.assign({}, whole.margin, { t: 44, b: 48 + plot._below });
        whole.paper_bgcolor = color("back");
        whole.width = plot.offsetWidth;
        whole.height = plot._height + 18;
        return Plotly.downloadImage({ data: plot.data, layout: whole }, { format: format, scale: format === "png" ? 3 : 1, filename: plot.id, width: whole.width, height: whole.height });
      }
    };
  }

  function size(plot) {
    var ratio = parseFloat(plot.parentElement.dataset.ratio) || 0.8;
    var width = plot._width || plot.offsetWidth;
    plot._height = Math.round(Math.max(270, Math.min(width * Math.min(ratio, 0.85), plot.closest(".broad") ? 720 : 400))) + plot._below;
  }

  function draw(plot) {
    if (plot._figure) { return; }
    var panel = plot.parentElement;
    plot._figure = JSON.parse(panel.querySelector("script").textContent);
    plot._below = 0;
    size(plot);
    Plotly.newPlot(plot, traces(plot), layout(plot), {
      responsive: false, displaylogo: false, showTips: false,
      modeBarButtons: [[save("png"), save("svg")], ["zoom2d", "pan2d", "resetScale2d"]]
    });
    fit(plot);
    plot.on("plotly_hover", function (event) { point(plot, event.points[0], event.event); });
    plot.on("plotly_unhover", hide);
    plot.on("plotly_legendclick", function (event) { toggle(plot, plot._figure.data[event.curveNumber], false); return false; });
    plot.on("plotly_legenddoubleclick", function (event) { toggle(plot, plot._figure.data[event.curveNumber], true); return false; });
    plot.on("plotly_afterplot", function () { legend(plot); });
    legend(plot);
    mark();
  }

  // What a legend needs below the axes is added to the height.
  function fit(plot) {
    var drawn = plot._fullLayout.legend;
    var below = plot._fullLayout.showlegend && drawn ? Math.ceil(drawn._height || 0) + 10 : 0;
    if (Math.abs(below - plot._below) < 2) { return; }
    plot._below = below;
    size(plot);
    var next = layout(plot);
    Plotly.relayout(plot, { height: plot._height, "legend.y": next.legend.y, "margin.b": 48 + below });
  }

  function redraw(plot) {
    if (!plot._figure) { return; }
    size(plot);
    var next = layout(plot);
    next.margin.b = 48 + plot._below;
    Plotly.react(plot, traces(plot), next);
    fit(plot);
  }

  // The time to the first figure, and to all that are in sight.
  var first = true;
  function mark() {
    performance.mark(first ? "first-figure" : "figure");
    first = false;
  }

  // A group is shown and hidden in all panels of its figure, where they are one figure with one legend.
  function toggle(plot, of, alone) {
    var figure = plot.closest("figure");
    var linked = figure.closest("#across") ? Array.from(figure.querySelectorAll(".chart")) : [plot];
    linked.forEach(draw);
    var on = shown(plot, of.meta);
    var others = plot._figure.data.some(function (t) { return t.meta !== of.meta && t.name && shown(plot, t.meta); });
    linked.forEach(function (each) {
      each._shown = each._figure.data.map(function (t) {
        if (t.meta === of.meta) { return alone || !on ? true : "legendonly"; }
        if (!alone) { return shown(each, t.meta) ? true : "legendonly"; }
        return others ? "legendonly" : true;
      });
      redraw(each);
    });
  }
  function shown(plot, group) {
    return plot._figure.data.some(function (t, i) {
      var state = plot._shown ? plot._shown[i] : t.visible;
      return t.meta === group && state !== "legendonly";
    });
  }

  function legend(plot) {
    plot.querySelectorAll(".legend .traces").forEach(function (entry) {
      var item = entry.querySelector(".legendtoggle"), data = entry.__data__ && entry.__data__[0];
      if (!item || !data || !data.trace) { return; }
      var given = plot._figure.data[data.trace.index];
      item.setAttribute("tabindex", "0");
      item.setAttribute("role", "checkbox");
      item.setAttribute("aria-label", given.name);
      item.setAttribute("aria-checked", String(shown(plot, given.meta)));
      item.onkeydown = function (event) {
        if (event.key !== "Enter" && event.key !== " ") { return; }
        event.preventDefault();
        event.stopPropagation();
        toggle(plot, given, event.shiftKey);
        var again = Array.from(plot.querySelectorAll(".legendtoggle")).find(function (i) { return i.getAttribute("aria-label") === given.name; });
        if (again) { again.focus(); }
      };
    });
  }

  function place(x, y) {
    tip.hidden = false;
    var wide = tip.offsetWidth, high = tip.offsetHeight;
    tip.style.left = Math.max(4, Math.min(x - wide / 2, root.clientWidth - wide - 4)) + "px";
    var top = y - high - 14 >= 4 ? y - high - 14 : y + 18;
    tip.style.top = Math.max(4, Math.min(top, root.clientHeight - high - 4)) + "px";
  }
  function hide() {
    tip.hidden = true;
    document.querySelectorAll(".ring").forEach(function (ring) { ring.remove(); });
  }

  // What is told of a point: its curve, its value with the range, its place, and where it comes from.
  function words(plot, trace, data) {
    var values = plot.parentElement.querySelector(".values").dataset;
    var lines = [trace.name || ""];
    if (trace.type === "heatmap") { lines = [data[0], data[2] && !data[0] ? "" : data[1], data[2]]; }
    else if (trace.mode === "lines+markers" && Array.isArray(trace.marker.size)) { lines = [data[0], data[1], data[2]]; }
    else { lines = [trace.name, values.y + ": " + data[1], values.x + ": " + data[0], data[2]]; }
    return lines.filter(Boolean).join("\n");
  }

  function point(plot, hovered, event) {
    var trace = plot._figure.data[hovered.curveNumber];
    var data = trace.customdata && (trace.type === "heatmap" ? trace.customdata[hovered.pointNumber[0]][hovered.pointNumber[1]] : trace.customdata[hovered.pointNumber]);
    if (!data || !data.length) { hide(); return; }
    tip.textContent = words(plot, trace, data);
    var box = plot.getBoundingClientRect();
    var at = trace.type === "heatmap" && event ? [event.clientX, event.clientY] : pixels(plot, hovered.x, hovered.y);
    if (trace.type === "heatmap" && event) { place(at[0], at[1]); } else { place(box.left + at[0], box.top + at[1]); }
  }
  function pixels(plot, x, y) {
    var full = plot._fullLayout;
    return [full.xaxis._offset + full.xaxis.d2p(x), full.yaxis._offset + full.yaxis.d2p(y)];
  }

  // The points of a panel as the arrow keys go through them: by curves, those that are hidden left out.
  function points(plot) {
    var all = [];
    plot._figure.data.forEach(function (trace, i) {
      if (!trace.customdata || trace.hoverinfo === "skip" || !shown(plot, trace.meta)) { return; }
      var own = [];
      trace.customdata.forEach(function (data, j) {
        if (trace.type === "heatmap") {
          data.forEach(function (cell, k) { if (cell.length) { own.push({ curve: i, x: trace.x[k], y: trace.y[j], data: cell, trace: trace }); } });
        } else if (data[1] && trace.y[j] !== null) { own.push({ curve: i, x: trace.x[j], y: trace.y[j], data: data, trace: trace }); }
      });
      if (own.length) { all.push(own); }
    });
    return all;
  }

  function keys(plot, event) {
    if (event.target !== plot) { return; }
    draw(plot);
    var all = points(plot), at = plot._at;
    if (!all.length) { return; }
    if (event.key === "Escape") { hide(); plot._at = null; return; }
    if (!at) { at = [0, event.key === "End" ? all[0].length - 1 : 0]; if (!/^(Arrow|Home|End)/.test(event.key)) { return; } }
    else {
      switch (event.key) {
        case "ArrowRight": at = [at[0], at[1] + 1]; break;
        case "ArrowLeft": at = [at[0], at[1] - 1]; break;
        case "ArrowDown": at = [at[0] + 1, at[1]]; break;
        case "ArrowUp": at = [at[0] - 1, at[1]]; break;
        case "Home": at = [at[0], 0]; break;
        case "End": at = [at[0], Infinity]; break;
        default: return;
      }
    }
    event.preventDefault();
    at[0] = Math.max(0, Math.min(at[0], all.length - 1));
    at[1] = Math.max(0, Math.min(at[1], all[at[0]].length - 1));
    plot._at = at;
    tell(plot, all[at[0]][at[1]]);
  }
  function tell(plot, it) {
    hide();
    var spot = pixels(plot, it.x, it.y), box = plot.getBoundingClientRect();
    var text = words(plot, it.trace, it.data);
    tip.textContent = text;
    say.textContent = text.replace(/\n/g, ", ");
    var ring = document.createElement("div");
    ring.className = "ring";
    ring.style.left = spot[0] + "px";
    ring.style.top = spot[1] + "px";
    plot.appendChild(ring);
    place(box.left + spot[0], box.top + spot[1]);
  }

  // The values of a panel as a table, made when it is opened.
  function table(details) {
    if (details.querySelector("table")) { return; }
    var plot = details.parentElement.querySelector(".chart");
    draw(plot);
    var box = document.createElement("div"), made = document.createElement("table"), body = document.createElement("tbody");
    box.tabIndex = 0;
    var head = made.createTHead().insertRow();
    ["Curve", details.dataset.x || "Where", details.dataset.y || "Value", "From"].forEach(function (name) {
      var cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = name;
      head.appendChild(cell);
    });
    plot._figure.data.forEach(function (trace) {
      if (!trace.customdata || trace.hoverinfo === "skip") { return; }
      var rows = trace.type === "heatmap" ? trace.customdata.flat() : trace.customdata;
      rows.forEach(function (data) {
        if (!data.length || !data[1]) { return; }
        var row = body.insertRow();
        [trace.name || trace.meta || "", data[0], data[1], data[2]].forEach(function (text) { row.insertCell().textContent = text; });
      });
    });
    made.appendChild(body);
    box.appendChild(made);
    details.appendChild(box);
  }

  function flip(button) {
    var plot = document.getElementById(button.getAttribute("aria-controls"));
    draw(plot);
    var on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    plot._axes = plot._axes || {};
    plot._axes[button.dataset.axis] = JSON.parse(on ? button.dataset.on : button.dataset.off);
    var changes = {};
    Object.entries(plot._axes[button.dataset.axis]).forEach(function (entry) { changes[button.dataset.axis + "." + entry[0]] = entry[1]; });
    Plotly.relayout(plot, changes);
    hide();
  }

  // One network at a time.
  function tabs() {
    var box = document.querySelector(".networks"), parts = box ? Array.from(box.children) : [];
    if (parts.length < 2) { return; }
    box.classList.add("tabbed");
    var list = document.createElement("div");
    list.className = "tabs";
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", "Network");
    var buttons = parts.map(function (part) {
      var button = document.createElement("button");
      button.type = "button";
      button.id = part.id + "-tab";
      button.textContent = part.querySelector("h3").textContent;
      button.setAttribute("role", "tab");
      button.setAttribute("aria-controls", part.id);
      button.addEventListener("click", function () { choose(part); });
      part.setAttribute("role", "tabpanel");
      part.setAttribute("aria-labelledby", button.id);
      list.appendChild(button);
      return button;
    });
    list.addEventListener("keydown", function (event) {
      var step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (!step) { return; }
      var next = (buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length;
      buttons[next].focus();
      choose(parts[next]);
    });
    box.before(list);
    function choose(part) {
      parts.forEach(function (each, i) {
        each.hidden = each !== part;
        buttons[i].setAttribute("aria-selected", String(each === part));
        buttons[i].tabIndex = each === part ? 0 : -1;
      });
      plots.forEach(function (plot) { if (part.contains(plot)) { redraw(plot); } });
    }
    function follow() {
      var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
      var part = target && parts.find(function (each) { return each.contains(target); });
      if (part && part.hidden) { choose(part); target.scrollIntoView(); }
    }
    choose(parts[0]);
    addEventListener("hashchange", follow);
    follow();
  }

  // A link to what is folded opens it.
  function unfold() {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    var folded = target && (target.closest("details") || target.querySelector(":scope > details"));
    if (folded) { folded.open = true; }
  }

  tabs();
  addEventListener("hashchange", unfold);
  unfold();
  plots.forEach(function (plot) {
    plot.addEventListener("keydown", function (event) { keys(plot, event); });
    plot.addEventListener("blur", hide);
    plot.addEventListener("pointerleave", hide);
  });
  document.querySelectorAll(".values").forEach(function (details) {
    details.addEventListener("toggle", function () { if (details.open) { table(details); } });
  });
  document.querySelectorAll(".switch").forEach(function (button) { button.addEventListener("click", function () { flip(button); }); });
  // Focus may scroll the page: what the keys have come to goes with its point.
  document.addEventListener("scroll", function () {
    if (tip.hidden) { return; }
    var plot = document.activeElement;
    if (plot && plot._at && plot._figure) { tell(plot, points(plot)[plot._at[0]][plot._at[1]]); } else { hide(); }
  }, { passive: true, capture: true });

  var coming = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) { if (entry.isIntersecting) { coming.unobserve(entry.target); draw(entry.target); } });
  }, { rootMargin: "300px 0px" });
  plots.forEach(function (plot) { coming.observe(plot); });

  var here = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      var link = document.querySelector('nav a[href="#' + entry.target.id + '"]');
      if (link && entry.isIntersecting) {
        document.querySelectorAll("nav a[aria-current]").forEach(function (a) { a.removeAttribute("aria-current"); });
        link.setAttribute("aria-current", "true");
      }
    });
  }, { rootMargin: "-20% 0px -70% 0px" });
  document.querySelectorAll("main > section").forEach(function (section) { here.observe(section); });

  dark.addEventListener("change", function () { plots.forEach(redraw); });
  var waiting;
  addEventListener("resize", function () {
    clearTimeout(waiting);
    waiting = setTimeout(function () { plots.forEach(function (plot) { if (plot.offsetWidth && !printing) { redraw(plot); } }); }, 120);
  });

  // Paper is narrower than the window, and white: two figures side by side on A4.
  function paper(on) {
    printing = on;
    plots.forEach(function (plot) {
      var folded = plot.closest("details.figure");
      if (folded && !folded.open) { return; }
      plot._width = on ? (plot.closest(".broad") ? 660 : 325) : 0;
      draw(plot);
      redraw(plot);
    });
  }
  addEventListener("beforeprint", function () { paper(true); });
  addEventListener("afterprint", function () { paper(false); });
})();
