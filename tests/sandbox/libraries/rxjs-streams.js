import {
	BehaviorSubject,
	EMPTY,
	Observable,
	ReplaySubject,
	Subject,
	asapScheduler,
	catchError,
	combineLatest,
	concatMap,
	defer,
	exhaustMap,
	firstValueFrom,
	forkJoin,
	from,
	groupBy,
	lastValueFrom,
	mergeMap,
	observeOn,
	of,
	queueScheduler,
	reduce,
	retry,
	scan,
	share,
	switchMap,
	take,
	tap,
	throwError,
	toArray,
	zip
} from 'rxjs';
import * as operators from 'rxjs/operators';
import { TestScheduler } from 'rxjs/testing';

const counts = new Observable((subscriber) => {
	subscriber.next(1);
	subscriber.next(2);
	subscriber.complete();
	return () => console.log('torn down');
});
counts.subscribe({ next: (value) => console.log('next', value), complete: () => console.log('complete') });

console.log(
	await lastValueFrom(
		from([1, 2, 3, 4]).pipe(
			scan((sum, each) => sum + each, 0),
			toArray()
		)
	)
);
console.log(
	await lastValueFrom(
		from(['ape', 'bee', 'ant', 'bat']).pipe(
			groupBy((word) => word[0]),
			mergeMap((group) => group.pipe(reduce((all, word) => [...all, word], []))),
			toArray()
		)
	)
);
console.log(await lastValueFrom(zip(of(1, 2), of('a', 'b')).pipe(toArray())));
console.log(await firstValueFrom(combineLatest({ a: of(1), b: of(2) })));
console.log(await lastValueFrom(forkJoin([Promise.resolve('x'), of('y')])));
console.log(
	await lastValueFrom(
		of(1, 2).pipe(
			concatMap((n) => of(n, n * 10)),
			toArray()
		)
	)
);
console.log(
	await lastValueFrom(
		of(1, 2).pipe(
			switchMap((n) => Promise.resolve(n * 100)),
			toArray()
		)
	)
);
console.log(
	await lastValueFrom(
		of(1, 2).pipe(
			exhaustMap((n) => Promise.resolve(n)),
			toArray()
		)
	)
);

let attempts = 0;
const flaky = defer(() =>
	++attempts < 3 ? throwError(() => new Error(`attempt ${attempts}`)) : of(`done after ${attempts}`)
);
console.log(await lastValueFrom(flaky.pipe(retry(5))));
console.log(
	await lastValueFrom(throwError(() => new TypeError('no')).pipe(catchError((error) => of(error.message))))
);

const state = new BehaviorSubject(0);
const seen = [];
const subscription = state.subscribe((value) => seen.push(value));
state.next(1);
subscription.unsubscribe();
state.next(2);
console.log(seen, state.value, subscription.closed);
const late = new ReplaySubject(2);
[1, 2, 3].forEach((value) => late.next(value));
late.pipe(take(2), toArray()).subscribe((values) => console.log('replayed', values));
const source = new Subject();
const shared = source.pipe(
	tap((value) => console.log('once', value)),
	share()
);
shared.subscribe((value) => console.log('a', value));
shared.subscribe((value) => console.log('b', value));
source.next('!');

of('asap')
	.pipe(observeOn(asapScheduler))
	.subscribe((value) => console.log(value));
console.log('before');
await new Promise((resolve) => setTimeout(resolve, 0));
queueScheduler.schedule(() => {
	queueScheduler.schedule(() => console.log('inner'));
	console.log('outer');
});
console.log(
	typeof operators.map,
	await lastValueFrom(EMPTY, { defaultValue: 'empty' }),
	await lastValueFrom(EMPTY).catch((error) => error.name)
);

const scheduler = new TestScheduler((actual, expected) =>
	console.log(JSON.stringify(actual) === JSON.stringify(expected))
);
scheduler.run(({ cold, expectObservable }) => {
	const letters = cold('-a-b-c|');
	expectObservable(
		letters.pipe(
			operators.throttleTime(2),
			operators.map((letter) => letter.toUpperCase())
		)
	).toBe('-A--- C|'.replace(/ /g, ''));
});
