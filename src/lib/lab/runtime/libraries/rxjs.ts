import * as rxjs from 'rxjs';
import * as operators from 'rxjs/operators';
import * as testing from 'rxjs/testing';
import { packageModule } from './package-module.ts';

/** What keeps its state on itself: a scheduler its queue, `config` its hooks, the test scheduler its frame. */
const statefulObjects = [
	rxjs.asyncScheduler,
	rxjs.async,
	rxjs.asapScheduler,
	rxjs.asap,
	rxjs.queueScheduler,
	rxjs.queue,
	rxjs.animationFrameScheduler,
	rxjs.animationFrame,
	rxjs.config,
	rxjs.VirtualTimeScheduler,
	testing.TestScheduler
];

/** Operators give a method of their own to each observable and subscriber they make. */
const openClasses = [
	rxjs.Observable,
	rxjs.ConnectableObservable,
	rxjs.Subject,
	rxjs.AsyncSubject,
	rxjs.BehaviorSubject,
	rxjs.ReplaySubject,
	rxjs.Subscriber
];

export const RXJS_MODULES = [
	packageModule(['rxjs'], rxjs, { openClasses, statefulObjects }),
	packageModule(['rxjs/operators'], operators),
	packageModule(['rxjs/testing'], testing)
];
