import {
	setTimeout as sleep,
	setImmediate as soon,
	setInterval as every,
	scheduler
} from 'node:timers/promises';
import timers, { setTimeout as later } from 'node:timers';
import { promisify } from 'node:util';
process.nextTick((a) => console.log('tick', a), 'arg');
Promise.resolve().then(() => console.log('promise'));
queueMicrotask(() => console.log('microtask'));
console.log('sync');
await sleep(5);
setTimeout(() => {
	console.log('timeout');
	process.nextTick(() => {
		console.log('tick of timeout');
		process.nextTick(() => console.log('tick of tick'));
		Promise.resolve().then(() => console.log('promise of tick'));
	});
	Promise.resolve().then(() => {
		console.log('promise of timeout');
		process.nextTick(() => console.log('tick of promise'));
	});
}, 1);
await sleep(5);
setTimeout(() => {
	setImmediate(() => console.log('immediate first'));
	setTimeout(() => console.log('then timeout'), 0);
}, 1);
await sleep(10);
setTimeout(() => {
	setImmediate(() => {
		console.log('i1');
		setImmediate(() => console.log('i3'));
		process.nextTick(() => console.log('tick between'));
	});
	setImmediate(() => console.log('i2'));
}, 1);
await sleep(10);
for (const ms of [30, 10, 20, 10]) setTimeout((x) => console.log('after', x), ms, ms);
await sleep(60);
let n = 0;
const id = setInterval(() => {
	console.log('interval', ++n);
	if (n === 3) clearInterval(id);
}, 2);
await sleep(60);
const t = setTimeout(() => console.log('never'), 1);
clearTimeout(t);
clearTimeout(undefined);
clearTimeout(null);
const i = setImmediate(() => console.log('never'));
clearImmediate(i);
console.log(t.hasRef(), t.unref().hasRef(), t.ref().hasRef(), typeof t[Symbol.toPrimitive]());
clearTimeout(+t);
const r = setTimeout(() => console.log('refreshed'), 40);
await sleep(20);
r.refresh();
await sleep(30);
console.log('not yet');
await sleep(40);
console.log(
	await sleep(1, 'value'),
	await soon('soon'),
	await promisify(setTimeout)(1, 'p'),
	await promisify(setImmediate)('q'),
	await scheduler.wait(1)
);
let count = 0;
for await (const v of every(1, 'v')) {
	console.log(v);
	if (++count === 2) break;
}
const ac = new AbortController();
ac.abort();
await sleep(1, null, { signal: ac.signal }).catch((e) => console.log(e.name, e.code, e.message));
const bc = new AbortController();
setTimeout(() => bc.abort(new Error('why')), 1);
await sleep(1000, null, { signal: bc.signal }).catch((e) => console.log(e.name, e.cause.message));
console.log(later === setTimeout, timers.clearTimeout === clearTimeout, typeof timers.promises.setTimeout);
try {
	setTimeout('x');
} catch (e) {
	console.log(e.name, e.code);
}
setTimeout(() => console.log('unref never fires'), 1_000).unref();
setTimeout(function () {
	console.log(typeof this.unref);
}, 1);
await sleep(3);
