import { performance, PerformanceObserver, PerformanceEntry } from 'node:perf_hooks';
const start = performance.now();
await new Promise((r) => setTimeout(r, 20));
console.log(
	performance.now() - start >= 19,
	typeof performance.timeOrigin,
	globalThis.performance === performance
);
const mark = performance.mark('a', { detail: { x: 1 } });
performance.mark('b');
const m = performance.measure('a-b', 'a', 'b');
console.log(
	mark.name,
	mark.entryType,
	mark.detail,
	m.entryType,
	m.duration >= 0,
	m instanceof PerformanceEntry,
	performance.getEntriesByType('mark').map((e) => e.name),
	performance.getEntriesByName('a-b').length
);
console.log(
	performance.measure('o', { start: 5, end: 12 }).duration,
	performance.measure('o2', { start: 5, duration: 3 }).duration
);
performance.clearMarks('a');
performance.clearMeasures();
console.log(
	performance
		.getEntries()
		.filter((e) => e.entryType === 'mark' || e.entryType === 'measure')
		.map((e) => e.name)
);
try {
	performance.measure('x', 'missing');
} catch (e) {
	console.log(e.name, e.message);
}
const seen = new Promise((r) =>
	new PerformanceObserver((list, o) => {
		o.disconnect();
		r(list.getEntries().map((e) => e.name));
	}).observe({ entryTypes: ['mark'] })
);
performance.mark('watched');
console.log(await seen);
