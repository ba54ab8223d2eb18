import type { LabModule } from './lab-module.ts';

/** `node:os`: a small machine that is the same in each run. */
export const nodeOs: LabModule = {
	names: ['node:os', 'os'],
	exports: {
		EOL: '\n',
		devNull: '/dev/null',
		arch: () => 'x64',
		availableParallelism: () => 1,
		cpus: () => [{ model: 'virtual', speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } }],
		endianness: () => 'LE',
		freemem: () => 32 * 1024 * 1024,
		totalmem: () => 64 * 1024 * 1024,
		homedir: () => '/',
		hostname: () => 'hotpath',
		loadavg: () => [0, 0, 0],
		machine: () => 'x86_64',
		networkInterfaces: () => ({}),
		platform: () => 'linux',
		release: () => '0.0.0',
		tmpdir: () => '/tmp',
		type: () => 'Linux',
		uptime: () => performance.now() / 1000,
		userInfo: () => ({ username: 'learner', uid: 1000, gid: 1000, homedir: '/', shell: null }),
		version: () => 'hotpath'
	}
};
