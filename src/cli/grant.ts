import { ROLES } from '../lib/domain/account.ts';
import { grantRoleByEmail } from '../lib/server/auth/grant-role.ts';
import { configFrom } from '../lib/server/config.ts';
import { createServices } from '../lib/server/services.ts';

/** `npm run grant -- <e-mail address> <learner|instructor|admin>`: holds from the account's next request on. */
const [email, wanted] = process.argv.slice(2);
const role = ROLES.find((each) => each === wanted);
if (email === undefined || role === undefined) {
	console.error(`Usage: npm run grant -- <e-mail address> <${ROLES.join('|')}>`);
	process.exit(1);
}

const services = await createServices(configFrom());
const granted = await grantRoleByEmail(services, email, role).finally(() => services.close());
if (!granted.ok) {
	console.error(
		granted.fault.code === 'last_admin'
			? `${email} is the only admin. Make somebody else one first.`
			: `There is no account with the address ${email}. Sign up first, then run this again.`
	);
	process.exit(1);
}
console.log(`${granted.value.displayName} is ${role} now.`);
