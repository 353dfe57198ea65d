// SPDX-License-Identifier: Apache-2.0
// Charts of the tables of figures that stand on the page: a chart can't say anything else than its table. [data-chart]
// names how it is drawn and, in data-of, its table, whose first column holds the categories, whose other columns are
// series and whose cells carry the figure in data-value.
"use strict";

(() => {
  if (typeof echarts === "undefined") return;
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const colours = [colour("--red"), colour("--unit-line"), colour("--clause-line"), colour("--good"), "#6b4a86", "#a3567c", "#4b6b6b", "#8d8271"];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** The categories and series of a table; `byColumns` takes its columns for categories and its lines for series. */
  function read(table, byColumns) {
    const figures = readLines(table);
    if (!byColumns) return figures;
    return {
      categories: figures.series.map((one) => one.name),
      series: figures.categories.slice(0, 12).map((name, at) => ({ name, values: figures.series.map((one) => one.values[at]) })),
    };
  }

  function readLines(table) {
    const heads = Array.from(table.tHead.rows[0].cells).slice(1);
    const lines = Array.from(table.tBodies[0].rows);
    return {
      categories: lines.map((line) => line.cells[0].innerText.trim()),
      series: heads.map((head, at) => ({
        name: head.innerText.trim(),
        values: lines.map((line) => { const value = line.cells[at + 1]?.dataset.value; return value === undefined || value === "" ? null : Number(value); }),
      })).filter((one) => one.values.some((value) => value !== null)),
    };
  }

  /** A figure as the axis prints it: thousands apart, money in the unit that the table names. */
  const number = (value) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 });

  function axes(isLying, categories) {
    const names = {
      type: "category", data: categories, inverse: isLying, axisTick: { show: false },
      axisLabel: { color: colour("--ink-soft"), fontSize: 13, width: isLying ? 130 : undefined, overflow: "truncate", hideOverlap: !isLying },
      axisLine: { lineStyle: { color: colour("--line-strong") } },
    };
    const values = {
      type: "value", minInterval: 1, axisLabel: { color: colour("--ink-soft"), formatter: number, hideOverlap: true },
      splitLine: { lineStyle: { color: colour("--line") } },
    };
    return isLying ? { xAxis: values, yAxis: names } : { xAxis: names, yAxis: values };
  }

  function option(kind, figures) {
    const text = { fontFamily: getComputedStyle(document.body).fontFamily, color: colour("--ink") };
    const common = {
      animation: !calm, color: colours, textStyle: text, aria: { enabled: true },
      // Its usual boxes are made of style attributes, which the policy of the pages forbids.
      tooltip: { renderMode: "richText", trigger: kind === "composition" ? "item" : "axis", confine: true, valueFormatter: (value) => value === null ? "" : number(value) },
    };
    if (kind === "composition") {
      const data = figures.categories.map((name, at) => ({ name, value: figures.series[0]?.values[at] ?? 0 }));
      return {
        ...common, legend: { type: "scroll", bottom: 4, textStyle: text },
        series: [{ type: "pie", radius: ["38%", "68%"], center: ["50%", "46%"], data, label: { formatter: "{b} {d}%", color: text.color } }],
      };
    }
    const isLying = kind === "bars" && figures.series.length === 1;
    const legend = figures.series.length > 1 ? { type: "scroll", bottom: 4, textStyle: text } : undefined;
    return {
      ...common, legend, ...axes(isLying, figures.categories),
      grid: { left: 12, right: 24, top: 24, bottom: legend ? 40 : 12, containLabel: true },
      series: figures.series.map((one) => ({
        name: one.name, type: kind === "lines" ? "line" : "bar", data: one.values, barMaxWidth: 36,
        stack: kind === "stack" ? "all" : undefined, connectNulls: false, symbolSize: 7,
      })),
    };
  }

  for (const place of document.querySelectorAll("[data-chart]")) {
    const table = document.getElementById(place.dataset.of);
    if (!table) continue;
    const figures = read(table, place.dataset.by === "columns");
    if (!figures.series.length) { place.hidden = true; continue; }
    const chart = echarts.init(place, null, { renderer: "canvas" });
    chart.setOption(option(place.dataset.chart, figures));
    addEventListener("resize", () => chart.resize());
  }
})();
