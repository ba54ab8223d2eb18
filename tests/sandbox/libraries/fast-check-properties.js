import fc from 'fast-check';

const told = (property, parameters) => {
	try {
		fc.assert(property, { seed: 42, ...parameters });
		console.log('holds');
	} catch (error) {
		console.log(error.name, error.message.split('\n').slice(0, 4).join('|'), error.cause?.message);
	}
};
told(fc.property(fc.array(fc.integer()), (list) => [...list].sort((a, b) => a - b).length === list.length));
told(fc.property(fc.array(fc.integer()), (list) => [...list].reverse().join() === list.join()));
told(fc.property(fc.string(), fc.string(), (a, b) => (a + b).includes(b)));
told(
	fc.property(
		fc.record({
			id: fc.uuid(),
			age: fc.nat({ max: 120 }),
			tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'))
		}),
		({ age }) => {
			if (age > 60) throw new Error(`too old: ${age}`);
		}
	)
);
told(
	fc.property(
		fc.oneof(fc.boolean(), fc.double({ noNaN: true }), fc.dictionary(fc.string(), fc.anything())),
		() => true
	)
);
told(
	fc.property(fc.integer(), (n) => {
		fc.pre(n > 5);
		return n > 5;
	})
);
console.log(
	fc.sample(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.string({ maxLength: 4 })), { seed: 7, numRuns: 3 })
);
console.log(
	fc.sample(
		fc.letrec((tie) => ({
			tree: fc.oneof({ depthSize: 'small' }, fc.nat(9), tie('node')),
			node: fc.array(tie('tree'), { maxLength: 2 })
		})).tree,
		{ seed: 3, numRuns: 4 }
	)
);
const details = fc.check(
	fc.property(fc.nat(), fc.nat(), (a, b) => a + b < 100),
	{ seed: 1 }
);
console.log(details.failed, details.counterexample, details.numShrinks, details.seed);

await fc.assert(
	fc.asyncProperty(fc.array(fc.nat()), async (list) => {
		await null;
		return list.every((n) => n >= 0);
	}),
	{ seed: 5 }
);
console.log(
	await fc
		.check(
			fc.asyncProperty(fc.nat(), async (n) => {
				await new Promise((resolve) => setTimeout(resolve, 1));
				return n < 10;
			}),
			{ seed: 6, numRuns: 20 }
		)
		.then(({ counterexample }) => counterexample)
);

class Counter {
	value = 0;
	increment() {
		if (this.value < 3) this.value++;
	}
	reset() {
		this.value = 0;
	}
}
class Increment {
	check = () => true;
	run(model, real) {
		model.value++;
		real.increment();
		if (real.value !== model.value) throw new Error(`expected ${model.value}, was ${real.value}`);
	}
	toString = () => 'increment';
}
class Reset {
	check = (model) => model.value > 0;
	run(model, real) {
		model.value = 0;
		real.reset();
	}
	toString = () => 'reset';
}
told(
	fc.property(fc.commands([fc.constant(new Increment()), fc.constant(new Reset())]), (commands) =>
		fc.modelRun(() => ({ model: { value: 0 }, real: new Counter() }), commands)
	)
);
const scheduled = await fc.check(
	fc.asyncProperty(fc.scheduler(), async (scheduler) => {
		const order = [];
		const tasks = [1, 2].map((n) =>
			scheduler.schedule(Promise.resolve(n)).then((value) => order.push(value))
		);
		await scheduler.waitIdle();
		await Promise.all(tasks);
		return order[0] === 1;
	}),
	{ seed: 9 }
);
console.log(scheduled.failed);
console.log(fc.stringify([1, -0, { a: new Map([[1, 2n]]) }]));
