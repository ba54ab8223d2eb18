import {
	EventEmitter,
	once,
	on,
	errorMonitor,
	getEventListeners,
	listenerCount,
	setMaxListeners
} from 'node:events';
import Default from 'node:events';
console.log(
	Default === EventEmitter,
	EventEmitter.EventEmitter === EventEmitter,
	EventEmitter.defaultMaxListeners
);
class Shop extends EventEmitter {
	constructor() {
		super();
		this.sold = 0;
	}
	sell(n) {
		this.sold += n;
		return this.emit('sold', n, this.sold);
	}
}
const shop = new Shop();
const log = (...args) => console.log('log', ...args);
shop.on('newListener', (name) => console.log('new', name));
shop.on('removeListener', (name) => console.log('removed', name));
shop.on('sold', log);
shop.prependListener('sold', () => console.log('first'));
shop.once('sold', function (n) {
	console.log('once', n, this === shop);
});
console.log(
	shop.sell(1),
	shop.sell(2),
	shop.listenerCount('sold'),
	shop.eventNames(),
	listenerCount(shop, 'sold'),
	getEventListeners(shop, 'sold').length
);
shop.off('sold', log);
console.log(shop.sell(3), shop.rawListeners('sold').length);
shop.removeAllListeners('sold');
console.log(shop.sell(1));
try {
	shop.emit('error', new RangeError('boom'));
} catch (e) {
	console.log(e.name, e.message);
}
try {
	shop.emit('error', 'text');
} catch (e) {
	console.log(e.message, e.code);
}
shop.on(errorMonitor, (e) => console.log('seen', e.message));
shop.on('error', (e) => console.log('handled', e.message));
shop.emit('error', new Error('later'));
const a = new EventEmitter();
setTimeout(() => {
	a.emit('x', 1, 2);
	a.emit('x', 3);
	a.emit('x', 4);
}, 1);
console.log(await once(a, 'x'));
const b = new EventEmitter();
setTimeout(() => b.emit('error', new Error('rejected')), 1);
await once(b, 'x').catch((e) => console.log(e.message));
const c = new EventEmitter();
setTimeout(() => {
	c.emit('n', 1);
	c.emit('n', 2);
	c.emit('end');
}, 1);
for await (const [n] of on(c, 'n', { close: ['end'] })) console.log('n', n);
const ac = new AbortController();
setTimeout(() => ac.abort(), 1);
await once(new EventEmitter(), 'x', { signal: ac.signal }).catch((e) => console.log(e.name, e.code));
const d = new EventEmitter({ captureRejections: true });
d.on('error', (e) => console.log('captured', e.message));
d.on('go', async () => {
	throw new Error('async');
});
d.emit('go');
await new Promise((r) => setTimeout(r, 1));
const target = new EventTarget();
setTimeout(() => target.dispatchEvent(new Event('ping')), 1);
const [event] = await once(target, 'ping');
console.log(event.type);
const many = new EventEmitter();
setMaxListeners(1, many);
console.log(many.getMaxListeners());
many.setMaxListeners(0);
for (let i = 0; i < 20; i++) many.on('x', () => {});
console.log(many.listenerCount('x'));
const e = new EventEmitter();
e.on('x', () => {
	e.on('x', () => console.log('added'));
	console.log('orig');
});
e.emit('x');
e.emit('x');
try {
	e.on('x', 5);
} catch (x) {
	console.log(x.name, x.code);
}
const s = Symbol('s');
e.on(s, () => console.log('symbol'));
e.emit(s);
console.log(e.eventNames());
e.emit = () => 'own';
console.log(e.emit('x'));
class Quiet extends EventEmitter {
	emit(...args) {
		return super.emit(...args) && 'quiet';
	}
	on(name, f) {
		return super.on(name, f);
	}
}
const q = new Quiet();
q.on('x', () => {});
console.log(q.emit('x'));
