import {
	asyncScheduler,
	bufferTime,
	concat,
	debounceTime,
	delay,
	interval,
	map,
	of,
	scheduled,
	take,
	timer,
	throttleTime,
	timeout,
	toArray,
	lastValueFrom,
	merge
} from 'rxjs';

// Time: each is as long as it says, on whatever clock the timers have.
console.log(await lastValueFrom(interval(20).pipe(take(3), toArray())));

const typed = concat(of('h'), of('he').pipe(delay(5)), of('hel').pipe(delay(5)), of('hello').pipe(delay(80)));
console.log(await lastValueFrom(typed.pipe(debounceTime(40), toArray())));
console.log(
	await lastValueFrom(
		merge(of(1, 2), timer(15).pipe(map(() => 3)), timer(75).pipe(map(() => 4))).pipe(
			bufferTime(50),
			take(2),
			toArray()
		)
	)
);
console.log(await lastValueFrom(interval(10).pipe(take(6), throttleTime(25), toArray())));
console.log(
	await lastValueFrom(timer(200).pipe(timeout(10))).catch((error) => `${error.name}: ${error.message}`)
);
console.log(await lastValueFrom(scheduled([1, 2, 3], asyncScheduler).pipe(toArray())));
