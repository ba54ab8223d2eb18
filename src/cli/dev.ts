import { buildMachine } from './setup/build-app.ts';
import { runTool } from './setup/step.ts';

/** `npm run dev`: the site with hot reload for code, lessons and exercises. */
buildMachine();
runTool('node_modules/vite/bin/vite.js', ['dev', ...process.argv.slice(2)], { NODE_ENV: 'development' });
