/* Before anything else on a page: what moves by itself while it loads. */
window.rtShifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    const moved = entry.sources.map((s) => s.node && (s.node.id || s.node.className || s.node.nodeName)).slice(0, 3);
    window.rtShifts.push([entry.value, moved.join(", ")]);
  }
}).observe({ type: "layout-shift", buffered: true });
