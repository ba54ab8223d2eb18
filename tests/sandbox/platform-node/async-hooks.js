import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
const requests = new AsyncLocalStorage();
const users = new AsyncLocalStorage();
const show = (label) => console.log(label, requests.getStore(), users.getStore());
show('outside');
for (const id of [1, 2]) {
	requests.run(id, () => {
		show('sync');
		setTimeout(() => show('timer'), 100 * id);
		process.nextTick(() => show('tick'));
		queueMicrotask(() => show('microtask'));
		setImmediate(() => show('immediate'));
		Promise.resolve()
			.then(() => {
				show('then');
				return new Promise((r) => setTimeout(r, 30));
			})
			.then(() => users.run(`u${id}`, () => setTimeout(() => show('inner timer'), 400 * id)))
			.finally(() => show('finally'));
		Promise.reject(new Error('x')).catch(() => show('catch'));
	});
}
show('outside again');
const bus = new EventEmitter();
bus.on('x', () => show('listener'));
requests.run('emitter', () => bus.emit('x'));
requests.run('a', () =>
	requests.run('b', () => {
		show('nested');
		requests.exit(() => show('exited'));
	})
);
console.log(requests.run(1, (x, y) => x + y, 2, 3));
try {
	requests.run('thrower', () => {
		throw new Error('thrown');
	});
} catch (e) {
	console.log(e.message);
}
show('after throw');
const bound = requests.run('bound', () => AsyncLocalStorage.bind(() => show('bound')));
bound();
const snap = requests.run('snap', () => AsyncLocalStorage.snapshot());
snap(() => show('snapshot'));
const resource = requests.run('res', () => new AsyncResource('Job'));
resource.runInAsyncScope(() => show('resource'));
resource.bind(() => show('resource bound'))();
const t = setInterval(() => {
	show('interval');
	clearInterval(t);
}, 1_000);
new AsyncLocalStorage({ defaultValue: 5 }).getStore();
setTimeout(() => show('plain timer'), 1_100);
requests.enterWith('entered');
show('enterWith');
setTimeout(() => show('after enterWith'), 1_200);

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const handle = async (id) => {
	show(`begin ${id}`);
	await sleep(20 * id);
	show(`after await ${id}`);
	try {
		await Promise.reject(new Error(`no ${id}`));
	} catch (error) {
		show(error.message);
	}
	for await (const step of (async function* () {
		yield 1;
		await sleep(5);
		yield 2;
	})())
		show(`step ${step} of ${id}`);
	await users.run(`user ${id}`, async () => {
		await sleep(10);
		show(`inner ${id}`);
	});
	show(`end ${id}`);
	return requests.getStore();
};
await sleep(2_000);
console.log(await Promise.all(['3', '1', '2'].map((id) => requests.run(id, () => handle(id)))));
requests.enterWith(undefined);
show('at last');
