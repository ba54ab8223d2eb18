import stream, {
	Readable,
	Writable,
	Duplex,
	Transform,
	PassThrough,
	pipeline,
	finished,
	compose,
	addAbortSignal,
	isReadable
} from 'node:stream';
import { pipeline as piped, finished as done } from 'node:stream/promises';
import { promisify, inherits } from 'node:util';
const collect = (list) =>
	new Writable({
		objectMode: true,
		write(chunk, _e, next) {
			list.push(String(chunk));
			next();
		},
		final(next) {
			list.push('final');
			next();
		}
	});
const upper = () =>
	new Transform({
		transform(chunk, _e, next) {
			next(null, String(chunk).toUpperCase());
		},
		flush(next) {
			this.push('!');
			next();
		}
	});
const out = [];
await piped(Readable.from(['a', 'b', 'c']), upper(), collect(out));
console.log(out);
class Counter extends Readable {
	constructor(max) {
		super({ objectMode: true, highWaterMark: 2 });
		this.at = 0;
		this.max = max;
	}
	_read() {
		this.push(this.at < this.max ? this.at++ : null);
	}
}
class Sum extends Writable {
	constructor() {
		super({ objectMode: true });
		this.sum = 0;
	}
	_write(n, _e, next) {
		this.sum += n;
		setTimeout(next, 1);
	}
	_final(next) {
		console.log('sum', this.sum);
		next();
	}
}
const sum = new Sum();
await piped(new Counter(10), sum);
console.log(sum.sum, sum.writableFinished, sum.writableEnded);
const w = new Writable({
	highWaterMark: 3,
	write(c, e, next) {
		setTimeout(next, 1);
	}
});
console.log(w.write('ab'), w.write('cd'), w.writableLength, w.writableNeedDrain, w.writableHighWaterMark);
await new Promise((r) => w.once('drain', r));
console.log('drained', w.writableLength);
w.end('x', () => console.log('ended'));
await done(w);
const r = Readable.from(['one', 'two']);
r.setEncoding?.('utf8');
r.on('data', (c) => console.log('data', c));
r.on('end', () => console.log('end'));
r.on('close', () => console.log('close'));
await done(r);
for await (const chunk of new Counter(3)) console.log(chunk);
console.log(
	await new Counter(6)
		.filter((n) => n % 2)
		.map((n) => n * 10)
		.toArray(),
	await new Counter(4).reduce((a, n) => a + n, 0),
	await new Counter(5).take(2).toArray(),
	await new Counter(5).drop(3).toArray(),
	await new Counter(3).some((n) => n > 1)
);
const broken = new Readable({
	read() {
		this.destroy(new Error('broken'));
	}
});
broken.on('error', (e) => console.log('error', e.message));
await piped(broken, collect([])).catch((e) => console.log('rejected', e.message));
console.log(broken.destroyed, broken.errored?.message);
pipeline(Readable.from(['x']), new PassThrough(), collect([]), (e) => console.log('callback', e));
await new Promise((x) => setTimeout(x, 5));
const ac = new AbortController();
const endless = addAbortSignal(ac.signal, new Readable({ read() {} }));
setTimeout(() => ac.abort(), 1);
endless.on('error', (e) => console.log(e.name, e.code));
await done(endless).catch((e) => console.log('aborted', e.name));
const early = new Readable({ read() {} });
finished(early, (e) => console.log('finished', e?.code));
early.destroy();
await new Promise((x) => setTimeout(x, 1));
const paused = new Readable({ read() {} });
paused.push('abc');
paused.push('def');
paused.push(null);
paused.on('readable', () => {
	let c;
	while ((c = paused.read(2)) !== null) console.log('read', c.toString());
});
await done(paused).catch(() => 0);
console.log(paused.readableEnded);
const double = Duplex.from(async function* (source) {
	for await (const c of source) yield `${c}${c}`;
});
double.end('ab');
for await (const c of double) console.log(String(c));
const both = compose(upper(), new PassThrough());
both.end('q');
for await (const c of both) console.log(String(c));
function Old() {
	Readable.call(this, { objectMode: true });
	this.n = 2;
}
inherits(Old, Readable);
Old.prototype._read = function () {
	this.push(this.n > 0 ? this.n-- : null);
};
for await (const n of new Old()) console.log('old', n);
const late = new Readable();
late._read = () => {};
late.push('assigned');
late.push(null);
for await (const c of late) console.log(String(c));
console.log(
	typeof stream,
	stream === stream.Stream,
	stream.Readable === Readable,
	isReadable(new Counter(1)),
	new Counter(1) instanceof stream,
	promisify(finished) === done,
	stream.getDefaultHighWaterMark(true),
	stream.getDefaultHighWaterMark(false)
);
const un = new Readable({ read() {} });
un.push('tail');
un.unshift('head');
console.log(String(un.read()), un.readableFlowing, un.isPaused(), un.readableHighWaterMark);
un.pause();
console.log(un.isPaused(), un.readableFlowing);
const corked = new Writable({
	writev(chunks, next) {
		console.log(
			'writev',
			chunks.map((c) => String(c.chunk))
		);
		next();
	}
});
corked.cork();
corked.write('a');
corked.write('b');
process.nextTick(() => corked.uncork());
await new Promise((x) => setTimeout(x, 1));
try {
	new Writable({ write() {} }).write(null);
} catch (e) {
	console.log(e.code);
}
const ended = new PassThrough();
ended.on('error', (e) => console.log(e.code));
ended.end();
ended.write('x');
await new Promise((x) => setTimeout(x, 1));
