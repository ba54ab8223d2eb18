/** Packages of the machine that bring no types: those of the modules of Node they stand for. */
declare module 'path-browserify' {
	const path: typeof import('node:path').posix & { posix: unknown };
	export default path;
}

declare module 'readable-stream' {
	import stream from 'node:stream';
	export default stream;
}
