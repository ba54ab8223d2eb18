import { Buffer } from './buffer.ts';
import { installClock } from './clock.ts';
import { installConsole } from './console.ts';
import { installDispose } from './dispose.ts';
import { installEncoding } from './encoding.ts';
import { installEvents } from './events.ts';
import { append, defineGlobal, defineOn } from './host.ts';
import { performance } from './perf-hooks.ts';
import { process } from './process.ts';
