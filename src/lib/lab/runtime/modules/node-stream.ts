import stream from 'readable-stream';
import { notHere } from '../node-errors.ts';
import type { LabModule } from './lab-module.ts';

/** `node:stream`, from `readable-stream`, which is Node's own code made portable. */
const {
	Readable,
	Writable,
	Duplex,
	Transform,
	PassThrough,
	Stream,
	addAbortSignal,
	finished,
	pipeline,
	isErrored,
	isReadable
} = stream;

const refused = (name: string) => () => {
	throw notHere(name, 'Use Readable.from() over an async iterable.');
};
for (const Class of [Readable, Writable, Duplex]) {
	Object.assign(Class, { fromWeb: refused(`${Class.name}.fromWeb`), toWeb: refused(`${Class.name}.toWeb`) });
}

/** Node's own default since version 22, which the package has not taken over. */
const HIGH_WATER_MARK_BYTES = 64 * 1024;
Reflect.get(Stream, 'setDefaultHighWaterMark')(false, HIGH_WATER_MARK_BYTES);

const promises = Reflect.get(Stream, 'promises');
const members = {
	Readable,
	Writable,
	Duplex,
	Transform,
	PassThrough,
	Stream,
	addAbortSignal,
	compose: Reflect.get(Stream, 'compose'),
	destroy: Reflect.get(Stream, 'destroy'),
	finished,
	pipeline,
	isErrored,
	isReadable,
	isDisturbed: Reflect.get(Stream, 'isDisturbed'),
	isWritable: Reflect.get(Stream, 'isWritable'),
	isDestroyed: Reflect.get(Stream, 'isDestroyed'),
	getDefaultHighWaterMark: Reflect.get(Stream, 'getDefaultHighWaterMark'),
	setDefaultHighWaterMark: Reflect.get(Stream, 'setDefaultHighWaterMark'),
	promises
};

export const nodeStream: LabModule = {
	names: ['node:stream', 'stream'],
	exports: members,
	defaultExport: Stream,
	openClasses: [Stream, Readable, Writable, Duplex, Transform, PassThrough]
};

export const nodeStreamPromises: LabModule = {
	names: ['node:stream/promises', 'stream/promises'],
	exports: { pipeline: promises.pipeline, finished: promises.finished }
};
