import path, {
	join,
	resolve,
	basename,
	dirname,
	extname,
	relative,
	normalize,
	parse,
	format,
	isAbsolute,
	sep,
	delimiter,
	posix
} from 'node:path';
import pp from 'path/posix';
console.log(
	join('/a', '..', 'b/./c', '../d'),
	join(''),
	join('a', '', 'b'),
	resolve('/x', 'y', '../z'),
	resolve('/')
);
console.log(
	basename('/a/b.txt'),
	basename('/a/b.txt', '.txt'),
	dirname('/a/b/c'),
	dirname('a'),
	extname('x.tar.gz'),
	extname('.bashrc'),
	extname('a.')
);
console.log(
	relative('/a/b/c', '/a/d'),
	relative('/a', '/a'),
	normalize('/a//b/../c/.'),
	normalize('./'),
	isAbsolute('/x'),
	isAbsolute('x'),
	sep,
	delimiter
);
console.log(
	parse('/home/u/file.txt'),
	format({ dir: '/x', name: 'f', ext: '.ts' }),
	format({ root: '/', base: 'b' }),
	posix.join === path.join,
	pp.sep,
	path.posix === posix
);
try {
	path.join(5);
} catch (e) {
	console.log(e.name, e.code);
}
